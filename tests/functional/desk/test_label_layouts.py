"""Papers of the school's own: measured in millimetres, printed on, retired."""

import pytest

from server.records import LabelLayout, PrintJob
from tests.functional.desk.html_form import form_of
from tests.functional.desk.label_desk import SITE, at, choose, codes_of, pages, pdf_of, press_print

PAGE = "/desk/labels/layouts"
MEASURES = {
    "page_width": "210",
    "page_height": "297",
    "columns": "2",
    "rows": "5",
    "left": "4.7",
    "top": "13.5",
    "width": "99.1",
    "height": "54",
    "gap_x": "2.5",
    "gap_y": "0",
}


def add(client, **changed):
    form = form_of(client.get(PAGE, base_url=SITE), PAGE) | MEASURES | {"name": "得力 10 格"}
    return client.post(PAGE, data=form | changed, base_url=SITE)


def own_layout(school) -> LabelLayout:
    with school.reading() as session:
        return session.query(LabelLayout).one()


@pytest.mark.usefixtures("register")
def test_labels_are_printed_on_a_paper_the_school_has_measured(school):
    client = at(school)
    assert add(client).status_code == 303
    layout = own_layout(school)
    assert layout.created_by == school.people["ada"]
    assert layout.measures == {name: float(value) for name, value in MEASURES.items()}
    chosen = choose(client, what="unprinted")
    assert "得力 10 格" in chosen.text and 'data-columns="2" data-rows="5"' in chosen.text
    assert press_print(client, chosen, layout=layout.id, first_cell="11").status_code == 422
    done = press_print(client, chosen, layout=layout.id, first_cell="10")
    assert len(codes_of(client, done.location)) == 4
    first, second = pages(pdf_of(client, done.location), dpi=25.4)
    assert first.crop((0, 0, 210, 229)).getextrema() == (255, 255)
    assert first.crop((106, 229, 205, 283)).getextrema() != (255, 255)
    assert second.crop((5, 14, 104, 67)).getextrema() != (255, 255)
    assert "得力 10 格" in client.get(done.location, base_url=SITE).text
    assert "得力 10 格" in client.get("/desk/labels", base_url=SITE).text


def test_a_paper_sent_twice_is_kept_once(school):
    client = at(school)
    form = form_of(client.get(PAGE, base_url=SITE), PAGE) | MEASURES | {"name": "卷纸"}
    for _ in range(2):
        assert client.post(PAGE, data=form, base_url=SITE).status_code == 303
    assert own_layout(school).name == "卷纸"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "名称"),
        ({"width": ""}, "“标签宽”不对"),
        ({"width": "nan"}, "“标签宽”不对"),
        ({"columns": "1.5"}, "“每行几个”不对"),
        ({"rows": "6"}, "“共几行”不对"),
        ({"gap_x": "-1"}, "“左右间隔”不对"),
        ({"page_height": "5000"}, "“纸高”不对"),
        ({"id": "x"}, "编号"),
    ],
)
def test_a_measure_that_cannot_be_is_named_and_what_was_typed_stays(school, changed, said):
    answer = add(at(school), **changed)
    assert answer.status_code == 422 and said in answer.text
    assert 'value="99.1"' in answer.text or "width" in changed
    with school.reading() as session:
        assert session.query(LabelLayout).count() == 0


def test_a_retired_paper_is_offered_no_more_but_its_jobs_are_printed_again(school, register):
    client = at(school)
    add(client)
    layout = own_layout(school)
    done = press_print(client, choose(client, asset=register.assets["课桌"]), layout=layout.id)
    for _ in range(2):
        retired = client.post(f"{PAGE}/{layout.id}/retirement", base_url=SITE)
        assert retired.status_code == 303
    assert "得力 10 格" not in client.get(PAGE, base_url=SITE).text
    chosen = choose(client, asset=register.assets["钢琴"])
    assert "得力 10 格" not in chosen.text
    assert press_print(client, chosen, layout=layout.id).status_code == 422
    assert len(codes_of(client, done.location)) == 1
    with school.reading() as session:
        assert session.query(PrintJob).count() == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_paper_that_does_not_exist_is_not_found(school):
    client = at(school)
    assert client.post(f"{PAGE}/x/retirement", base_url=SITE).status_code == 404
    assert client.post(f"{PAGE}/a4-3x8/retirement", base_url=SITE).status_code == 404
