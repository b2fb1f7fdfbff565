"""Labels onto pages, one page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from qr_labels.draw import DrawnLabel, draw_label
from qr_labels.font import Font
from qr_labels.layout import PageLayout
from qr_labels.spec import LabelSpec


@dataclass(frozen=True)
class Cell:
    """A drawn label and where its upper left corner lies on the page, mm."""

    x: float
    y: float
    label: DrawnLabel


def lay_out(labels: Iterable[LabelSpec], layout: PageLayout, font: Font) -> Iterator[list[Cell]]:
    """The cells of every page in turn; only one page is held at a time."""
    rest = iter(labels)
    while page := list(islice(rest, layout.per_page)):
        yield [
            Cell(x, y, draw_label(label, layout.label, font))
            for label, (x, y) in zip(page, layout.origins(), strict=False)
        ]
