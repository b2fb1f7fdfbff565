"""Calibrating a printer: the test page, and prints moved by tenths of a millimetre."""

import pypdfium2
import pytest
from PIL import ImageChops

from server.records import LabelShift
from tests.functional.desk.html_form import form_of
from tests.functional.desk.label_desk import SITE, at, choose, pages, pdf_of, press_print

PAGE = "/desk/labels/layouts/a4-3x7/shift"
TEST_PAGE = "/desk/labels/layouts/a4-3x7/test-page.pdf"


def calibrate(client, right, down, page=PAGE):
    form = {"right": str(right), "down": str(down)}
    return client.post(page, data=form, base_url=SITE)


def test_a_shift_moves_what_is_printed_from_then_on(school, register):
    client = at(school)
    before = press_print(
        client, choose(client, asset=register.assets["课桌"]), layout="a4-3x7", cut_marks="1"
    )
    assert calibrate(client, 20, -10).status_code == 303
    after = press_print(
        client, choose(client, asset=register.assets["课桌"]), layout="a4-3x7", cut_marks="1"
    )
    [plain], [moved] = (pages(pdf_of(client, job.location), 254) for job in (before, after))
    expected = ImageChops.offset(plain, 20, -10)
    inner = (60, 60, plain.width - 60, plain.height - 60)
    assert ImageChops.difference(expected.crop(inner), moved.crop(inner)).getextrema()[1] < 128
    with school.reading() as session:
        kept = session.query(LabelShift).one()
        assert (kept.layout, kept.right, kept.down) == ("a4-3x7", 20, -10)
        assert kept.changed_by == school.people["ada"]
    assert "向右 20，向下 -10" in client.get("/desk/labels/layouts", base_url=SITE).text


def test_the_test_page_says_what_to_measure_and_shows_the_shift(school):
    client = at(school)
    calibrate(client, 4, 0)
    answer = client.get(TEST_PAGE, base_url=SITE, buffered=True)
    assert answer.mimetype == "application/pdf"
    with pypdfium2.PdfDocument(answer.data) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert "实际大小100%" in text and "向右 4" in text
    assert form_of(client.get(PAGE, base_url=SITE), PAGE) == {"right": "4", "down": "0"}
    assert "请选“实际大小100%”" in client.get(PAGE, base_url=SITE).text


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("right", "down"), [("101", "0"), ("0", "-101"), ("", "0"), ("0.5", "x")])
def test_a_shift_that_no_printer_has_is_refused(school, right, down):
    answer = calibrate(at(school), right, down)
    assert answer.status_code == 422 and "（格）" in answer.text
    with school.reading() as session:
        assert session.query(LabelShift).count() == 0


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_paper_that_does_not_exist_cannot_be_calibrated(school):
    client = at(school)
    page = "/desk/labels/layouts/x/shift"
    assert client.get(page, base_url=SITE).status_code == 404
    assert calibrate(client, 1, 1, page).status_code == 404
    assert client.get("/desk/labels/layouts/x/test-page.pdf", base_url=SITE).status_code == 404
