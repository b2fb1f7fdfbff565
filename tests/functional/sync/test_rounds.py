"""Facts of rounds: inspections of places and items, unscanned stops, endings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.domain.problems_places import PlaceInspected, PlaceOnRoute
from server.domain.round_identity import round_id_of
from server.records import (
    Asset,
    Finding,
    FindingStep,
    HeldFact,
    Inspection,
    LabelRequest,
    Place,
    Round,
    RoundEnding,
    RouteVersion,
    UnscannedStop,
    new_id,
)
from server.services.places import delete_place
from server.sync.repair import Decider, HeldKey, apply_as_it_is, apply_repaired
from server.sync.repaired_fact import InspectionRepair
from server.web.clock import now
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

FRIDAY = date(2026, 11, 20)


def statuses(receipts: list[dict[str, Any]]) -> list[str]:
    return [receipt["status"] for receipt in receipts]


def add_place(school: Any, kind: str = "room") -> str:
    place_id = new_id()
    with school.writing() as session:
        session.add(Place(id=place_id, kind=kind, name="305", path="一号楼 / 305"))
    return place_id


def all_of(school: Any, model: Any) -> list[Any]:
    with school.reading() as session:
        return list(session.scalars(select(model)))


def one_of(school: Any, model: Any) -> Any:
    (row,) = all_of(school, model)
    return row


def test_a_round_is_made_once_with_the_route_and_window_of_its_day(school):
    phone = phone_of(school)
    first, second = add_assets(school, 2)
    route = add_route(school, stop(first), stop(second))
    night = round_of(route, slot="n")
    facts = [look(phone, first, round=night), look(phone, second, round=night)]
    assert statuses(phone.push(*facts)) == ["applied"] * 2
    assert statuses(phone.push(ending(phone, night))) == ["applied"]
    add_version(school, route, FRIDAY, stops=[stop(first)])
    row = one_of(school, Round)
    assert row.id == round_id_of(route, FRIDAY, "n")
    assert [one["asset_id"] for one in row.stops] == [first, second]
    assert row.starts_at == datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert row.ends_at - row.starts_at == timedelta(hours=7)
    assert row.grace_ends_at - row.ends_at == timedelta(minutes=30)
    assert {one.round_id for one in all_of(school, Inspection)} == {row.id}
    assert one_of(school, RoundEnding).round_id == row.id


def test_a_round_keeps_to_the_version_in_force_on_its_day(school):
    phone = phone_of(school)
    first, second = add_assets(school, 2)
    route = add_route(school, stop(first), stop(second), valid_from=date(2026, 11, 2))
    add_version(school, route, FRIDAY, stops=[stop(second)])
    days = ["2026-11-01", "2026-11-19", "2026-11-20"]
    phone.push(*(look(phone, first, round=round_of(route, day)) for day in days))
    stops = {row.day.isoformat(): len(row.stops) for row in all_of(school, Round)}
    assert stops == {"2026-11-01": 2, "2026-11-19": 2, "2026-11-20": 1}


def test_a_morning_walk_is_of_the_route_as_it_was_before_it_was_changed_at_noon(school):
    phone = phone_of(school)
    first, second = add_assets(school, 2)
    route = add_route(school, stop(first), stop(second))
    add_version(school, route, FRIDAY, stops=[stop(second)], schedule={"cycle": "none"})
    noon = datetime(2026, 11, 20, 4, tzinfo=UTC)
    with school.writing() as session:
        session.get_one(RouteVersion, (route, 2)).made_at = noon
    phone.push(*(look(phone, first, round=round_of(route, slot=slot)) for slot in "1n"))
    rounds = {row.slot: row for row in all_of(school, Round)}
    assert len(rounds["1"].stops) == 2
    assert rounds["1"].ends_at == noon - timedelta(hours=4, minutes=20)
    assert rounds["n"].slot_name == "夜巡", "the phone had not heard that it was retired"


def test_a_walk_outside_the_schedule_has_the_whole_day(school):
    phone = phone_of(school)
    (asset,) = add_assets(school)
    route = add_route(school, stop(asset))
    phone.push(look(phone, asset, round=round_of(route, slot="extra")))
    row = one_of(school, Round)
    assert row.starts_at == datetime(2026, 11, 19, 16, tzinfo=UTC)
    assert row.ends_at - row.starts_at == timedelta(days=1)
    assert row.grace_ends_at == row.ends_at


def test_what_nobody_knows_is_held_and_makes_no_round(school):
    phone = phone_of(school)
    (asset,) = add_assets(school)
    known, unknown = round_of(add_route(school, stop(asset))), round_of(new_id())
    receipts = phone.push(
        look(phone, asset, round=unknown),
        ending(phone, unknown),
        look(phone, new_id(), round=known),
        look(phone, place_id=new_id(), round=known),
        unscanned(phone, known, place_id=new_id()),
    )
    assert [receipt["reason"] for receipt in receipts] == [
        "route_unknown",
        "route_unknown",
        "asset_unknown",
        "place_unknown",
        "place_unknown",
    ]
    assert all_of(school, Round) == []


def test_the_record_of_a_route_that_came_back_is_applied_as_it_is(school):
    phone = phone_of(school)
    (asset,) = add_assets(school)
    route_id = new_id()
    phone.push(look(phone, asset, round=round_of(route_id)))
    held = one_of(school, HeldFact)
    route = add_route(school, stop(asset), route_id=route_id)
    with school.writing() as session:
        decider = Decider(school.people["ada"], now())
        apply_as_it_is(session, HeldKey(held.id, held.hash), decider)
    assert one_of(school, Inspection).round_id == round_id_of(route, FRIDAY, "1")


def test_an_inspection_keeps_what_was_answered_and_when_it_was_scanned(school):
    phone = phone_of(school)
    place = add_place(school)
    answers = [{"item": "exit", "answer": "abnormal", "value": None}]
    scanned_at = phone.clock() - 9_000
    phone.push(
        look(
            phone,
            place_id=place,
            condition="unusable",
            level="major",
            how="door",
            phrases=["exit:blocked"],
            checklist={"id": "fire_daily", "version": 3},
            answers=answers,
            scanned_at=scanned_at,
        )
    )
    row = one_of(school, Inspection)
    assert (row.asset_id, row.place_id, row.how, row.level) == (None, place, "door", "major")
    assert (row.checklist_id, row.checklist_version) == ("fire_daily", 3)
    assert row.answers == answers
    assert row.scanned_at.timestamp() * 1000 == pytest.approx(scanned_at)
    assert (one_of(school, Finding).place_id, one_of(school, Finding).level) == (place, "major")


def test_what_was_fixed_on_the_spot_is_in_order_and_recorded_still(school):
    phone = phone_of(school)
    (asset,) = add_assets(school)
    fixed = look(phone, asset, condition="unusable", fixed_on_spot=True)
    worse = look(phone, asset, condition="usable")
    phone.push(fixed, worse)
    phone.push(phone.withdrawal(worse["id"]))
    with school.reading() as session:
        known = session.get_one(Asset, asset)
        assert (known.last_result, known.last_condition) == ("ok", "intact")
        assert known.last_fact_id == fixed["id"]
        assert session.get_one(Inspection, fixed["id"]).result == "abnormal"
        states = {one.id: one.state for one in session.scalars(select(Finding))}
    assert states == {fixed["id"]: "closed", worse["id"]: "withdrawn"}
    assert one_of(school, FindingStep).finding_id == fixed["id"]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_extinguisher_missing_at_its_position_is_a_fire_hazard(school):
    phone = phone_of(school)
    for kind in ("position", "room"):
        phone.push(look(phone, place_id=add_place(school, kind), condition="missing"))
    assert {(one.is_fire, one.office) for one in all_of(school, Finding)} == {
        (True, "safety"),
        (False, "logistics"),
    }


def test_stops_and_endings_are_taken_back_and_facts_after_the_end_still_count(school):
    phone = phone_of(school)
    first, second = add_assets(school, 2)
    walked = round_of(add_route(school, stop(first), stop(second)))
    passed, end = unscanned(phone, walked, first), ending(phone, walked)
    late = look(phone, second, round=walked)
    back = [phone.withdrawal(passed["id"]), phone.withdrawal(end["id"])]
    assert statuses(phone.push(passed, end, late, *back)) == ["applied"] * 5
    assert one_of(school, UnscannedStop).withdrawn_by == back[0]["id"]
    assert one_of(school, RoundEnding).withdrawn_by == back[1]["id"]
    assert one_of(school, Inspection).withdrawn_by is None
    assert all_of(school, LabelRequest) == []


def meaningless(p: Phone, asset: str, walked: dict[str, str]) -> dict[str, dict[str, Any]]:
    def on(day: str) -> dict[str, Any]:
        return look(p, asset, round=walked | {"day": day})

    def signed(*strokes: list[int]) -> dict[str, Any]:
        drawn = {"width": 300, "height": 100, "strokes": list(strokes)}
        return ending(p, walked, signature=drawn)

    return {
        "two things": look(p, asset, place_id=asset),
        "no thing": look(p),
        "a level of what is in order": look(p, asset, level="general"),
        "in order and fixed": look(p, asset, fixed_on_spot=True),
        "fixed, in a word": look(p, asset, condition="usable", fixed_on_spot="yes"),
        "a day of no calendar": on("2026-02-30"),
        "a day of another century": on("0001-01-01"),
        "a day in full-width digits": on("20２6-01-01"),
        "an unscanned stop of two things": unscanned(p, walked, asset, place_id=asset),
        "a signature without strokes": signed(),
        "half a point": signed([1, 2, 3]),
        "more ink than a page holds": signed([0] * 10_000, [1, 2]),
    }


def test_bodies_that_mean_nothing_are_held(school):
    phone = phone_of(school)
    (asset,) = add_assets(school)
    facts = meaningless(phone, asset, round_of(add_route(school, stop(asset))))
    reasons = [receipt["reason"] for receipt in phone.push(*facts.values())]
    assert dict(zip(facts, reasons, strict=True)) == dict.fromkeys(facts, "bad_body")


def test_lists_of_rounds_go_along_and_their_changes_follow(school):
    phone: Phone = phone_of(school)
    route = add_route(school)
    phone.take_along()
    assert phone.rows["route", route][3:5] == ["一号楼", "patrol"]
    add_version(school, route, FRIDAY, stops=[stop(*add_assets(school))])
    phone.follow()
    assert phone.rows["route", route][2] == 2


def test_whoever_walks_along_hears_what_has_arrived_of_the_round(school):
    mine, others = phone_of(school), phone_of(school, "tang")
    first, second, third = add_assets(school, 3)
    place = add_place(school)
    walked = round_of(add_route(school, stop(first), stop(second), stop(place_id=place)))
    taken_back = look(mine, third, round=walked)
    mine.push(
        look(mine, first, round=walked),
        look(mine, place_id=place, round=walked, condition="usable", fixed_on_spot=True),
        taken_back,
        mine.withdrawal(taken_back["id"]),
    )
    others.push(unscanned(others, walked, second), ending(others, walked))
    url = f"/api/sync/v1/rounds/{walked['route_id']}/{walked['day']}/{walked['slot']}"
    answer = mine.client.get(url).json
    said = {one["asset_id"] or one["place_id"]: one for one in answer["stops"]}
    assert list(said) == [first, place, second]
    assert (said[first]["result"], said[first]["unscanned"]) == ("ok", False)
    assert (said[place]["result"], said[place]["fixed"]) == ("abnormal", True)
    assert (said[second]["result"], said[second]["unscanned"]) == (None, True)
    assert said[second]["by"] != said[first]["by"] == "Ines"
    assert [one["by"] for one in answer["endings"]] == [said[second]["by"]]


def test_nobody_hears_of_a_round_of_no_route_or_no_day(school):
    phone = phone_of(school)
    for path in (f"{new_id()}/2026-11-20/1", f"{add_route(school)}/2026-11-32/1"):
        assert phone.client.get(f"/api/sync/v1/rounds/{path}").status_code == 404
    empty = phone.client.get(f"/api/sync/v1/rounds/{add_route(school)}/2026-11-20/1").json
    assert empty == {"stops": [], "endings": []}


def test_a_repaired_record_keeps_its_round_and_what_was_answered(school):
    phone = phone_of(school)
    (asset,) = add_assets(school)
    walked = round_of(add_route(school, stop(asset)))
    answers = [{"item": "exit", "answer": "abnormal", "value": None}]
    said = {"round": walked, "answers": answers, "level": "major", "fixed_on_spot": 1}
    phone.push(look(phone, new_id(), condition="usable", phrases=["exit:blocked"], **said))
    held = one_of(school, HeldFact)
    with school.writing() as session:
        decider = Decider(school.people["ada"], now())
        repair = InspectionRepair(asset, "usable", "")
        apply_repaired(session, HeldKey(held.id, held.hash), repair, decider)
    row = one_of(school, Inspection)
    assert row.round_id == round_id_of(walked["route_id"], FRIDAY, "1")
    assert (row.answers, row.level, row.fixed_on_spot) == (answers, "major", False)
    assert row.phrases == ["exit:blocked"]


def test_a_place_with_records_of_its_own_stays(school):
    phone = phone_of(school)
    looked_at, passed, stood_in = (add_place(school) for _ in range(3))
    (asset,) = add_assets(school, place_id=stood_in)
    walked = round_of(add_route(school, stop(asset)))
    phone.push(
        look(phone, place_id=looked_at, round=walked),
        unscanned(phone, walked, place_id=passed),
        look(phone, asset, condition="usable"),
    )
    for place in (looked_at, passed):
        with school.writing() as session, pytest.raises(PlaceInspected):
            delete_place(session, place)
    walked_to = add_place(school)
    add_route(school, stop(place_id=walked_to))
    with school.writing() as session, pytest.raises(PlaceOnRoute):
        delete_place(session, walked_to)
    with school.writing() as session:
        session.get_one(Asset, asset).place_id = None
        session.flush()
        delete_place(session, stood_in)
    assert one_of(school, Finding).place_id is None
