"""Whole pages as they are printed; test_label_decoding reads their symbols."""

from io import BytesIO

import pypdfium2
import pytest
from label_samples import BASE_URL, pages_at, pdf_of, samples
from PIL.Image import Image
from PIL.ImageOps import invert

from qr_labels import DESIGNS, LAYOUTS, LabelError, LabelSpec, issue_code, write_sheet_pdf
from qr_labels.draw import draw_label
from qr_labels.errors import MissingGlyphError, NoLabelsError
from qr_labels.font import label_font, open_font_file
from qr_labels.layout import PageLayout

EVERY_LAYOUT = pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
MM_PER_INCH = 25.4
PDFIUMS_LINE_END_HYPHEN = "\ufffe"


def label_named(name: str) -> LabelSpec:
    return LabelSpec(issue_code(), BASE_URL, name)


def pages_count(layout: PageLayout) -> int:
    """Enough pages for every combination of words, the last one not full."""
    return 2 * layout.per_page + 3 if layout.per_page > 1 else 24


@EVERY_LAYOUT
def test_the_text_of_the_pdf_is_what_was_drawn(layout: PageLayout):
    labels = list(samples(pages_count(layout)))
    font = label_font()
    drawn = [
        text.text
        for label in labels
        for text in draw_label(label, DESIGNS["asset"], layout.shape, font).texts
    ]
    with pypdfium2.PdfDocument(pdf_of(labels, layout)) as document:
        found = "".join(page.get_textpage().get_text_range() for page in document)
    found = found.replace(PDFIUMS_LINE_END_HYPHEN, "-")
    assert "".join(found.split()) == "".join("".join(drawn).split())


@EVERY_LAYOUT
def test_a_page_has_its_true_size_in_millimetres(layout: PageLayout):
    with pypdfium2.PdfDocument(pdf_of(list(samples(1)), layout)) as document:
        width, height = document[0].get_size()
    assert width * MM_PER_INCH / 72 == pytest.approx(layout.page_width, abs=0.001)
    assert height * MM_PER_INCH / 72 == pytest.approx(layout.page_height, abs=0.001)


@EVERY_LAYOUT
def test_nothing_is_drawn_near_the_border_of_a_label(layout: PageLayout):
    dots = 300 / MM_PER_INCH
    for page in pages_at(pdf_of(list(samples(pages_count(layout))), layout), 300):
        for x, y in layout.origins():
            corners = (x, y, x + layout.width, y + layout.height)
            cell = page.crop(tuple(round(corner * dots) for corner in corners))
            assert white_border(cell) >= 1.8 * dots


def test_nothing_is_drawn_where_office_printers_leave_the_sheet_white():
    for page in pages_at(pdf_of(list(samples(48)), LAYOUTS["a4-3x8"]), 300):
        assert white_border(page) / 300 * MM_PER_INCH >= 4.3


def white_border(image: Image) -> int:
    """Dots between the ink and the nearest edge."""
    ink = invert(image).getbbox()
    if ink is None:
        return image.width
    return min(ink[0], ink[1], image.width - ink[2], image.height - ink[3])


@EVERY_LAYOUT
def test_words_never_reach_over_the_quiet_zone_or_each_other(layout: PageLayout):
    font = label_font()
    for label in samples(120):
        drawn = draw_label(label, DESIGNS["asset"], layout.shape, font)
        symbol = drawn.symbol
        quiet_end = symbol.x + (symbol.symbol.size + 4) * symbol.module
        code, *words = drawn.texts
        assert code.text.replace("-", "") == label.code
        assert symbol.module >= 0.5
        for above, text in zip([None, *words], words, strict=False):
            hang = text.size * 0.36 / 2 if text.text[0] in "（［〔《〈「『【｛" else 0
            width = font.width(text.text) / 1000 * text.size * MM_PER_INCH / 72
            below = text.baseline - text.size * 0.3 > code.baseline
            assert text.x + hang >= quiet_end - 0.01 or below
            assert text.x + width <= layout.width - layout.shape.margin + 0.01
            if above is not None:
                assert text.baseline - above.baseline >= text.size * 0.3


@EVERY_LAYOUT
def test_the_same_labels_give_the_same_bytes(layout: PageLayout):
    labels = list(samples(30))
    assert pdf_of(labels, layout) == pdf_of(labels, layout)


@EVERY_LAYOUT
def test_labels_fill_pages_in_their_order(layout: PageLayout):
    pages = write_sheet_pdf(samples(layout.per_page + 1), layout, BytesIO())
    assert pages == 2


@EVERY_LAYOUT
def test_a_missing_glyph_names_its_label_and_character(layout: PageLayout):
    bad = label_named("课桌🪑")
    with pytest.raises(MissingGlyphError) as caught:
        pdf_of([*samples(3), bad], layout)
    assert caught.value.params == {
        "label": bad.code,
        "text": "课桌🪑",
        "character": "🪑",
        "codepoint": "U+1FA91",
    }


def test_a_name_without_room_ends_in_an_ellipsis_but_a_missing_glyph_there_is_still_told():
    with pytest.raises(LabelError):
        pdf_of([label_named("课桌" * 100 + "🪑")], LAYOUTS["roll-50x30"])


def test_invisible_characters_do_not_stop_a_label():
    label = label_named(" 课\u200b桌\ufe0f\n\t椅 ")
    drawn = draw_label(label, DESIGNS["asset"], LAYOUTS["a4-3x8"].shape, label_font())
    assert [text.text for text in drawn.texts[1:]] == ["课桌 椅"]


def test_no_labels_make_no_file():
    with pytest.raises(NoLabelsError):
        pdf_of([], LAYOUTS["a4-3x8"])


def test_no_glyph_is_made_of_others_so_that_outlines_can_be_copied():
    with open_font_file() as ttf:
        glyphs = ttf["glyf"]
        assert not any(glyphs[name].isComposite() for name in ttf.getGlyphOrder())


def test_rare_characters_of_names_and_all_of_gbk_can_be_drawn():
    font = label_font()
    pairs = (bytes((high, low)) for high in range(0x81, 0xFF) for low in range(0x40, 0xFF))
    texts = (pair.decode("gbk", "ignore") for pair in pairs)
    gbk = {text for text in texts if len(text) == 1 and text != "\x7f"}
    assert len(gbk) > 21_000
    assert {symbol for symbol in gbk if not font.draws(symbol)} == {"≒"}
    assert all(font.draws(symbol) for symbol in "喆堃玥䶮㛃①⑳℃㎡—…·《》ü")
