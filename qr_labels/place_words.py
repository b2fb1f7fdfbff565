"""The words of a label in their space: the largest first, the foot at the bottom."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qr_labels.designs.design import Line, Words
from qr_labels.fit import FittedText, fit, line_height, rise
from qr_labels.font import EM, Font
from qr_labels.layout import MM_PER_POINT, Box
from qr_labels.text_style import Role, style_of

_GAP = 0.048
"""Between two pieces of the foot, for each millimetre of the space's side."""
_NAME_GAP = 0.075
"""The same between head, name and foot."""
_SIDE_OF_HEIGHT = 1.15
"""Words in a low and wide space are as large as in a square one of little more than its height."""
_HANGING = frozenset("（［〔《〈「『【｛")
"""Full-width brackets whose left half is empty: at the start of a line they move out by it."""


@dataclass(frozen=True)
class PlacedText:
    """A line of text: start of its baseline in mm, size in points."""

    text: str
    x: float
    baseline: float
    size: float


def place_words(words: Words, box: Box, font: Font, *, centred: bool) -> list[PlacedText]:
    """All words that have room, from the top down; the foot takes its part before the name.

    `centred` words stand in the middle of each line, and head and name in the middle of what the
    foot leaves.
    """
    column = _Column(box, font, centred=centred)
    head = [*column.head(words.head, words.tail)]
    name_role = Role.NAME if words.head else Role.TITLE
    foot = column.foot(words.foot, column.least(name_role) if words.name else 0)
    top = [*head, *column.top(words.name, name_role)]
    down = column.free / 2 if centred else 0
    return [*(replace(text, baseline=text.baseline + down) for text in top), *foot]


class _Column:
    """A space that is filled from its top and from its bottom."""

    def __init__(self, box: Box, font: Font, *, centred: bool) -> None:
        self._box = box
        self._font = font
        self._centred = centred
        side = min(math.sqrt(box.width * box.height), _SIDE_OF_HEIGHT * box.height)
        self._side = round(side, 1)
        self._top = box.y
        self._bottom = box.y + box.height

    @property
    def free(self) -> float:
        """Millimetres that neither top nor foot have taken."""
        return max(0, self._bottom - self._top)

    def least(self, role: Role) -> float:
        """The millimetres of one line of a role at its smallest, with the gap beside it."""
        return rise(style_of(role, self._side).smallest) + _NAME_GAP * self._side

    def head(self, text: str, tail: str) -> list[PlacedText]:
        """The head; where it has to be cut, its tail stands alone below it."""
        if self._fit(text + tail, Role.HEAD, self.free).is_cut and tail:
            most = self.free - self.least(Role.HEAD)
            cut = self._from_top(self._fit(text, Role.HEAD, most))
            return [*cut, *self.top(tail, Role.HEAD)]
        return self.top(text + tail, Role.HEAD)

    def top(self, text: str, role: Role) -> list[PlacedText]:
        return self._from_top(self._fit(text, role, self.free)) if text else []

    def foot(self, lines: tuple[Line, ...], kept: float) -> list[PlacedText]:
        """As many lines as leave `kept` millimetres free."""
        placed: list[PlacedText] = []
        for fitted in reversed(self._that_fit(lines, self.free - kept)):
            placed[:0] = self._lines(fitted, self._bottom - fitted.height)
            self._bottom -= fitted.height + _GAP * self._side
        if placed:
            self._bottom += (_GAP - _NAME_GAP) * self._side
        return placed

    def _that_fit(self, lines: tuple[Line, ...], room: float) -> list[FittedText]:
        """What is worth least is first set on a single line, then left out."""
        fitted = {line: self._fit(line.text, line.role, room) for line in lines}
        for shrink in (self._on_one_line, self._left_out):
            for line in sorted(lines, key=lambda line: line.worth):
                if self._height(fitted) > room:
                    shrink(fitted, line)
        return list(fitted.values())

    def _on_one_line(self, fitted: dict[Line, FittedText], line: Line) -> None:
        one = rise(style_of(line.role, self._side).sizes[0])
        fitted[line] = self._fit(line.text, line.role, one)

    def _left_out(self, fitted: dict[Line, FittedText], line: Line) -> None:
        del fitted[line]

    def _height(self, fitted: dict[Line, FittedText]) -> float:
        return sum(text.height + _GAP * self._side for text in fitted.values())

    def _fit(self, text: str, role: Role, height: float) -> FittedText:
        style = style_of(role, self._side)
        return fit(self._font, text, style, self._box.width, round(height, 3))

    def _from_top(self, fitted: FittedText) -> list[PlacedText]:
        top, self._top = self._top, self._top + fitted.height + _NAME_GAP * self._side
        return list(self._lines(fitted, top))

    def _lines(self, fitted: FittedText, top: float) -> Iterator[PlacedText]:
        """Lines of which the first has the top of its characters at `top`."""
        step, first = line_height(fitted.size), top + rise(fitted.size)
        for index, line in enumerate(fitted.lines):
            yield PlacedText(line, self._x(line, fitted.size), first + index * step, fitted.size)

    def _x(self, line: str, size: float) -> float:
        if self._centred:
            width = self._font.width(line) / EM * size * MM_PER_POINT
            return self._box.x + (self._box.width - width) / 2
        hang = size * MM_PER_POINT / 2 if line[0] in _HANGING else 0
        return self._box.x - hang
