"""Stocktakes at the desk: opened, looked at, countersigned, sent back, ended."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from server.domain.problems_places import PlaceCounted
from server.domain.school_day import SCHOOL_ZONE, school_day
from server.domain.stocktake import Method, StocktakeKind
from server.records import CountCode, Device, Discrepancy, Label, Stocktake
from server.services.assets import get_asset
from server.services.count_sheets_board import board
from server.services.count_sheets_view import sheet_view
from server.services.counted_sheets import refresh_sheets
from server.services.labels import issue_blank_labels
from server.services.places import delete_place
from server.services.reminders_due import reminders_due
from server.services.stocktakes import end_stocktake
from server.services.stocktakes_due import stocktakes_due
from server.services.today import Topic, todays_matters
from server.web.clock import now
from server.web.reminder_text import digest
from tests.factories.counts import open_count, signing
from tests.factories.facts import phone_of
from tests.functional.desk.counted_room import Count, alert, move_in
from tests.functional.desk.html_form import form_of

on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"])


@pytest.fixture
def count(school, register) -> Count:
    sheets = open_count(
        school, register.places["201"], methods={"desk": Method.BY_NUMBER}, name="期初"
    )
    return Count(school, register, sheets[register.places["201"]], phone_of(school))


def told(count: Count, day: date) -> list[str]:
    """What the morning's reminders say of stocktakes, in a message that can be written."""
    morning = datetime.combine(day, time(9), SCHOOL_ZONE)
    with count.school.reading() as session:
        found = [one for one in reminders_due(session, morning) if one.said.startswith("sheets")]
    with count.school.app.app_context():
        assert "201" in str(digest(found, "zh", "试验小学", "", morning))
    return [one.said for one in found]


def new_form(client: Any, query: str = "") -> tuple[str, dict[str, str]]:
    page = client.get(f"/desk/stocktakes/new{query}")
    address = re.search(r'action="(/desk/stocktakes/new/[^"]+)"', page.text)[1]
    return address, form_of(page, address)


def test_a_sheet_is_signed_countersigned_and_keeps_what_was_true_then(count):
    count.push(
        count.see(count.computer, condition="unusable", words="屏幕裂了"),
        count.count_desks(0),
        count.see(count.register.assets["钢琴"]),
    )
    piano = f"misplaced/{count.register.assets['钢琴']}"
    told = [{"key": piano, "cause": "unknown", "words": "借来演出", "photos": []}]
    found = [(piano, 1), (f"damaged/{count.computer}", 1), (f"quantity/{count.desks}", -1)]
    assert count.decide("countersignature").status_code == 409, "nobody has signed"
    count.push(count.sign(*found, explanations=told))
    page = count.school.client("ada").get(count.address)
    assert "借来演出" in page.text and "屏幕裂了" in page.text and 'class="signature"' in page.text

    assert count.decide("countersignature", based_on=1).status_code == 409, (
        "seen before the signing"
    )
    assert count.decide("countersignature").status_code == 303
    assert count.decide("countersignature").status_code == 303, "a second click"
    with count.school.reading() as session:
        kept = session.scalars(select(Discrepancy)).all()
        assert {one.kind for one in kept} == {"misplaced", "damaged", "quantity"}
        moved = next(one for one in kept if one.kind == "misplaced")
        assert moved.home_place_id == count.register.places["音乐教室"]
        assert (moved.words, moved.book_quantity, moved.counted_quantity) == ("借来演出", 0, 1)

    move_in(count, count.register.assets["钢琴"])
    count.push(count.see(count.register.assets["干粉灭火器"]), count.count_desks(1))
    with count.school.reading() as session:
        view = sheet_view(session, count.sheet_id)
    assert {one.key for one in view.discrepancies} == {key for key, _ in found}
    assert [one.counted for one in view.groups if one.by_number] == [0]
    assert count.sheet.state == "countersigned"


def test_a_sheet_goes_back_to_whoever_counts_and_is_signed_again(count):
    assert count.decide("return", "请再看看").status_code == 409, "nobody has begun"
    count.push(count.see(count.computer), count.count_desks(0))
    count.push(count.sign((f"quantity/{count.desks}", -1)))
    assert "原因" in alert(count.decide("return"))
    assert count.decide("return", "课桌再数一遍").status_code == 303
    assert count.sheet.state == "sent_back"
    count.push(count.count_desks(1), count.sign())
    assert count.sheet.state == "signed"
    assert count.decide("countersignature").status_code == 303
    assert count.decide("reopening", "录错了").status_code == 303
    assert count.sheet.state == "sent_back"
    page = count.school.client("ada").get(count.address)
    assert "课桌再数一遍" in page.text and "录错了" in page.text
    count.push(count.sign())
    assert count.decide("countersignature").status_code == 303
    with count.school.reading() as session:
        assert session.scalars(select(Discrepancy)).all() == []


