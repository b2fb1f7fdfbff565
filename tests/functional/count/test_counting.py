"""A teacher counts her room on the online page: line by line, then explains and signs."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import func, select

from server.records import CountSheet, Device, Fact, GroupCount, SheetSignature, Sighting
from server.services.count_sheets_steps import SheetDecision, send_back
from server.web.clock import now
from tests.factories.counts import INK, counted
from tests.factories.facts import phone_of
from tests.factories.photos import jpeg
from tests.functional.desk.html_form import form_of

INK_JSON = '{"width": 300, "height": 100, "strokes": [[1, 2, 30, 40], [5, 6, 7, 8]]}'
pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def photo(seed: int = 1) -> tuple[BytesIO, str]:
    return BytesIO(jpeg(seed=seed)), "photo.jpg"


def review(room, client, **entered):
    """The review's form with every discrepancy put down to wear, unless ``entered`` say else."""
    address = f"{room.address}/review"
    form = form_of(client.get(address), address)
    causes = {f"cause-{n}": "natural" for n in range(int(form["rows"]))}
    return client.post(address, data=form | causes | {"signed_name": "Tang"} | entered)


def test_each_line_is_saved_at_once_as_a_record_and_a_second_click_does_no_harm(room, school):
    tang = school.client("tang")
    assert "101" in tang.get("/count/").text
    page = tang.get(room.address)
    form = form_of(page, f"{room.address}/counts", room.curtains)
    assert form["good"] == "6", "what is expected stands there already"
    sent = form | {"good": "5", "words": "少一块", "damaged": "0"}
    for _click in range(2):
        answer = tang.post(f"{room.address}/counts", data=sent)
        assert answer.status_code == 303
        assert answer.location.endswith(f"#{form['at']}")
    room.say(tang, "sightings", of=room.assets["TY-001"])
    damaged = {"condition": "usable", "words": "腿松了", "photos": photo()}
    room.say(tang, "sightings", of=room.assets["TY-002"], **damaged)
    assert room.stands() == ("counting", 9, 7, 2)
    with school.reading() as session:
        assert session.scalar(select(func.count()).select_from(GroupCount)) == 1
        author = session.scalars(select(Fact.author_id).distinct()).one()
        assert author == school.people["tang"]
        said = session.scalars(select(Sighting).where(Sighting.words == "腿松了")).one()
        device = session.get_one(Device, said.device_id)
        assert (device.unsent, device.contiguous_seq) == (0, 3)
    shown = tang.get(room.address).text
    assert "少 1" in shown
    assert "腿松了" in shown
    (entry,) = [one for one in room.view().entries if one.photos]
    with tang.get(f"{room.address}/photos/{entry.photos[0]}") as answer:
        assert answer.mimetype == "image/jpeg"
    assert tang.get(f"{room.address}/photos/{'0' * 64}").status_code == 404

    room.say(tang, "withdrawals", of=said.fact_id)
    assert room.stands() == ("counting", 9, 6, 1)
    older = form | {"good": "6", "damaged": "0"}
    for good in ("6", "4", "6"):
        tang.post(f"{room.address}/counts", data=older | {"good": good})
    assert room.stands()[2] == 7, "6 again from an old page is no second click of the first 6"


def test_what_is_typed_wrong_is_named_and_stays_in_the_form(room, school):
    tang = school.client("tang")
    answer = room.say(tang, "counts", of=room.curtains, good="", words="看不清", photos=photo())
    assert answer.status_code == 422
    assert "有几项没有填对：完好" in answer.text
    again = form_of(answer, f"{room.address}/counts", room.curtains)
    assert again["words"] == "看不清"
    assert len(again["photo"]) == 64, "the photo need not be chosen again"
    answer = room.say(tang, "totals", total="7")
    assert "您数的是 7 件，单子上应有 9 件" in answer.text
    assert form_of(answer, f"{room.address}/totals")["total"] == "7"
    assert room.say(tang, "things").status_code == 422
    many = room.say(tang, "things", label="TY-001", quantity="3")
    assert "“TY-001”是账上的一件东西" in many.text
    picture = {"photos": (BytesIO(b"no photo"), "x.jpg")}
    assert room.say(tang, "counts", of=room.curtains, **picture).status_code == 422
    assert room.stands() == ("not_started", 9, 0, 0)
    assert room.say(tang, "totals", total="9").status_code == 303
    assert room.stands() == ("counting", 9, 9, 0)


def test_a_thing_beside_the_list_is_known_by_its_number_or_kept_as_it_is_called(room, school):
    tang = school.client("tang")
    room.say(tang, "things", label="ty-无此号", name="旧风扇", quantity="2")
    room.say(tang, "things", label="TY-003")
    room.say(tang, "things", name="花盆")
    found = {
        (one.row.name, one.row.text, one.said, one.row.quantity) for one in room.view().entries
    }
    assert found == {
        ("旧风扇", "ty-无此号", "unexpected", 2),
        (None, None, "decides", 1),
        ("花盆", None, "unexpected", 1),
    }
    assert "旧风扇" in tang.get(room.address).text


