"""Printing labels: chosen, issued once, decoded again from the pages."""

from dataclasses import replace
from urllib.parse import urlsplit

import pypdfium2
import pytest
import zxingcpp

from server.app import create_app
from server.records import Asset, Label, Place, PrintJob, new_id
from server.services.labels import issue_labels
from server.services.paging import PAGE_ROWS
from server.web.clock import now
from server.web.database import db
from tests.functional.desk.html_form import form_of

SITE = "https://xj.shiyan.edu.cn"


def at(school, address=SITE):
    """Ada's browser at ``address``, where the school is reached; cookies belong to a host."""
    client = school.client("ada")
    token = client.get_cookie("cr_session").value
    client.set_cookie("cr_session", token, domain=urlsplit(address).hostname)
    return client


def choose(client, **form):
    return client.post("/desk/labels/choice", data=form, base_url=SITE)


def press_print(client, answer, **changed):
    form = form_of(answer, "/desk/print-jobs") | changed
    return client.post("/desk/print-jobs", data=form, base_url=SITE)


def decoded(client, location):
    """What a scanner reads from every page, in reading order."""
    pdf = client.get(f"{location}.pdf", base_url=SITE, buffered=True).data
    with pypdfium2.PdfDocument(pdf) as document:
        images = [page.render(scale=300 / 72, grayscale=True).to_pil() for page in document]
    return [code.text for image in images for code in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("layout", ["a4-3x8", "roll-50x30"])
def test_every_printed_label_leads_to_its_thing(school, register, layout):
    client = at(school)
    done = press_print(client, choose(client, what="unprinted"), layout=layout)
    assert done.status_code == 303
    assert "实际大小 100%" in client.get(done.location, base_url=SITE).text
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


@pytest.mark.usefixtures("register")
def test_nothing_selected_is_said(school):
    answer = choose(at(school), what="ticked")
    assert answer.status_code == 422 and "没有选中" in answer.text


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
    assert press_print(client, chosen, layout="a0").status_code == 422
    assert press_print(client, chosen, job_id="x").status_code == 422
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
    done = press_print(client, choose(client, what="matching"))
    pdf = client.get(f"{done.location}.pdf", base_url=SITE, buffered=True).data
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == -(-(len(ids) + len(register.assets)) // 24)
