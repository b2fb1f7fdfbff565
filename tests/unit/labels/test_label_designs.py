"""What each design says, on every layout, and how large."""

from dataclasses import replace

import pytest
from design_samples import EVERY_DESIGN, EVERY_LAYOUT
from label_samples import BASE_URL

from qr_labels import DESIGNS, LAYOUTS, LabelSpec, free_layout, issue_code
from qr_labels.draw import DrawnLabel, design_on, draw_label
from qr_labels.errors import CellTooSmallError, InvalidCodeError, MissingGlyphError
from qr_labels.font import label_font
from qr_labels.layout import CellShape, PageLayout
from qr_labels.symbol import QUIET_ZONE

LONG = "实验楼 1 层 化学实验室（101）药品准备间及危险化学品储存柜，由两人双锁共同保管"
FULL = LabelSpec(
    "",
    BASE_URL,
    name="灭火器",
    place="教学楼 3层 东走廊",
    number="XF-0012",
    school="实验中学",
    room_number="305-12号",
    count=46,
    kind="干粉 4kg",
    maker="淮海消防器材",
    made_on="2021-03-15",
    next_service="2026-03-15",
    scrap_on="2031-03-15",
)


def labelled(**words: object) -> LabelSpec:
    return replace(FULL, code=issue_code(), **words)


def drawn(label: LabelSpec, design: str, layout: PageLayout) -> DrawnLabel:
    return draw_label(label, DESIGNS[design], layout.shape, label_font())


def said(label: DrawnLabel) -> str:
    """All words in their order, without the spaces that line ends take."""
    return "".join("".join(text.text for text in label.texts).split())


def side_of(label: DrawnLabel) -> float:
    """Millimetres of the symbol, its quiet zone included."""
    assert label.symbol is not None
    return (label.symbol.symbol.size + 2 * QUIET_ZONE) * label.symbol.module


@EVERY_LAYOUT
def test_the_number_in_the_room_is_an_asset_labels_largest_word(layout: PageLayout):
    first, *others = sorted(drawn(labelled(), "asset", layout).texts, key=lambda text: -text.size)
    assert first.text == "305-12号"
    assert all(text.size < first.size for text in others)


@EVERY_LAYOUT
def test_without_a_number_in_the_room_the_name_is_the_largest_word(layout: PageLayout):
    label = drawn(labelled(room_number=""), "asset", layout)
    assert max(label.texts, key=lambda text: text.size).text == "灭火器"


@EVERY_LAYOUT
def test_a_door_says_its_room_larger_than_all_else(layout: PageLayout):
    label = drawn(labelled(name="305", place="教学楼 3层"), "door", layout)
    assert max(label.texts, key=lambda text: text.size).text == "305"
    assert "教学楼3层" in said(label)


@EVERY_LAYOUT
def test_a_separator_tells_the_room_and_its_labels(layout: PageLayout):
    for code in ("", issue_code()):
        label = drawn(replace(FULL, code=code, name="教学楼305"), "separator", layout)
        assert "教学楼305·共46张" in said(label)
        assert len(label.bars) == 2
        assert (label.symbol is None) == (code == "")


@EVERY_LAYOUT
def test_a_separator_of_a_room_with_a_long_name_keeps_its_count(layout: PageLayout):
    assert "共1046张" in said(drawn(labelled(name=LONG * 2, count=1046), "separator", layout))


@EVERY_LAYOUT
def test_an_extinguisher_shows_every_fact_on_every_layout(layout: PageLayout):
    words = said(drawn(labelled(), "extinguisher", layout))
    for fact in (
        "型号干粉4kg",
        "厂家淮海消防器材",
        "生产2021-03-15",
        "维修2026-03-15",
        "报废2031-03-15",
    ):
        assert fact in words


def test_an_extinguisher_leaves_out_what_is_not_known():
    label = labelled(maker="", next_service="")
    words = said(drawn(label, "extinguisher", LAYOUTS["roll-80x50"]))
    assert "厂家" not in words
    assert "维修" not in words


@EVERY_DESIGN
@EVERY_LAYOUT
def test_every_symbol_is_20_mm_and_its_modules_half_a_millimetre(layout: PageLayout, design: str):
    label = drawn(labelled(), design, layout)
    assert side_of(label) >= (18.5 if design == "separator" else 20)
    assert label.symbol is not None
    assert label.symbol.module >= 0.5


@EVERY_DESIGN
@EVERY_LAYOUT
def test_a_blank_label_has_its_code_and_nothing_else(layout: PageLayout, design: str):
    blank = LabelSpec(issue_code(), BASE_URL)
    if design != "separator":
        assert said(drawn(blank, design, layout)).replace("-", "") == blank.code


@EVERY_DESIGN
@EVERY_LAYOUT
def test_nothing_leaves_a_label_whatever_its_words(layout: PageLayout, design: str):
    label = drawn(
        labelled(name=LONG, place=LONG, number="A" * 60, maker=LONG, room_number=LONG),
        design,
        layout,
    )
    font, margin = label_font(), layout.shape.margin
    for text in label.texts:
        height = text.size * 25.4 / 72
        hang = height / 2 if text.text[0] in "（" else 0
        assert text.x >= margin - hang - 0.01
        assert text.x + font.width(text.text) / 1000 * height <= layout.width - margin + 0.01
        assert margin - 0.01 <= text.baseline - 0.86 * height
        assert text.baseline <= layout.height - margin


def test_a_symbol_of_15_mm_carries_the_bare_code():
    label = draw_label(labelled(), DESIGNS["small"], CellShape(20, 20, 1.2), label_font())
    assert label.symbol is not None
    assert label.symbol.symbol.size == 21
    assert side_of(label) >= 14.5


@pytest.mark.parametrize(("width", "height"), [(20, 20), (22, 24), (30, 15)])
def test_where_the_address_has_no_room_the_small_design_is_drawn(width: int, height: int):
    layout = roll_of(width, height)
    assert design_on(DESIGNS["asset"], layout.shape) is DESIGNS["small"]
    label = labelled()
    assert drawn(label, "asset", layout) == drawn(label, "small", layout)


def roll_of(width: float, height: float) -> PageLayout:
    measures = {"page_width": width, "page_height": height, "width": width, "height": height}
    ones = {"columns": 1, "rows": 1}
    return free_layout(measures | ones | {"left": 0, "top": 0, "gap_x": 0, "gap_y": 0})


def test_a_label_too_small_for_any_symbol_is_refused():
    with pytest.raises(CellTooSmallError) as caught:
        draw_label(labelled(), DESIGNS["asset"], CellShape(12, 12, 1), label_font())
    assert caught.value.params == {"width": "12", "height": "12"}


@EVERY_DESIGN
def test_only_a_separator_may_be_without_a_code(design: str):
    if design == "separator":
        assert drawn(FULL, design, LAYOUTS["a4-3x8"]).symbol is None
        return
    with pytest.raises(InvalidCodeError):
        drawn(FULL, design, LAYOUTS["a4-3x8"])


@pytest.mark.parametrize("field", ["place", "room_number", "kind", "maker", "scrap_on"])
def test_a_missing_glyph_anywhere_names_its_label(field: str):
    bad = labelled(**{field: "三🪑"})
    with pytest.raises(MissingGlyphError) as caught:
        drawn(bad, "extinguisher", LAYOUTS["roll-40x30"])
    assert caught.value.params["label"] == bad.code
    assert caught.value.params["text"] == "三🪑"
