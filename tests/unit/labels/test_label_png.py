"""Pictures of labels for the printers' own apps: a pixel a dot, black or white."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from design_samples import EVERY_LAYOUT, EVERY_RESOLUTION, full_labels
from label_samples import BASE_URL, decode
from PIL import Image

from qr_labels import DESIGNS, LAYOUTS, LabelSpec, SheetOptions, issue_code, payload
from qr_labels.draw import draw_label
from qr_labels.errors import MissingGlyphError, NoLabelsError, SheetOptionError
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.printers.png import draw_png, write_png_zip
from qr_labels.symbol import Symbol

ROLL = LAYOUTS["roll-50x30"]
DESK = LabelSpec(issue_code(), BASE_URL, "课桌", "教学楼305")
BLACK = 0


def picture_of(label: LabelSpec, layout: PageLayout, dpi: int, design: str = "asset"):
    return Image.open(BytesIO(draw_png(label, layout, dpi, design)))


def dark_modules(symbol: Symbol) -> list[bool]:
    stride = symbol.size + 1
    rows = [symbol.cells[i * stride : i * stride + symbol.size] for i in range(symbol.size)]
    return [cell == "1" for row in rows for cell in row]


@EVERY_LAYOUT
@EVERY_RESOLUTION
def test_every_module_is_a_square_of_whole_dots(layout: PageLayout, dpi: int):
    label = next(full_labels(1))
    picture = picture_of(label, layout, dpi)
    placed = draw_label(label, DESIGNS["asset"], layout.shape, label_font()).symbol
    assert placed is not None
    left, top, module = symbol_in(picture, placed.x, placed.y, dpi)
    assert module >= 4
    found = []
    for row in range(placed.symbol.size):
        for column in range(placed.symbol.size):
            x, y = left + column * module, top + row * module
            colours = picture.crop((x, y, x + module, y + module)).getcolors()
            assert colours is not None
            assert len(colours) == 1
            found.append(colours[0][1] == BLACK)
    assert found == dark_modules(placed.symbol)


def symbol_in(picture: Image.Image, x: float, y: float, dpi: int) -> tuple[int, int, int]:
    """Corner and module, in dots, found from the first finder pattern: seven modules of black."""
    dots = dpi / 25.4
    near_x, near_y = int(x * dots), int(y * dots)
    area = [(near_x + i, near_y + j) for j in range(-3, 30) for i in range(-3, 30)]
    left, top = min((px, py) for px, py in area if picture.getpixel((px, py)) == BLACK)
    end = next(i for i in range(left, picture.width) if picture.getpixel((i, top)) != BLACK)
    assert (end - left) % 7 == 0
    return left, top, (end - left) // 7


@EVERY_LAYOUT
@pytest.mark.parametrize(("dpi", "dots"), [(203, 8.0), (300, 300 / 25.4)])
def test_a_picture_has_the_true_size_of_the_label(layout: PageLayout, dpi: int, dots: float):
    picture = picture_of(DESK, layout, dpi)
    assert picture.mode == "1"
    assert picture.size == (round(layout.width * dots), round(layout.height * dots))
    assert picture.info["dpi"][0] == pytest.approx(dots * 25.4, abs=0.01)


def test_words_are_drawn_on_the_right_of_the_symbol():
    with_words = picture_of(DESK, ROLL, 203)
    blank = picture_of(LabelSpec(DESK.code, BASE_URL), ROLL, 203)
    words = (210, 0, 400, 240)
    assert blank.crop(words).getcolors() == [(190 * 240, 255)]
    assert with_words.crop(words).getcolors() != [(190 * 240, 255)]
    symbol = (0, 0, 190, 240)
    assert with_words.crop(symbol).tobytes() == blank.crop(symbol).tobytes()


def test_a_separator_without_a_code_has_bars_and_words_and_no_symbol():
    picture = picture_of(LabelSpec("", BASE_URL, "教学楼305", count=46), ROLL, 203, "separator")
    assert decode(picture) == []
    middle = [picture.getpixel((200, y)) for y in range(picture.height)]
    assert middle[:40].count(BLACK) >= 8
    assert middle[200:].count(BLACK) >= 8


def test_a_zip_holds_a_picture_a_label_in_their_order():
    labels = list(full_labels(5))
    out = BytesIO()
    assert write_png_zip(labels, ROLL, 203, out) == 5
    with ZipFile(out) as archive:
        names = archive.namelist()
        assert names == [f"{n:05}-{label.code}.png" for n, label in enumerate(labels, 1)]
        read = [decode(Image.open(BytesIO(archive.read(name)))) for name in names]
    assert read == [[payload(BASE_URL, label.code)] for label in labels]


def test_a_label_keeps_its_own_design_in_a_zip():
    out = BytesIO()
    small = LabelSpec(DESK.code, BASE_URL, design="small")
    write_png_zip([DESK, small], ROLL, 203, out, SheetOptions(design="door"))
    with ZipFile(out) as archive:
        read = [decode(Image.open(archive.open(name))) for name in archive.namelist()]
    assert read == [[payload(BASE_URL, DESK.code)], [DESK.code]]


def test_the_same_labels_give_the_same_zip():
    first, second = BytesIO(), BytesIO()
    write_png_zip(full_labels(3), ROLL, 300, first)
    write_png_zip(full_labels(3), ROLL, 300, second)
    assert first.getvalue() == second.getvalue()


def test_no_labels_make_no_zip():
    with pytest.raises(NoLabelsError):
        write_png_zip([], ROLL, 203, BytesIO())


def test_a_missing_glyph_is_told_and_not_drawn_as_a_box():
    with pytest.raises(MissingGlyphError) as caught:
        draw_png(LabelSpec(DESK.code, BASE_URL, "课桌🪑"), ROLL, 203)
    assert caught.value.params["label"] == DESK.code


def test_a_resolution_that_no_printer_has_is_refused():
    with pytest.raises(SheetOptionError) as caught:
        draw_png(DESK, ROLL, 600)
    assert caught.value.params == {"field": "dpi", "expected": "203, 300"}
