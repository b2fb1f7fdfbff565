"""How the rounds of a day stand: walked, missed, late, or unknown while a phone is silent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from server.domain.problems import NotFound
from server.domain.round_state import RoundState
from server.domain.school_day import SCHOOL_ZONE
from server.records import Device, RouteVersion, SignIn, new_id
from server.services.rounds_due import RoundSummary, rounds_between
from server.services.rounds_due_detail import round_detail
from server.web.database import db
from tests.factories.facts import Phone, add_assets, phone_of
from tests.factories.rounds import (
    add_route,
    add_version,
    ending,
    look,
    round_of,
    stop,
    unscanned,
)

DAY = date(2026, 11, 20)
ONCE = {
    "cycle": "school_days",
    "slots": [{"key": "1", "name": "早巡", "start": "07:00", "end": "07:40", "grace": 60}],
}


def at(clock: str, day: date = DAY) -> datetime:
    """A moment of the school's day; grace of the morning round is over at 08:40."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SCHOOL_ZONE)


def seen(fact: dict[str, Any], clock: str) -> dict[str, Any]:
    """The fact as made at that time of the day."""
    return fact | {"observed_at": int(at(clock).timestamp() * 1000)}


def morning(school: Any, now: datetime, day: date = DAY) -> RoundSummary:
    """The day's morning round."""
    with school.reading() as session:
        (found,) = (one for one in rounds_between(session, day, day, now) if one.slot == "1")
    return found


@pytest.fixture
def stops(school) -> list[str]:
    return add_assets(school, 3)


@pytest.fixture
def route(school, stops) -> str:
    return add_route(school, *(stop(one) for one in stops))


@pytest.fixture
def phone(school) -> Phone:
    return phone_of(school)


def test_a_round_nobody_walked_is_missed_once_its_grace_is_over(school, route):
    moments = {"06:59": "upcoming", "07:00": "open", "08:40": "open", "08:41": "missed"}
    for clock, state in moments.items():
        found = morning(school, at(clock))
        assert (found.state, found.round_id, found.stops, found.done) == (state, None, 3, 0)
    assert (found.route_id, found.name, found.slot_name) == (route, "一号楼", "早巡")


def test_a_walked_round_shows_what_was_done_found_and_left_out(school, route, stops, phone):
    walk = round_of(route)
    [find] = add_assets(school)
    broken = {"condition": "usable", "level": "general", "fixed_on_spot": True}
    wrong = seen(look(phone, stops[2], round=walk), "07:15")
    phone.push(
        seen(look(phone, stops[0], round=walk), "07:10"),
        seen(look(phone, stops[1], round=walk, **broken), "07:12"),
        seen(look(phone, find, round=walk, condition="usable", level="major"), "07:13"),
        wrong,
        seen(unscanned(phone, walk, stops[2]), "07:20"),
    )
    assert morning(school, at("07:30")).state == RoundState.OPEN
    phone.push(seen(phone.withdrawal(wrong["id"]), "07:21"))
    phone.push(seen(ending(phone, walk), "07:30"))
    found = morning(school, at("12:00"))
    assert found.state == RoundState.DONE
    assert (found.stops, found.done, found.unscanned, found.finds) == (3, 2, 1, 1)
    assert (found.abnormal, found.fixed, found.late_entries) == (2, 1, 0)
    ((name, signed_at, received_at),) = found.endings
    assert name == "Ines" and received_at > signed_at
    assert timedelta(0) <= signed_at - at("07:30") < timedelta(seconds=2)
    assert found.countersigned is None


def test_a_round_is_partial_until_its_last_stop_and_then_late(school, route, stops, phone):
    walk = round_of(route)
    phone.push(*(seen(look(phone, one, round=walk), "07:10") for one in stops[:2]))
    phone.push(seen(ending(phone, walk), "07:30"))
    assert morning(school, at("12:00")).state == RoundState.PARTIAL
    phone.push(seen(look(phone, stops[2], round=walk), "09:00"))
    found = morning(school, at("12:00"))
    assert (found.state, found.late_entries) == (RoundState.LATE, 1)


def put_back(school: Any, phone: Phone, heard_at: datetime, **said: Any) -> None:
    """The phone as it was last heard of then; signed in the evening before."""
    phone.contact()
    device, since = phone.device, at("20:00", DAY - timedelta(days=1))
    with school.writing() as session:
        where = Device.id == device
        session.execute(update(Device).where(where).values(last_seen_at=heard_at, **said))
        session.execute(update(SignIn).where(SignIn.device_id == device).values(signed_in_at=since))


@pytest.mark.usefixtures("route")
def test_a_missed_round_is_unknown_while_a_phone_is_silent(school, phone):
    put_back(school, phone, at("08:39"))
    assert morning(school, at("12:00")).state == RoundState.UNKNOWN
    assert morning(school, at("08:00")).state == RoundState.OPEN
    phone.contact()
    assert morning(school, at("12:00")).state == RoundState.MISSED


