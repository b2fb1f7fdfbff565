"""今日: what needs whom, from records that are really there."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from server.domain.access import Role
from server.domain.finding import Actor
from server.domain.school_day import SCHOOL_ZONE
from server.records import Asset, Device, Finding, Route, RouteVersion
from server.services.today import Matter, Topic, recent_rounds, todays_matters
from server.web.clock import now
from tests.factories.facts import Phone, add_assets, phone_of
from tests.factories.rounds import add_route, ending, look, round_of, stop
from tests.functional.conftest import SchoolUnderTest

MONDAY = date(2026, 11, 16)
FRIDAY = date(2026, 11, 13)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SCHOOL_ZONE)


def matters(school, moment: datetime, login: str = "ada", *roles: Role) -> dict:
    actor = Actor(school.people[login], frozenset(roles or (Role.ADMINISTRATOR,)))
    with school.reading() as session:
        found = todays_matters(session, moment, recent_rounds(session, moment), actor)
        return {(one.topic, one.day): one.count for one in found}


@pytest.fixture
def route_id(school: SchoolUnderTest) -> str:
    [asset_id] = add_assets(school)
    return add_route(school, stop(asset_id))


@pytest.mark.usefixtures("route_id")
def test_rounds_nobody_walked_since_the_last_school_day_are_matters(school):
    found = matters(school, at(MONDAY, 9))
    missed = {day for topic, day in found if topic is Topic.MISSED}
    nights_before = FRIDAY - timedelta(days=1)
    assert missed == {nights_before + timedelta(days=n) for n in range(5)}
    assert found[Topic.MISSED, FRIDAY] == 2
    assert found[Topic.MISSED, MONDAY] == 1


@pytest.mark.usefixtures("route_id")
def test_a_round_is_no_matter_before_its_grace_is_over(school):
    assert (Topic.MISSED, MONDAY) not in matters(school, at(MONDAY, 8, 39))
    assert (Topic.MISSED, MONDAY) in matters(school, at(MONDAY, 8, 41))


@pytest.mark.usefixtures("route_id")
def test_a_round_is_unknown_and_not_missed_while_its_phone_has_not_told(school):
    school.client("ines")
    with school.writing() as session:
        for device in session.query(Device):
            device.app_build, device.last_seen_at = "1", now() - timedelta(days=1)
    tomorrow = now() + timedelta(days=1)
    topics = {topic for topic, _ in matters(school, tomorrow.astimezone(SCHOOL_ZONE))}
    assert Topic.UNKNOWN in topics


def test_a_signed_round_waits_for_those_who_did_not_walk_it(school, route_id):
    phone, day = phone_of(school, "ines"), now().astimezone(SCHOOL_ZONE).date()
    walked = round_of(route_id, day.isoformat())
    [asset_id] = [one["asset_id"] for one in _stops(school, route_id)]
    phone.push(look(phone, asset_id, round=walked), ending(phone, walked))
    assert matters(school, now())[Topic.COUNTERSIGN, None] == 1
    assert (Topic.COUNTERSIGN, None) not in matters(school, now(), "ines")
    with school.reading() as session:
        everybody = todays_matters(session, now(), [])
    assert Matter(Topic.COUNTERSIGN, 1) in everybody


def _stops(school: SchoolUnderTest, route_id: str) -> list[dict[str, str]]:
    with school.reading() as session:
        return session.get_one(Route, route_id).stops


def test_overdue_and_unprotected_findings_and_due_extinguishers_are_matters(school):
    add_assets(school, 2)
    _find(school, level="major", due_on=date(2026, 11, 1))
    _bottle(school, manufactured_on=date(2010, 1, 1))
    found = matters(school, at(MONDAY, 9))
    wanted = (Topic.OVERDUE, Topic.UNPROTECTED, Topic.EXTINGUISHERS_NOW)
    assert {topic: found[topic, None] for topic in wanted} == dict.fromkeys(wanted, 1)
    assert next(iter(found))[0] is Topic.UNPROTECTED


def _find(school: SchoolUnderTest, **values: object) -> None:
    phone: Phone = phone_of(school)
    with school.reading() as session:
        asset_id = session.query(Asset).first().id
    phone.push(phone.inspection(asset_id, "unusable"))
    with school.writing() as session:
        finding = session.query(Finding).one()
        for name, value in values.items():
            setattr(finding, name, value)


def _bottle(school: SchoolUnderTest, manufactured_on: date) -> None:
    with school.writing() as session:
        asset = session.query(Asset).order_by(Asset.id.desc()).first()
        asset.kind_id, asset.manufactured_on = "fire_extinguisher_powder", manufactured_on


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_school_in_order_is_told_that_nothing_needs_anybody(school):
    page = school.client("ada").get("/desk/").text
    assert "今天没有要您处理的事" in page and 'class="matter ' not in page
    assert "接下来这样做" in page


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_matter_leads_to_where_it_is_settled(school, route_id):
    _open_all_day(school, route_id)
    for login in ("ada", "pei"):
        client = school.client(login)
        page = client.get("/desk/").text
        assert "次巡查没有走（" in page
        links = {part.split('"')[0] for part in page.split('class="matter bad" href="')[1:]}
        assert links and all(client.get(link).status_code == 200 for link in links)
        assert "今天的巡查" in page and "进行中" in page


def _open_all_day(school: SchoolUnderTest, route_id: str) -> None:
    slots = [{"key": "1", "name": "全天", "start": "00:00", "end": "00:00", "grace": 0}]
    daily = {"cycle": "weekdays", "weekdays": [1, 2, 3, 4, 5, 6, 7], "on_holidays": True}
    with school.writing() as session:
        session.get_one(Route, route_id).schedule = daily | {"slots": slots}
        session.query(RouteVersion).one().schedule = daily | {"slots": slots}
