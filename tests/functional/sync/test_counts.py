"""What is said on a stocktake's sheet: taken in, withdrawn, derived into its row, sent along."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from server.domain.problems_sync import RecordRefused
from server.domain.school_day import school_day
from server.domain.stocktake import Method
from server.records import (
    Asset,
    Assignment,
    ClassRoom,
    ClassTeacher,
    CountLine,
    CountSheet,
    Device,
    Person,
    SchoolClass,
    SheetStep,
    Sighting,
    new_id,
)
from server.services.assets import remove_asset
from server.services.labels import issue_blank_labels
from server.services.places import add_place
from server.services.stocktakes import end_stocktake
from server.sync.here import record_here, web_device_id
from server.web.clock import now
from tests.factories.counts import counted, open_count, sighting, signing, total
from tests.factories.facts import add_assets, phone_of
from tests.functional.desk.held_desk import HeldDesk, hold


@pytest.fixture
def rooms(school):
    """Two rooms, and their things: three here, one there."""
    with school.writing() as session:
        here, there = (add_place(session, None, "room", name).id for name in ("101", "102"))
    return here, there, add_assets(school, 3, here), *add_assets(school, 1, there)


def sheet_of(school: Any, sheet_id: str) -> CountSheet:
    with school.reading() as session:
        sheet = session.get_one(CountSheet, sheet_id)
        session.expunge(sheet)
        return sheet


def stands(school: Any, sheet_id: str) -> tuple[str, int, int, int]:
    """State, pieces expected and seen, discrepancies."""
    sheet = sheet_of(school, sheet_id)
    return sheet.state, sheet.expected, sheet.seen, sheet.discrepancies


def steps_of(school: Any, sheet_id: str) -> list[str]:
    with school.reading() as session:
        steps = select(SheetStep.step).where(SheetStep.sheet_id == sheet_id)
        return list(session.scalars(steps.order_by(SheetStep.version)))


def statuses(receipts: list[dict[str, Any]]) -> list[str]:
    return [receipt["reason"] or receipt["status"] for receipt in receipts]


def test_what_two_phones_say_on_a_sheet_meets_in_its_row(school, rooms):
    here, there, (first, second, third), foreign = rooms
    sheet = open_count(school, here, there)[here]
    mine, yours = phone_of(school), phone_of(school, "tang")
    assert stands(school, sheet) == ("not_started", 3, 0, 0)
    seen = sighting(mine, sheet, first)
    assert statuses(mine.push(seen, sighting(mine, sheet, foreign))) == ["applied"] * 2
    again = sighting(yours, sheet, first, condition="usable", words="腿松了")
    yours.push(again, sighting(yours, sheet, second), sighting(yours, sheet, text="旧标签"))
    assert stands(school, sheet) == ("counting", 3, 2, 3), "misplaced, unexpected, damaged"
    mine.take_along()
    row = mine.rows["count_sheet", sheet]
    entries = {entry[1]: entry for entry in row[12]}
    assert len(entries) == 5
    assert entries[again["id"]][3] == school.people["tang"]
    assert "腿松了" in entries[again["id"]]
    yours.push(yours.withdrawal(again["id"]))
    assert statuses(mine.push(mine.withdrawal(seen["id"]), seen))[0] == "applied"
    mine.follow()
    withdrawn = {entry[1] for entry in mine.rows["count_sheet", sheet][12] if entry[4]}
    assert withdrawn == {again["id"], seen["id"]}
    assert stands(school, sheet) == ("counting", 3, 1, 2)

    state = signing(mine, sheet, (f"missing/{first}", -1), (f"missing/{third}", -1),
                    (f"misplaced/{foreign}", 1), ("unexpected/text:旧标签", 1))  # fmt: skip
    mine.push(state)
    assert stands(school, sheet)[0] == "signed"
    version = sheet_of(school, sheet).version
    yours.push(sighting(yours, sheet, third))
    assert stands(school, sheet)[0] == "conflict"
    assert sheet_of(school, sheet).version == version + 1
    mine.push(signing(mine, sheet, (f"missing/{first}", -1), (f"misplaced/{foreign}", 1),
                      ("unexpected/text:旧标签", 1)))  # fmt: skip
    assert stands(school, sheet) == ("signed", 3, 2, 3)
    assert steps_of(school, sheet) == ["opened", "signed", "conflict", "signed"]


def test_a_fact_of_a_sheet_nobody_knows_is_held_and_bad_ones_are_named(school, rooms):
    here, _, (first, *_), _ = rooms
    sheet = open_count(school, here)[here]
    phone = phone_of(school)
    facts = [
        sighting(phone, new_id(), first),
        sighting(phone, sheet, new_id()),
        sighting(phone, sheet),
        sighting(phone, sheet, first, quantity=2),
        signing(phone, sheet, signed_name="Ines"),
        signing(phone, sheet, ("missing/x", -1), ("missing/x", -1)),
    ]
    bad = ["bad_body"] * 4
    assert statuses(phone.push(*facts)) == ["sheet_unknown", "asset_unknown", *bad]
    assert stands(school, sheet) == ("not_started", 3, 0, 0)


def test_a_total_and_a_count_by_number_decide(school, rooms):
    here, _, (first, *_), _ = rooms
    with school.reading() as session:
        kind = session.get_one(Asset, first).kind_id
    sheet = open_count(school, here, methods={kind: Method.BY_NUMBER})[here]
    group = sheet_of(school, sheet).groups[0][0]
    phone = phone_of(school)
    phone.push(counted(phone, sheet, group, 1, damaged=1))
    assert stands(school, sheet) == ("counting", 3, 2, 2)
    phone.push(counted(phone, sheet, group, 2))
    phone.push(total(phone, sheet, 3))
    assert stands(school, sheet) == ("counting", 3, 3, 0)


def test_a_label_bound_later_names_what_was_seen_by_it(school, rooms):
    here, _, (first, *_), _ = rooms
    sheet = open_count(school, here)[here]
    with school.writing() as session:
        (code,) = issue_blank_labels(session, 1, now())
    phone = phone_of(school)
    phone.push(sighting(phone, sheet, code=code))
    assert stands(school, sheet) == ("counting", 3, 0, 1)
    phone.push(phone.binding(code, first))
    assert stands(school, sheet) == ("counting", 3, 1, 0)


def test_a_thing_that_leaves_the_register_is_shown_on_its_open_sheet_only(school, rooms):
    here, _, (first, second, _), _ = rooms
    ended, sheet = open_count(school, here)[here], open_count(school, here)[here]
    with school.writing() as session:
        stocktake = session.get_one(CountSheet, ended).stocktake_id
        end_stocktake(session, stocktake, school.people["ada"], now())
    with school.writing() as session:
        remove_asset(session, first, "报废", school.people["ada"], now())
    assert [change[:2] for change in sheet_of(school, sheet).meanwhile] == [[first, "left"]]
    assert sheet_of(school, ended).meanwhile == []
    assert stands(school, sheet) == ("not_started", 2, 0, 0)
    phone = phone_of(school)
    late = sighting(phone, ended, second)
    assert statuses(phone.push(late)) == ["applied"], "kept, though it settles nothing any more"
    assert stands(school, ended)[0] == "not_started"
    with school.reading() as session:
        assert session.get_one(Sighting, late["id"]).sheet_id == ended
    phone.take_along()
    assert {row for table, row in phone.rows if table == "count_sheet"} == {sheet}


def test_whoever_counts_a_room_or_teaches_its_class_takes_it_along(school, rooms):
    here, there, things, foreign = rooms
    with school.writing() as session:
        aside = add_place(session, None, "room", "103").id
        given = {"person_id": school.people["ines"], "place_id": aside}
        session.add(Assignment(**given, assigned_at=now(), assigned_by=school.people["ada"]))
    phone = phone_of(school)
    phone.take_along()
    assert not {row for table, row in phone.rows if table == "asset"}
    sheet = open_count(school, there)[there]
    assert phone.changes(phone.cursor).status_code == 410
    phone.take_along()
    assert {row for table, row in phone.rows if table == "asset"} == {foreign}
    assert ("count_sheet", sheet) in phone.rows
    with school.writing() as session:
        school_class = SchoolClass(stage="primary", entry_year=2025, number=1)
        session.add(school_class)
        session.flush()
        since = {"class_id": school_class.id, "from_on": date(2026, 9, 1), "assigned_at": now()}
        # A table of the new school year is pasted before it begins.
        last = {"until_on": school_day(now())}
        session.add(ClassTeacher(person_id=school.people["ines"], **since, **last))
        session.add(ClassRoom(place_id=here, **since))
    phone.take_along()
    assert {row for table, row in phone.rows if table == "asset"} == {foreign, *things}


def test_a_page_records_once_as_a_phone_does(school, rooms):
    here, _, (first, *_), _ = rooms
    sheet = open_count(school, here)[here]
    fact_id = new_id()
    said = sighting(phone_of(school), sheet, first)["body"]
    for _click in range(2):
        with school.writing() as session:
            ines = session.get_one(Person, school.people["ines"])
            given = record_here(session, ines, "asset_sighted", said, now(), fact_id=fact_id)
        assert given == fact_id
    assert stands(school, sheet) == ("counting", 3, 1, 0)
    with school.writing() as session:
        ines = session.get_one(Person, school.people["ines"])
        record_here(session, ines, "record_withdrawn", {"target": fact_id}, now())
    assert stands(school, sheet) == ("not_started", 3, 0, 0)
    with school.writing() as session:
        device = session.get_one(Device, web_device_id(school.people["ines"]))
        assert (device.contiguous_seq, device.announced_seq, device.unsent) == (2, 2, 0)
        pei = session.get_one(Person, school.people["pei"])
        with pytest.raises(RecordRefused):
            record_here(session, pei, "asset_sighted", said, now())
        ines = session.get_one(Person, school.people["ines"])
        with pytest.raises(RecordRefused) as refused:
            record_here(session, ines, "asset_sighted", said | {"quantity": 0}, now())
    assert refused.value.params == {"reason": "bad_body"}


def test_a_phone_hears_which_others_may_hold_something_of_its_sheet(school, rooms):
    here, _, (first, *_), _ = rooms
    sheet = open_count(school, here)[here]
    mine, yours = phone_of(school), phone_of(school, "tang")
    yours.push(sighting(yours, sheet, first))
    yours.contact(highest_seq=4, unsent=3)
    answer = mine.client.get(f"/api/sync/v1/sheets/{sheet}/helpers")
    [helper] = answer.json["helpers"]
    told = (helper["person_id"], helper["name"], helper["unsent"])
    assert told == (school.people["tang"], "Tang", 3)
    assert mine.client.get(f"/api/sync/v1/sheets/{new_id()}/helpers").status_code == 404


def test_what_is_held_of_a_lost_sheet_is_named_and_taken_once_it_is_there(school, rooms):
    here, _, (first, *_), _ = rooms
    phone, lost = phone_of(school), new_id()
    fact = hold(phone, sighting(phone, lost, first), "sheet_unknown")
    desk = HeldDesk(school.client("ada"), fact)
    page = desk.open().get_data(as_text=True)
    assert "清查：看到一件" in page
    assert "/repair" not in page, "there is nothing of another type to make of it"
    sheet = open_count(school, here)[here]
    with school.writing() as session:
        for table in (CountLine, SheetStep):
            moved = delete(table).where(table.sheet_id == sheet)
            session.execute(moved)
        session.execute(update(CountSheet).where(CountSheet.id == sheet).values(id=lost))
    assert desk.apply().status_code == 303
    assert stands(school, lost)[0] == "counting"
