"""The sheets and rolls that can be bought, and those that a school measures."""

import pytest

from qr_labels import LAYOUTS, LabelError, free_layout
from qr_labels.errors import LayoutError
from qr_labels.layout import PageLayout

SIZES = {
    "a4-3x8": (24, 70, 37),
    "a4-3x7": (21, 63.5, 38.1),
    "a4-2x4": (8, 105, 74),
    "a4-2x2": (4, 105, 148.5),
    "roll-40x30": (1, 40, 30),
    "roll-50x30": (1, 50, 30),
    "roll-60x40": (1, 60, 40),
    "roll-70x50": (1, 70, 50),
    "roll-80x50": (1, 80, 50),
}
MEASURED = {
    "page_width": "210",
    "page_height": "297",
    "columns": "3",
    "rows": 7,
    "left": 7.25,
    "top": "15.15",
    "width": "63.5",
    "height": 38.1,
    "gap_x": " 2.5 ",
    "gap_y": 0,
}


def test_the_layouts_are_those_on_sale():
    found = {
        name: (layout.per_page, layout.width, layout.height) for name, layout in LAYOUTS.items()
    }
    assert found == SIZES


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_labels_lie_on_the_page_and_not_on_each_other(layout: PageLayout):
    origins = list(layout.origins())
    assert len(set(origins)) == layout.per_page
    assert layout.right_edge >= layout.left - 0.01
    assert layout.bottom_edge >= layout.top - 0.01
    assert layout.is_roll == layout.name.startswith("roll")


def test_a_measured_sheet_is_as_good_as_a_known_one():
    assert free_layout(MEASURED, "a4-3x7") == LAYOUTS["a4-3x7"]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("columns", "2.5", "1-20"),
        ("columns", 0, "1-20"),
        ("width", "", "20-330"),
        ("width", "sixty", "20-330"),
        ("width", "nan", "20-330"),
        ("height", "inf", "15-500"),
        ("left", -1, "0-100"),
        ("gap_x", None, "0-50"),
        ("rows", 8, "<= 7"),
        ("columns", 4, "<= 3"),
        ("page_width", 100, "20-330"),
    ],
)
def test_a_wrong_measure_is_named_with_what_is_expected(field: str, value: object, expected: str):
    with pytest.raises(LayoutError) as caught:
        free_layout(MEASURED | {field: value})
    if field == "page_width":
        assert caught.value.params == {"field": "columns", "expected": "<= 1"}
    else:
        assert caught.value.params == {"field": field, "expected": expected}


@pytest.mark.parametrize("width", range(20, 61, 4))
@pytest.mark.parametrize("height", range(20, 61, 5))
def test_every_roll_of_20_mm_and_more_has_room_for_a_code(width: int, height: int):
    measures = {"page_width": width, "page_height": height, "width": width, "height": height}
    rest = {"columns": 1, "rows": 1, "left": 0, "top": 0, "gap_x": 0, "gap_y": 0}
    assert free_layout(measures | rest).is_roll


def test_a_label_too_low_for_a_code_is_told_how_high_it_has_to_be():
    small = {"page_width": 20, "page_height": 15, "columns": 1, "rows": 1, "width": 20}
    rest = {"height": 15, "left": 0, "top": 0, "gap_x": 0, "gap_y": 0}
    with pytest.raises(LabelError) as caught:
        free_layout(small | rest)
    assert caught.value.params["field"] == "height"
    least = int(str(caught.value.params["expected"]).removeprefix(">= "))
    assert free_layout(small | rest | {"page_height": least, "height": least}).height == least
