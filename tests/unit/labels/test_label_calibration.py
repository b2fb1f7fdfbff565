"""The page on which a printer's offset is measured."""

import re
from io import BytesIO

import pypdfium2
import pytest
from label_samples import pages_at
from PIL.Image import Image

from qr_labels import A4_3X8, LAYOUTS, SheetOptions, write_test_page_pdf
from qr_labels.layout import PageLayout

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
DPI = 600
DOTS = DPI / 25.4


def test_page(layout: PageLayout, options: SheetOptions) -> bytes:
    out = BytesIO()
    write_test_page_pdf(layout, out, options)
    return out.getvalue()


test_page.__test__ = False


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def line_from_left(page: Image, y: float, between: tuple[float, float]) -> float:
    """Millimetres from the page's edge to the middle of the dark line at this height."""
    start, end = (round(x * DOTS) for x in between)
    row = [page.getpixel((x, round(y * DOTS))) for x in range(start, end)]
    dark = [start + i for i, grey in enumerate(row) if grey < 128]
    return (dark[0] + dark[-1] + 1) / 2 / DOTS


@EVERY_LAYOUT
def test_the_lines_are_where_the_page_says(layout: PageLayout):
    pdf = test_page(layout, SheetOptions())
    left, top = (float(re.search(mark + r"([0-9.]+)", text_of(pdf))[1]) for mark in "①②")
    page = next(pages_at(pdf, DPI))
    down_the_line = layout.top + layout.height - 3
    found = line_from_left(page, down_the_line, (left - 3, left + 3))
    assert found == pytest.approx(left, abs=0.06)
    turned = page.transpose(5)
    found = line_from_left(turned, layout.left + layout.width - 3, (top - 3, top + 3))
    assert found == pytest.approx(top, abs=0.06)


def test_a_shift_moves_the_lines_but_not_what_they_have_to_measure():
    plain, moved = SheetOptions(), SheetOptions(right=12, down=0)
    first, second = (next(pages_at(test_page(A4_3X8, o), DPI)) for o in (plain, moved))
    y = A4_3X8.top + A4_3X8.height - 3
    before = line_from_left(first, y, (7, 13))
    assert line_from_left(second, y, (8, 14)) - before == pytest.approx(1.2, abs=0.06)
    assert "①10.0" in text_of(test_page(A4_3X8, moved))


@EVERY_LAYOUT
def test_the_page_asks_for_true_size_and_tells_the_present_shift(layout: PageLayout):
    text = text_of(test_page(layout, SheetOptions(right=3, down=-4)))
    assert "请选“实际大小100%”" in text
    assert "向右3，向下-4" in text
