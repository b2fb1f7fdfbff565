"""TSPL as a printer takes it: read command by command, its bitmaps turned back into pictures."""

import re
from dataclasses import dataclass
from io import BytesIO

import pytest
from design_samples import EVERY_DESIGN, EVERY_RESOLUTION, full_labels, symbol_text
from label_samples import BASE_URL, decode
from PIL import Image

from qr_labels import LAYOUTS, LabelSpec, SheetOptions, free_layout, issue_code, payload
from qr_labels.errors import NoLabelsError, SheetOptionError
from qr_labels.layout import PageLayout
from qr_labels.printers.png import draw_png
from qr_labels.printers.tspl import write_test_page_tspl, write_tspl
from qr_labels.sheet import AS_USUAL

ROLLS = [layout for layout in LAYOUTS.values() if layout.is_roll]
EVERY_ROLL = pytest.mark.parametrize("layout", ROLLS, ids=lambda layout: layout.name)
ROLL = LAYOUTS["roll-50x30"]
DESK = LabelSpec(issue_code(), BASE_URL, "课桌", "教学楼305", school="实验中学")
BLACK = 0
MM_PER_INCH = 25.4

_LABEL = re.compile(rb"CLS\r\nBITMAP 0,0,(\d+),(\d+),0,")
_PRINT = re.compile(rb"\r\nPRINT 1,(\d+)\r\n")


@dataclass
class Printed:
    """One CLS ... PRINT: the whole bytes of the bitmap as a picture, and how often it comes."""

    picture: Image.Image
    copies: int


def tspl_of(labels, layout: PageLayout, dpi: int, options: SheetOptions = AS_USUAL) -> bytes:
    out = BytesIO()
    write_tspl(labels, layout, dpi, out, options)
    return out.getvalue()


def printed_by(data: bytes) -> list[Printed]:
    """Walks all commands after the setup; any byte out of place fails."""
    at = len(setup_of(data))
    printed = []
    while at < len(data):
        head = _LABEL.match(data, at)
        assert head is not None
        width, height = int(head[1]), int(head[2])
        end = head.end() + width * height
        tail = _PRINT.match(data, end)
        assert tail is not None
        picture = Image.frombytes("1", (width * 8, height), data[head.end() : end])
        printed.append(Printed(picture, int(tail[1])))
        at = tail.end()
    return printed


def setup_of(data: bytes) -> bytes:
    return data[: data.index(b"CLS")]


@EVERY_ROLL
@EVERY_DESIGN
@EVERY_RESOLUTION
def test_every_bitmap_is_read_again(layout: PageLayout, design: str, dpi: int):
    labels = list(full_labels(2))
    printed = printed_by(tspl_of(labels, layout, dpi, SheetOptions(design=design)))
    read = [decode(one.picture) for one in printed]
    assert read == [[symbol_text(label, design, layout)] for label in labels]


@EVERY_ROLL
@EVERY_RESOLUTION
def test_a_bitmap_is_the_labels_picture_and_white_up_to_the_next_byte(layout: PageLayout, dpi: int):
    label = next(full_labels(1))
    picture = Image.open(BytesIO(draw_png(label, layout, dpi)))
    [printed] = printed_by(tspl_of([label], layout, dpi))
    assert printed.picture.crop((0, 0, *picture.size)).tobytes() == picture.tobytes()
    assert 0 <= printed.picture.width - picture.width < 8
    rest = printed.picture.crop((picture.width, 0, *printed.picture.size))
    assert rest.width == 0 or rest.getextrema() == (255, 255)


def test_the_printer_is_told_size_gap_and_direction_first():
    data = tspl_of([DESK], ROLL, 203)
    assert setup_of(data) == b"SIZE 50 mm,30 mm\r\nGAP 2 mm,0 mm\r\nDIRECTION 1\r\n"


def test_copies_are_left_to_the_printer():
    labels = list(full_labels(3))
    data = tspl_of(labels, ROLL, 203, SheetOptions(copies=4))
    assert [one.copies for one in printed_by(data)] == [4, 4, 4]
    assert len(data) < 3 * 13_000


def test_the_number_of_printed_labels_counts_copies_and_separators_once():
    separator = LabelSpec("", BASE_URL, "教学楼305", count=2, design="separator")
    out = BytesIO()
    assert write_tspl([separator, DESK], ROLL, 203, out, SheetOptions(copies=3)) == 4


def test_a_shift_moves_the_picture_by_as_many_dots():
    straight = printed_by(tspl_of([DESK], ROLL, 203))[0].picture
    moved = printed_by(tspl_of([DESK], ROLL, 203, SheetOptions(right=10, down=-5)))[0].picture
    assert moved.size == straight.size
    assert moved.crop((8, 0, 400, 236)).tobytes() == straight.crop((0, 4, 392, 240)).tobytes()


def test_a_free_roll_says_its_own_gap_and_starts_where_it_was_measured():
    wide = free_layout(
        {"page_width": 56, "page_height": 30, "columns": 1, "rows": 1, "left": 3, "top": 0}
        | {"width": 50, "height": 30, "gap_x": 0, "gap_y": 3}
    )
    data = tspl_of([DESK], wide, 203)
    assert setup_of(data).startswith(b"SIZE 56 mm,30 mm\r\nGAP 3 mm,0 mm\r\n")
    [printed] = printed_by(data)
    usual = printed_by(tspl_of([DESK], ROLL, 203))[0].picture
    assert printed.picture.crop((24, 0, 424, 240)).tobytes() == usual.tobytes()
    assert decode(printed.picture) == [payload(BASE_URL, DESK.code)]


def test_a_sheet_is_nothing_for_a_roll_printer():
    with pytest.raises(SheetOptionError) as caught:
        tspl_of([DESK], LAYOUTS["a4-3x8"], 203)
    assert caught.value.params["field"] == "layout"


def test_no_labels_make_no_print():
    with pytest.raises(NoLabelsError):
        tspl_of([], ROLL, 203)


@EVERY_ROLL
@EVERY_RESOLUTION
def test_a_test_page_has_two_lines_ten_millimetres_from_the_corner(layout: PageLayout, dpi: int):
    out = BytesIO()
    count = write_test_page_tspl(layout, dpi, out)
    to_measure, *notes = printed_by(out.getvalue())
    assert count == 1 + len(notes) > 1
    ten = round(10 * dpi / MM_PER_INCH)
    width, height = (round(side * dpi / MM_PER_INCH) for side in (layout.width, layout.height))
    across = [to_measure.picture.getpixel((x, height - 5)) for x in range(width)]
    down = [to_measure.picture.getpixel((width - 5, y)) for y in range(height)]
    assert BLACK in across[ten - 2 : ten + 2]
    assert BLACK in down[ten - 2 : ten + 2]
