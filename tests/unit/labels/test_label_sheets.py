"""Used sheets, copies, shifts and cut marks."""

import tracemalloc
from io import BytesIO

import pytest
from design_samples import full_labels
from label_samples import pages_at as pages_of
from label_samples import pdf_of, samples

from qr_labels import A4_3X8, LAYOUTS, ROLL_50X30, LabelSpec, SheetOptions, write_sheet_pdf
from qr_labels.code import group_code
from qr_labels.errors import SheetOptionError
from qr_labels.font import label_font
from qr_labels.layout import PageLayout
from qr_labels.sheet import Cell, lay_out


def pages(
    labels: list[LabelSpec], options: SheetOptions, layout: PageLayout = A4_3X8
) -> list[list[Cell]]:
    return list(lay_out(labels, layout, label_font(), options))


def codes_on(page: list[Cell]) -> list[str]:
    return [cell.label.texts[0].text for cell in page]


def test_a_used_sheet_starts_at_its_first_free_cell():
    labels = list(samples(5))
    first, second = pages(labels, SheetOptions(first_cell=23))
    origins = list(A4_3X8.origins())
    assert [(cell.x, cell.y) for cell in first] == origins[22:]
    assert [(cell.x, cell.y) for cell in second] == origins[:3]
    assert codes_on(first) + codes_on(second) == [group_code(label.code) for label in labels]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_every_cell_can_be_the_first(layout: PageLayout):
    for number, origin in enumerate(layout.origins(), start=1):
        [page] = pages(list(samples(1)), SheetOptions(first_cell=number), layout)
        assert [(cell.x, cell.y) for cell in page] == [origin]


def test_copies_of_a_label_stand_side_by_side():
    labels = list(samples(3))
    [page] = pages(labels, SheetOptions(copies=2))
    expected = [group_code(label.code) for label in labels for _ in range(2)]
    assert codes_on(page) == expected


def test_a_rooms_separator_comes_once_among_the_copies_of_its_labels():
    separator = LabelSpec("", "", name="教学楼305", count=2, design="separator")
    [page] = pages([separator, *samples(2)], SheetOptions(copies=2))
    assert [bool(cell.label.bars) for cell in page] == [True] + [False] * 4


def test_a_shift_moves_every_label_by_tenths_of_a_millimetre():
    labels = list(samples(30))
    for plain, moved in zip(
        pages(labels, SheetOptions()), pages(labels, SheetOptions(right=13, down=-7)), strict=True
    ):
        for before, after in zip(plain, moved, strict=True):
            assert after.x - before.x == pytest.approx(1.3)
            assert after.y - before.y == pytest.approx(-0.7)
            assert after.label == before.label


def test_cut_marks_lie_on_the_corners_of_all_labels():
    out = BytesIO()
    write_sheet_pdf(full_labels(1), LAYOUTS["a4-3x7"], out, SheetOptions(cut_marks=True))
    [page] = pages_of(out.getvalue(), 300)
    dots = 300 / 25.4
    layout = LAYOUTS["a4-3x7"]
    for x, y in layout.origins():
        for right in (x, x + layout.width):
            for lower in (y, y + layout.height):
                box = [(right - 0.3) * dots, (lower - 0.3) * dots]
                corner = page.crop((*map(round, box), *(round(side + 7) for side in box)))
                assert corner.getextrema()[0] < 128


def test_a_roll_has_no_cut_marks():
    [page] = pages(list(samples(1)), SheetOptions(cut_marks=True), ROLL_50X30)
    assert not any(cell.label.bars for cell in page)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("design", "poster"),
        ("copies", 0),
        ("copies", 101),
        ("right", 101),
        ("down", -101),
    ],
)
def test_an_impossible_option_is_named(field: str, value: object):
    with pytest.raises(SheetOptionError) as caught:
        SheetOptions(**{field: value})
    assert caught.value.params["field"] == field


@pytest.mark.parametrize("first_cell", [0, 25])
def test_a_cell_that_the_sheet_does_not_have_is_refused(first_cell: int):
    with pytest.raises(SheetOptionError) as caught:
        pages(list(samples(1)), SheetOptions(first_cell=first_cell))
    assert caught.value.params == {"field": "first_cell", "expected": "1-24"}


def test_an_unknown_design_of_a_label_is_refused():
    with pytest.raises(SheetOptionError):
        pages([LabelSpec("", "", design="poster")], SheetOptions())


class Void:
    """A file that forgets what is written, so that only the writer's own memory is measured."""

    def write(self, data: bytes) -> int:
        return len(data)


def peak_of(count: int) -> int:
    """Bytes of memory at the worst moment of writing so many labels."""
    tracemalloc.start()
    write_sheet_pdf(full_labels(count), ROLL_50X30, Void())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_memory_does_not_grow_with_the_number_of_labels():
    """A page alone is 1,300 bytes when compressed: keeping pages would show."""
    pdf_of(list(full_labels(16)), ROLL_50X30)
    few, many = peak_of(50), peak_of(350)
    assert many - few < 300 * 1000
