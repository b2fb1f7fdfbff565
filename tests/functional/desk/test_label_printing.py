"""Printing labels: chosen, issued once, decoded again from the pages."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from urllib.parse import urlsplit

import pypdfium2
import pytest

from server.app import create_app
from server.records import Asset, Label, LabelRequest, Place, PrintJob, new_id
from server.services.labels import issue_labels
from server.services.paging import PAGE_ROWS
from server.web.clock import now
from server.web.database import db
from tests.factories.facts import millis, phone_of
from tests.functional.desk.label_desk import (
    SITE,
    at,
    choose,
    codes_of,
    decoded,
    pdf_of,
    press_print,
)


@pytest.mark.parametrize("layout", ["a4-3x8", "roll-50x30"])
def test_every_printed_label_leads_to_its_thing(school, register, layout):
    client = at(school)
    done = press_print(client, choose(client, what="unprinted"), layout=layout)
    assert done.status_code == 303
    assert "请选“实际大小100%”" in client.get(done.location, base_url=SITE).text
    with school.reading() as session:
        labels = session.query(Label).all()
        assert {label.asset_id for label in labels} == set(register.assets.values())
        assert all(label.printed_at for label in labels)
        expected = {f"HTTPS://XJ.SHIYAN.EDU.CN/Q/{label.code}" for label in labels}
    assert set(decoded(client, done.location)) == expected
    assert "全部物品都打印过" in client.get("/desk/labels", base_url=SITE).text


def test_a_second_click_prints_the_same_job(school, register):
    client = at(school)
    chosen = choose(client, what="unprinted")
    first, second = press_print(client, chosen), press_print(client, chosen)
    assert first.location == second.location
    with school.reading() as session:
        assert session.query(PrintJob).count() == 1
        assert session.query(Label).count() == len(register.assets)


def test_printing_again_keeps_the_code_and_new_codes_travel_to_the_phones(school, register):
    client, asset_id = at(school), register.assets["课桌"]
    with school.reading() as session:
        before = session.get(Asset, asset_id).rev
    press_print(client, choose(client, asset=asset_id))
    with school.reading() as session:
        [code] = [label.code for label in session.query(Label)]
        after = session.get(Asset, asset_id).rev
        assert after > before
    press_print(client, choose(client, asset=asset_id))
    with school.reading() as session:
        assert [label.code for label in session.query(Label)] == [code]
        assert session.get(Asset, asset_id).rev == after
    assert code[:3] in client.get(f"/desk/assets/{asset_id}", base_url=SITE).text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_all_that_match_a_search_are_printed_by_searching_again(school, register):
    client = at(school)
    done = press_print(client, choose(client, what="matching", q="jxl 3楼"))
    with school.reading() as session:
        printed = {label.asset_id for label in session.query(Label)}
        assert printed == {register.assets["干粉灭火器"], register.assets["钢琴"]}
    assert len(decoded(client, done.location)) == 2


def test_the_doors_of_a_floor_get_labels_and_their_places_travel(school, register):
    client, floor = at(school), register.places["3楼"]
    with school.reading() as session:
        before = session.get(Place, floor).rev
    press_print(client, choose(client, what="place_doors", place_id=floor))
    with school.reading() as session:
        assert session.query(Label).count() == 3
        assert session.get(Place, floor).rev > before
    press_print(client, choose(client, what="place_door", place_id=floor))
    press_print(client, choose(client, what="place_things", place_id=floor))
    with school.reading() as session:
        assert session.query(Label).filter(Label.asset_id.is_not(None)).count() == 2


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("register")
def test_nothing_selected_is_said(school):
    answer = choose(at(school), what="ticked")
    assert answer.status_code == 422 and "没有选中" in answer.text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_character_that_no_font_draws_is_named_and_nothing_is_issued(school, register):
    client, asset_id = at(school), register.assets["课桌"]
    with school.writing() as session:
        session.get(Asset, asset_id).name = "课桌🪑"
    answer = press_print(client, choose(client, what="unprinted"))
    assert answer.status_code == 422 and "“课桌🪑”里的字“🪑”" in answer.text
    with school.reading() as session:
        assert session.query(Label).count() == session.query(PrintJob).count() == 0


@pytest.mark.parametrize(
    ("address", "warning"),
    [
        ("http://localhost:8000", "只有这台电脑自己能打开"),
        ("http://127.0.0.1:8000", "只有这台电脑自己能打开"),
        ("https://192.168.1.5", "这是数字地址"),
        ("http://xj.shiyan.edu.cn", "这个网址不是 https"),
        (SITE, ""),
    ],
)
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("register")
def test_an_address_that_will_not_last_is_warned_of(school, address, warning):
    client = at(school, address)
    answer = client.post("/desk/labels/choice", data={"what": "unprinted"}, base_url=address)
    assert address.upper() in answer.text
    assert ("notice warn" in answer.text) == bool(warning) and warning in answer.text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("register")
def test_the_schools_own_address_goes_before_the_requests(school):
    app = create_app(replace(school.settings, base_url="https://" + "x" * 40 + ".cn"))
    client = app.test_client()
    token = school.client("ada").get_cookie("cr_session").value
    client.set_cookie("cr_session", token, domain=urlsplit(SITE).hostname)
    answer = press_print(client, choose(client, what="unprinted"))
    assert answer.status_code == 422 and "太长" in answer.text
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("register")
def test_an_unknown_layout_or_job_is_refused(school):
    client = at(school)
    chosen = choose(client, what="unprinted")
    for wrong in ({"layout": "a0"}, {"job_id": "x"}, {"design": "poster"}, {"design": "door"}):
        assert press_print(client, chosen, **wrong).status_code == 422
    assert client.get("/desk/print-jobs/x", base_url=SITE).status_code == 404
    assert client.get("/desk/print-jobs/x.pdf", base_url=SITE).status_code == 404


def test_many_labels_are_issued_in_one_go(school, register):
    template = {"identity": "x", "name": "椅子", "kind_id": "chair", "search": "", "quantity": 1}
    ids = [new_id() for _ in range(3_000)]
    with school.writing() as session:
        rows = [{**template, "id": asset_id, "created_at": now()} for asset_id in ids]
        session.execute(Asset.__table__.insert(), rows)
    with school.writing() as session:
        codes = issue_labels(session, now(), asset_ids=ids)
        assert issue_labels(session, now(), asset_ids=ids) == codes
    assert len(set(codes.values())) == len(ids)
    client = at(school)
    assert (
        client.get("/desk/assets?q=&page=3", base_url=SITE).text.count('name="asset"') == PAGE_ROWS
    )
    done = press_print(client, choose(client, what="matching"), reason="贴过三栋楼了")
    with pypdfium2.PdfDocument(pdf_of(client, done.location)) as document:
        assert len(document) == -(-(len(ids) + len(register.assets)) // 24)


def test_labels_come_by_place_then_number_as_people_count(school, register):
    numbers = {"305-12": "201", "305-2": "201", "304-1": "301", "1": "音乐教室"}
    with school.writing() as session:
        for asset, (number, room) in zip(session.query(Asset), numbers.items(), strict=True):
            asset.ledger_number, asset.place_id = number, register.places[room]
    client = at(school)
    done = press_print(client, choose(client, what="matching"), layout="roll-50x30")
    with school.reading() as session:
        by_code = {label.code: label.asset_id for label in session.query(Label)}
        printed = [by_code[code] for code in codes_of(client, done.location)]
        found = [session.get(Asset, asset_id).ledger_number for asset_id in printed]
    assert found == ["305-2", "305-12", "304-1", "1"]


def test_only_what_was_never_printed_can_be_printed(school, register):
    client = at(school)
    first = press_print(client, choose(client, asset=register.assets["课桌"]))
    chosen = choose(client, what="matching")
    assert "其中 3 个还没打印过" in chosen.text
    second = press_print(client, chosen, unprinted_only="1")
    printed = codes_of(client, second.location)
    assert len(printed) == 3 and not set(printed) & set(codes_of(client, first.location))
    again = press_print(client, choose(client, what="matching"), unprinted_only="1")
    assert again.status_code == 422 and "没有选中" in again.text


def test_blank_labels_are_printed_first_and_lead_nowhere_yet(school):
    client = at(school)
    chosen = choose(client, what="blank", count="5")
    assert "5 个空白标签" in chosen.text and "门牌标签" not in chosen.text
    first, second = press_print(client, chosen), press_print(client, chosen)
    assert first.location == second.location
    with school.reading() as session:
        labels = session.query(Label).all()
        assert {label.code for label in labels} == set(codes_of(client, first.location))
        assert all(label.printed_at and not label.bound_at for label in labels)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("number", ["", "0", "-1", "5001", "viele"])
def test_blank_labels_need_a_number_that_can_be(school, number):
    answer = choose(at(school), what="blank", count=number)
    assert answer.status_code == 422 and "空白标签的个数" in answer.text


def test_a_pile_is_printed_in_its_own_order_and_is_answered(school, register):
    phone, pile, at_ms = phone_of(school), new_id(), millis() - 60_000
    names = ("钢琴", "课桌", "干粉灭火器")
    phone.push(
        *(
            phone.label_request(register.assets[name], pile=pile, observed_at=at_ms + 1000 * n)
            for n, name in enumerate(names)
        )
    )
    client = at(school)
    done = press_print(client, choose(client, what="requests", pile=pile))
    with school.reading() as session:
        by_code = {label.code: label.asset_id for label in session.query(Label)}
        printed = [by_code[code] for code in codes_of(client, done.location)]
        assert printed == [register.assets[name] for name in names]
        job_id = session.query(PrintJob).one().id
        assert {asked.job_id for asked in session.query(LabelRequest)} == {job_id}
    assert choose(client, what="requests", pile=pile).status_code == 422


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_the_hub_leads_to_what_was_asked_for(school, register):
    phone = phone_of(school)
    phone.push(phone.label_request(register.assets["课桌"]))
    page = at(school).get("/desk/labels", base_url=SITE).text
    asked, _, _ = page.partition("/desk/labels/blank")
    assert '<span class="tag warn">1</span>' in asked


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("register")
def test_clicks_at_the_same_moment_print_once(school):
    client = at(school)
    chosen = choose(client, what="unprinted")
    token = client.get_cookie("cr_session", domain=urlsplit(SITE).hostname).value
    together = threading.Barrier(4)

    def click(_n):
        browser = school.app.test_client()
        browser.set_cookie("cr_session", token, domain=urlsplit(SITE).hostname)
        together.wait()
        return press_print(browser, chosen).location

    with ThreadPoolExecutor(4) as pool:
        locations = set(pool.map(click, range(4)))
    with school.reading() as session:
        assert locations == {f"/desk/print-jobs/{session.query(PrintJob).one().id}"}
        assert session.query(Label).count() == 4