@pytest.mark.usefixtures("route")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_phone_that_owes_is_waited_for_until_it_has_told_of_the_time_after(school, stops, phone):
    put_back(school, phone, at("11:00"), unsent=1)
    assert morning(school, at("12:00")).state == RoundState.UNKNOWN
    phone.push(seen(look(phone, stops[0]), "10:00"))
    put_back(school, phone, at("11:00"), unsent=1)
    assert morning(school, at("12:00")).state == RoundState.MISSED


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_who_is_no_walker_leaves_nothing_unknown(school, stops, phone):
    tang = school.people["tang"]
    route = add_route(school, stop(stops[0]))
    add_version(school, route, date(2026, 1, 1), person_ids=[tang])
    put_back(school, phone, at("07:00"))
    put_back(school, phone_of(school, "pei"), at("07:00"))
    assert morning(school, at("12:00")).state == RoundState.MISSED
    put_back(school, phone_of(school, "tang"), at("07:00"))
    assert morning(school, at("12:00")).state == RoundState.UNKNOWN


def test_yesterdays_rounds_are_judged_by_yesterdays_route(school, route, stops):
    tomorrow = DAY + timedelta(days=1)
    add_version(school, route, tomorrow, stops=[stop(stops[0])])
    assert morning(school, at("12:00")).stops == 3
    assert morning(school, at("12:00", tomorrow), tomorrow).stops == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_route_made_at_noon_did_not_miss_its_morning(school, stops):
    route = add_route(school, stop(stops[0]), valid_from=DAY)
    made = update(RouteVersion).values(made_at=at("12:00"))
    with school.writing() as session:
        session.execute(made)
    with school.reading() as session:
        due = rounds_between(session, DAY, DAY, at("23:00"), [route])
    assert [one.slot for one in due] == ["n"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_monthly_route_made_in_the_month_is_due_in_it(school, stops):
    route = add_route(school, stop(stops[0]), valid_from=DAY)
    monthly = ONCE | {"cycle": "monthly"}
    with school.writing() as session:
        session.execute(update(RouteVersion).values(schedule=monthly))
    with school.reading() as session:
        (due,) = rounds_between(session, date(2026, 10, 1), DAY, at("12:00"), [route])
    assert (due.day, due.state) == (date(2026, 11, 1), RoundState.OPEN)


def test_a_round_is_shown_stop_by_stop(school, route, stops, phone):
    walk = round_of(route)
    [find] = add_assets(school)
    first = look(phone, stops[1], round=walk, words="灯不亮")
    phone.push(
        seen(first, "07:10"),
        seen(phone.withdrawal(first["id"]), "07:11"),
        seen(look(phone, stops[1], round=walk), "07:12"),
        seen(unscanned(phone, walk, stops[2], words="锁着"), "07:13"),
        seen(look(phone, find, round=walk), "07:14"),
        seen(ending(phone, walk), "07:20"),
    )
    round_id = morning(school, at("12:00")).round_id
    with school.reading() as session:
        detail = round_detail(session, round_id, at("12:00"))
        assert [one.asset_id for one in detail.stops] == stops
        shown = [(len(one.records), len(one.unscanned)) for one in detail.stops]
        assert shown == [(0, 0), (2, 0), (0, 1)]
        one, two = detail.stops[1].records
        assert one.inspection.withdrawn_by and not two.inspection.withdrawn_by
        assert detail.stops[2].unscanned[0].row.words == "锁着"
        assert [row.inspection.asset_id for row in detail.finds] == [find]
        assert detail.endings[0].author.name == "Ines"
        assert detail.summary.state == RoundState.PARTIAL
        assert detail.summary == morning(school, at("12:00"))
        with pytest.raises(NotFound):
            round_detail(session, new_id(), at("12:00"))


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_rounds_of_a_day_cost_the_same_statements_however_many_there_are(
    school, route, stops, phone
):
    asked = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    def statements() -> list[Any]:
        asked.clear()
        with school.reading() as session:
            rounds_between(session, date(2026, 11, 1), DAY, at("12:00"))
        return list(asked)

    with school.app.app_context():
        event.listen(db.engine, "before_cursor_execute", note)
    few = statements()
    for n in range(1, 20):
        phone.push(look(phone, stops[0], round=round_of(route, f"2026-11-{n:02}")))
    many = statements()
    assert [one for one, _ in few] == [one for one, _ in many]
    with school.reading() as session:
        for statement, parameters in many:
            if "FROM inspection" in statement:
                rows = session.connection().exec_driver_sql(
                    f"EXPLAIN QUERY PLAN {statement}", parameters
                )
                plan = " ".join(str(row[-1]) for row in rows)
                assert "ix_inspection_round_id" in plan and "ix_round_day_route_id" in plan, plan
