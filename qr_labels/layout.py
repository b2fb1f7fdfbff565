"""Where things stand: labels on a page and words on a label.

All lengths are millimetres from the upper left corner, all type sizes points (1/72 inch).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True)
class Box:
    """A rectangle; x runs right, y runs down."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class TextStyle:
    """Type sizes to try, the largest first, and the most lines allowed.

    Words too long for that get the `squeezed` sizes, before they end in an ellipsis.
    """

    sizes: tuple[float, ...]
    max_lines: int
    squeezed: tuple[float, ...] = ()


@dataclass(frozen=True)
class LabelDesign:
    """An asset's label: symbol and readable code at the left, words at the right.

    `symbol` is a square that includes the quiet zone (which may reach over the label's edge when
    the neighbour is as white). The code is centred under the symbol on
    `code_baseline`. In `words` the name starts at the top, and place, number and school end at the
    bottom, on the code's baseline.
    """

    width: float
    height: float
    symbol: Box
    code_size: float
    code_baseline: float
    words: Box
    name: TextStyle
    place: TextStyle
    number: TextStyle
    school: TextStyle


@dataclass(frozen=True)
class PageLayout:
    """Pages of `columns` x `rows` labels; a roll has pages of one label."""

    name: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    left: float
    top: float
    pitch_x: float
    pitch_y: float
    label: LabelDesign

    @property
    def per_page(self) -> int:
        return self.columns * self.rows

    def origins(self) -> Iterator[tuple[float, float]]:
        """The upper left corner of every cell, row by row."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield self.left + column * self.pitch_x, self.top + row * self.pitch_y


def roll(name: str, label: LabelDesign) -> PageLayout:
    """A roll of labels, one a page."""
    return PageLayout(name, label.width, label.height, 1, 1, 0, 0, label.width, label.height, label)