@on_sqlite
def test_what_changes_after_the_signature_makes_it_void_until_it_is_given_again(count):
    count.push(count.see(count.computer), count.count_desks(1), count.sign())
    count.push(count.count_desks(0))
    assert count.sheet.state == "conflict"
    assert "签名" in alert(count.decide("countersignature"))
    piano = count.register.assets["钢琴"]
    count.push(count.see(piano))
    count.push(count.sign((f"quantity/{count.desks}", -1), (f"misplaced/{piano}", 1)))
    assert count.sheet.state == "signed"
    move_in(count, piano)
    with count.school.writing() as session:
        refresh_sheets(session, [count.sheet_id], now())
    assert count.sheet.state == "signed", "what the ledger does later is no matter of a signature"


@on_sqlite
def test_a_phone_that_has_not_heard_of_it_does_not_answer_what_was_sent_back(count):
    heard = {"server_time": count.phone.clock() - 60_000, "age_ms": None}
    count.push(count.see(count.computer), count.count_desks(1), count.sign())
    assert count.decide("return", "课桌再数一遍").status_code == 303
    count.push(count.sign() | {"anchor": heard})
    assert count.sheet.state == "sent_back"
    count.push(count.sign() | {"anchor": heard | {"server_time": count.phone.clock()}})
    assert count.sheet.state == "signed"


@on_sqlite
def test_what_a_refused_countersignature_found_out_stays_known(count):
    with count.school.writing() as session:
        [code] = issue_blank_labels(session, 1, now())
    count.push(count.see(None, code=code), count.count_desks(1))
    missing, unknown = f"missing/{count.computer}", f"unexpected/code:{code}"
    count.push(count.sign((missing, -1), (unknown, 1)))
    with count.school.writing() as session:
        session.get_one(Label, code).asset_id = count.computer
    assert count.sheet.state == "signed", "nobody has derived the sheet anew"
    assert count.decide("countersignature").status_code == 409
    assert count.sheet.state == "conflict"
    assert count.decide("return", "请再签一次").status_code == 303


def test_a_phone_that_holds_something_back_is_waited_for_or_overridden_with_a_reason(count):
    count.push(count.see(count.computer), count.count_desks(1), count.sign())
    with count.school.writing() as session:
        session.get_one(Device, count.phone.client.device_id).unsent = 2
    answer = count.decide("countersignature")
    assert answer.status_code == 409 and "Ines" in alert(answer)
    assert count.decide("countersignature", "手机丢了，已当面核对").status_code == 303


@on_sqlite
def test_nobody_countersigns_what_he_signed_himself(count):
    count.phone = phone_of(count.school, "ada")
    count.push(count.see(count.computer), count.count_desks(1), count.sign())
    assert count.decide("countersignature").status_code == 403


@on_sqlite
def test_a_stocktake_is_looked_at_before_it_is_opened_and_opened_once(school, register):
    client = school.client("ada")
    address, form = new_form(client)
    form |= {"prefill_days": "0", "place_id": register.places["3楼"], "do": "preview"}
    page = client.post(address, data=form)
    assert "教学楼 / 3楼 / 301" in page.text and "教学楼 / 2楼 / 201" not in page.text
    with school.reading() as session:
        assert session.query(Stocktake).count() == 0
    for _ in range(2):
        assert client.post(address, data=form | {"do": "open"}).status_code == 303
    with school.reading() as session:
        [opened] = session.query(Stocktake).all()
        found = board(session, opened.id, now())
    assert [row.title for row in found.rows] == ["教学楼 / 3楼 / 301", "教学楼 / 3楼 / 音乐教室"]
    assert opened.name.startswith("期初清查")
    assert client.get("/desk/stocktakes").status_code == 200
    page = client.get(f"/desk/stocktakes/{opened.id}?state=not_started")
    assert "音乐教室" in page.text


@on_sqlite
def test_what_cannot_be_opened_is_said_with_what_was_typed(school, register):
    client = school.client("ada")
    address, form = new_form(client, f"?kind=handover&place_id={register.places['201']}")
    form |= {"name": "王老师交接", "do": "open"}
    answer = client.post(address, data=form)
    assert "交班" in alert(answer) and "王老师交接" in answer.text
    late = client.post(address, data=form | {"kind": "monthly", "due_on": "2020-01-01"})
    assert (late.status_code, "截止日期" in alert(late)) == (422, True)
    wrong = client.post(address, data=form | {"baseline_on": "昨天", "prefill_days": "900"})
    assert "清查基准日" in alert(wrong) and "昨天" in wrong.text
    empty = client.post(address, data=form | {"kind": "monthly", "kind_id": "printer"})
    assert empty.status_code == 422
    stranger = client.post(address, data=form | {"kind": "monthly", "person_id": "nobody"})
    assert stranger.status_code == 422