def test_a_room_is_explained_and_signed_and_comes_back_with_what_changed(room, school):
    tang = school.client("tang")
    assert "还没有清点，不能签名" in tang.get(f"{room.address}/review").text
    nothing = tang.post(f"{room.address}/review", data={"rows": "0", "signed_name": "Tang"})
    assert (nothing.status_code, room.stands()[0]) == (422, "not_started")
    room.say(tang, "counts", of=room.curtains, good="5")
    room.say(tang, "sightings", of=room.assets["TY-001"])
    page = tang.get(f"{room.address}/review").text
    assert "还有 2 件没看到" in page
    old = form_of(tang.get(f"{room.address}/review"), f"{room.address}/review")

    answer = review(room, tang, **{"cause-1": ""})
    assert answer.status_code == 422
    assert "还没有选原因" in answer.text
    answer = review(room, tang, **{"cause-2": "before_takeover"})
    assert "选了“接班前已有”的" in answer.text
    assert "还没有签名" in review(room, tang, signed_name="Ines").text
    assert review(room, tang, signature='{"width": 1}').status_code == 422
    assert room.stands()[0] == "counting"
    room.say(tang, "sightings", of=room.assets["TY-002"])
    assert tang.post(f"{room.address}/review", data=old).status_code == 409, "an old page"

    last = form_of(tang.get(f"{room.address}/review"), f"{room.address}/review")
    last |= {"cause-0": "before_takeover", "words-0": "接班时就少", "cause-1": "human"}
    for _click in range(2):
        sent = last | {"signed_name": " tang ", "photos-0": photo()}
        assert tang.post(f"{room.address}/review", data=sent).status_code == 303
    assert room.stands() == ("signed", 9, 7, 2)
    with school.reading() as session:
        signed = session.scalars(select(SheetSignature)).one()
        assert (signed.signed_name, signed.override, signed.signature) == ("tang", "", None)
    told = {one.cause: (one.words, len(one.photos)) for one in room.view().discrepancies}
    assert told == {"before_takeover": ("接班时就少", 1), "human": ("", 0)}
    shown = tang.get(room.address).text
    assert "实有 5" in shown
    assert f"{room.address}/counts" not in shown, "a slip changes nothing"

    ines = phone_of(school)
    ines.push(counted(ines, room.sheet, room.curtains, 6))
    conflict = tang.get(room.address).text
    assert "签名以后情况变了" in conflict
    assert "现在没有了：窗帘" in conflict
    rest = {"cause-0": "", "cause-rest": "unknown"}
    assert review(room, tang, signature=INK_JSON, signed_name="", **rest).status_code == 303
    assert room.stands() == ("signed", 9, 8, 1)
    assert room.view().signature.signature == INK
    assert [one.cause for one in room.view().discrepancies] == ["unknown"]
    with school.writing() as session:
        version = session.get_one(CountSheet, room.sheet).version
        decision = SheetDecision(room.sheet, version, school.people["ada"], "请再看一下课桌")
        send_back(session, decision, now())
    assert "请再看一下课桌" in tang.get(room.address).text


def test_an_old_page_does_not_sign_what_was_sent_back_meanwhile(room, school):
    tang = school.client("tang")
    room.say(tang, "counts", of=room.curtains, good="5")
    old = form_of(tang.get(f"{room.address}/review"), f"{room.address}/review")
    old |= {"cause-rest": "unknown", "signed_name": "Tang"}
    with school.writing() as session:
        version = session.get_one(CountSheet, room.sheet).version
        decision = SheetDecision(room.sheet, version, school.people["ada"], "请再看一下窗帘")
        send_back(session, decision, now())
    late = tang.post(f"{room.address}/review", data=old)
    assert late.status_code == 409 and "请再看一下窗帘" in late.text
    assert room.stands()[0] == "sent_back"
    rest = {"cause-rest": "unknown", "signed_name": "Tang"}
    assert review(room, tang, **rest).status_code == 303
    assert room.stands()[0] == "signed"


def test_signing_waits_for_a_helpers_phone_or_gives_a_reason(room, school):
    tang, ines = school.client("tang"), phone_of(school)
    ines.push(counted(ines, room.sheet, room.curtains, 6))
    with school.writing() as session:
        session.get_one(Device, ines.device).unsent = 3
    answer = review(room, tang)
    assert answer.status_code == 409
    assert "还有 3 条没有上传" in answer.text
    assert review(room, tang, override="她的手机坏了").status_code == 303
    assert room.view().signature.override == "她的手机坏了"


def test_who_may_count_what(room, school):
    assert school.client().get("/count/").location == "/count/sign-in?next=%2Fcount%2F"
    browser = school.client()
    wrong = browser.post("/count/sign-in", data={"login": "tang", "password": "x"})
    assert wrong.status_code == 401
    form = {"login": "tang", "password": "tang-password", "next": room.address}
    assert browser.post("/count/sign-in", data=form).location == room.address
    assert browser.get(room.address).status_code == 200
    assert school.client("pei").get("/count/").status_code == 403, "leaders do not count"
    ines = school.client("ines")
    assert "这间不是分给您的" in ines.get(room.address).text
    assert ines.get("/count/sheets/nowhere").status_code == 404
    room.say(browser, "counts", of=room.curtains)
    mine = room.view().entries[0].row.fact_id
    foreign = {"target": mine, "form": "", "at": "log"}
    assert ines.post(f"{room.address}/withdrawals", data=foreign).status_code == 422
    with school.writing() as session:
        stocktake = session.get_one(CountSheet, room.sheet).stocktake
        stocktake.ended_at, stocktake.ended_by = now() - timedelta(hours=1), school.people["ada"]
    assert f"{room.address}/counts" not in browser.get(f"{room.address}?edit=1").text
    late = {"total": "9"}
    assert browser.post(f"{room.address}/totals", data=late).status_code == 409
    assert room.address not in browser.get("/count/").text
