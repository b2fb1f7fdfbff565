"""Where labels stand on a page.

All lengths are millimetres from the upper left corner, all type sizes points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

MM_PER_POINT = 25.4 / 72
MARGIN = 2.0
"""Nothing is drawn nearer to a label's border: printers and rolls drift by a millimetre."""
SMALL_MARGIN = 1.2
"""The same on labels with a side under `SMALL_SIDE`, which have no millimetre to spare."""
SMALL_SIDE = 25
WHITE_EDGE = 4.5
"""Office printers leave about 4.2 mm of a sheet's edge white."""


@dataclass(frozen=True)
class Box:
    """A rectangle; x runs right, y runs down."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class CellShape:
    """The size of one label, and how near to its border nothing is drawn."""

    width: float
    height: float
    margin: float


@dataclass(frozen=True)
class PageLayout:
    """Pages of `columns` x `rows` labels of `width` x `height`, with gaps between them.

    `left` and `top` lead to the first label's corner. A roll has pages of one label.
    """

    name: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    gap_x: float = 0
    gap_y: float = 0

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    @property
    def is_roll(self) -> bool:
        return self.per_page == 1

    @property
    def right_edge(self) -> float:
        """White between the last column and the page's right edge."""
        labels = self.columns * self.width + (self.columns - 1) * self.gap_x
        return self.page_width - self.left - labels

    @property
    def bottom_edge(self) -> float:
        """White between the last row and the page's lower edge."""
        labels = self.rows * self.height + (self.rows - 1) * self.gap_y
        return self.page_height - self.top - labels

    @cached_property
    def shape(self) -> CellShape:
        """What every label of this layout has to fit into."""
        least = SMALL_MARGIN if min(self.width, self.height) < SMALL_SIDE else MARGIN
        if self.is_roll:
            return CellShape(self.width, self.height, least)
        nearest = min(self.left, self.top, self.right_edge, self.bottom_edge)
        return CellShape(self.width, self.height, max(least, WHITE_EDGE - max(0, nearest)))

    def origins(self) -> Iterator[tuple[float, float]]:
        """The upper left corner of every cell, row by row."""
        for row in range(self.rows):
            for column in range(self.columns):
                x = self.left + column * (self.width + self.gap_x)
                yield x, self.top + row * (self.height + self.gap_y)


def roll(name: str, width: float, height: float) -> PageLayout:
    """A roll of labels, one a page."""
    return PageLayout(name, width, height, 1, 1, 0, 0, width, height)