@on_sqlite
def test_a_handover_bears_both_signatures(school, register):
    room = register.places["201"]
    both = (school.people["ines"], school.people["tang"])
    kind = StocktakeKind.HANDOVER
    [sheet_id] = open_count(school, room, kind=kind, person_ids=both).values()
    count = Count(school, register, sheet_id, phone_of(school))
    count.push(count.see(count.computer), count.count_desks(1), count.sign())
    answer = count.decide("countersignature")
    assert "Tang" in alert(answer) and "Ines" not in alert(answer)
    tang = phone_of(school, "tang")
    tang.push(signing(tang, sheet_id))
    assert count.decide("countersignature").status_code == 303


@on_sqlite
def test_who_counts_is_changed_on_the_desk(count):
    client, tang = count.school.client("ada"), count.school.people["tang"]
    answer = client.post(f"{count.address}/people", data={"person_id": tang})
    assert answer.status_code == 303 and count.sheet.person_ids == [tang]
    leader = count.school.people["pei"]
    refused = client.post(f"{count.address}/people", data={"person_id": leader})
    assert "Pei" in alert(refused) and count.sheet.person_ids == [tang]
    assert count.school.client("tang").get(count.address).status_code == 403


@on_sqlite
def test_a_code_of_the_day_is_given_and_stopped_on_the_desk(count):
    client = count.school.client("ada")
    for _ in range(2):
        assert client.post(f"{count.address}/code").status_code == 303
    with count.school.reading() as session:
        [code] = session.scalars(select(CountCode.code))
    assert code in client.get(count.address).text
    assert client.post(f"{count.address}/code/end").status_code == 303
    assert code not in client.get(count.address).text


@on_sqlite
def test_rooms_are_named_when_they_are_late_and_when_they_wait(count):
    today = school_day(now())

    def due(day: date) -> tuple[int, int, int]:
        with count.school.reading() as session:
            [one] = stocktakes_due(session, day)
            return len(one.overdue), len(one.not_started), len(one.signed)

    assert due(today) == (0, 0, 0)
    assert due(today + timedelta(days=4)) == (0, 1, 0)
    assert due(today + timedelta(days=8)) == (1, 0, 0)
    assert told(count, today + timedelta(days=4)) == ["sheets_not_started"]
    assert told(count, today + timedelta(days=8)) == ["sheets_overdue"]
    count.push(count.see(count.computer), count.count_desks(1), count.sign())
    assert due(today + timedelta(days=8)) == (0, 0, 1)
    with count.school.reading() as session:
        topics = {one.topic: one.count for one in todays_matters(session, now(), ())}
    assert topics[Topic.SHEETS_SIGNED] == 1


@on_sqlite
def test_many_signed_rooms_are_countersigned_at_once(count):
    count.push(count.see(count.computer), count.count_desks(1), count.sign())
    client, base = count.school.client("ada"), f"/desk/stocktakes/{count.sheet.stocktake_id}"
    assert client.post(f"{base}/countersignatures", data={}).status_code == 422
    ticked = {"sheet": f"{count.sheet_id}:{count.sheet.version}"}
    assert ticked["sheet"] in client.get(f"{base}?state=signed").text
    assert client.post(f"{base}/countersignatures", data=ticked).status_code == 303
    assert count.sheet.state == "countersigned"


def test_what_is_said_after_the_end_is_kept_and_changes_nothing(count):
    count.push(count.see(count.computer))
    stocktake_id = count.sheet.stocktake_id
    client = count.school.client("ada")
    for _ in range(2):
        assert client.post(f"/desk/stocktakes/{stocktake_id}/end").status_code == 303
    count.push(count.count_desks(1), count.sign())
    sheet = count.sheet
    assert (sheet.state, sheet.lines, sheet.entries) == ("counting", [], [])
    assert count.decide("return", "太晚了").status_code == 409
    assert client.get(count.address).status_code == 200
    with count.school.writing() as session:
        first = end_stocktake(session, stocktake_id, count.school.people["pei"], now())
        assert first.ended_by == count.school.people["ada"]


@on_sqlite
def test_a_place_with_a_sheet_is_not_deleted(count):
    room = count.register.places["201"]
    with count.school.writing() as session:
        for name in ("课桌", "多媒体计算机"):
            get_asset(session, count.register.assets[name]).place_id = None
        session.flush()
        with pytest.raises(PlaceCounted):
            delete_place(session, room)
