"""Labels onto pages, one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, repeat

from qr_labels.cut_marks import cut_marks
from qr_labels.designs import DESIGNS, Design
from qr_labels.draw import DrawnLabel, draw_label
from qr_labels.errors import SheetOptionError
from qr_labels.font import Font
from qr_labels.layout import PageLayout
from qr_labels.spec import LabelSpec

MOST_COPIES = 100
MOST_SHIFT = 100
"""Tenths of a millimetre: a printer that is out by more than 10 mm is loaded wrongly."""


@dataclass(frozen=True)
class SheetOptions:
    """How a sheet is printed.

    `design` is a key of DESIGNS for all labels that name none of their own. `first_cell` counts
    the cells of a used first sheet from 1, row by row. `copies` of a label stand side by side.
    `right` and `down` move everything by tenths of a millimetre. Raises SheetOptionError.
    """

    design: str = "asset"
    first_cell: int = 1
    copies: int = 1
    right: int = 0
    down: int = 0
    cut_marks: bool = False

    def __post_init__(self) -> None:
        design_named(self.design)
        _require_between("copies", self.copies, 1, MOST_COPIES)
        _require_between("right", self.right, -MOST_SHIFT, MOST_SHIFT)
        _require_between("down", self.down, -MOST_SHIFT, MOST_SHIFT)


@dataclass(frozen=True)
class Cell:
    """A drawn label and where its upper left corner lies on the page, mm."""

    x: float
    y: float
    label: DrawnLabel


def design_named(name: str) -> Design:
    """Raises SheetOptionError."""
    if (design := DESIGNS.get(name)) is None:
        raise SheetOptionError(field="design", expected=", ".join(DESIGNS))
    return design


def draw_all(
    labels: Iterable[LabelSpec], layout: PageLayout, font: Font, options: SheetOptions
) -> Iterator[DrawnLabel]:
    """Every label as often and in the design that the options and the label itself ask for.

    A separator comes once, however many copies there are. Raises what `draw_label` raises, and
    SheetOptionError.
    """
    for label in labels:
        design = design_named(label.design or options.design)
        drawn = draw_label(label, design, layout.shape, font)
        yield from repeat(drawn, options.copies if design.repeats else 1)


def lay_out(
    labels: Iterable[LabelSpec],
    layout: PageLayout,
    font: Font,
    options: SheetOptions,
) -> Iterator[list[Cell]]:
    """The cells of every page in turn, from the first free cell of the first page.

    Only one page is held at a time. Raises what `draw_all` raises.
    """
    return cells_of_pages(draw_all(labels, layout, font, options), layout, options)


def cells_of_pages(
    drawn: Iterator[DrawnLabel], layout: PageLayout, options: SheetOptions
) -> Iterator[list[Cell]]:
    """Drawn labels in the cells of a layout, moved by the shift; raises SheetOptionError."""
    _require_between("first_cell", options.first_cell, 1, layout.per_page)
    right, down = options.right / 10, options.down / 10
    origins = [(x + right, y + down) for x, y in layout.origins()]
    marks = _marks(layout, right, down) if options.cut_marks else []
    free = origins[options.first_cell - 1 :]
    while page := list(islice(drawn, len(free))):
        cells = [Cell(x, y, label) for label, (x, y) in zip(page, free, strict=False)]
        yield marks + cells
        free = origins


def _marks(layout: PageLayout, right: float, down: float) -> list[Cell]:
    return [Cell(right, down, DrawnLabel(None, (), cut_marks(layout)))]


def _require_between(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise SheetOptionError(field=field, expected=f"{least}-{most}")


AS_USUAL = SheetOptions()
