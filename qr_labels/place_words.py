"""The words of a label in their space: the largest first, the foot at the bottom."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from qr_labels.designs.design import Line, Words
from qr_labels.fit import FittedText, fit, line_height, rise
from qr_labels.font import EM, Font
from qr_labels.layout import MM_PER_POINT, Box
from qr_labels.text_style import Role, style_of

_GAP = 0.048
"""Between two pieces of the foot, for each millimetre of the space's side."""
_NAME_GAP = 0.075
"""The same between the name and what follows it."""
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
    """All words that have room, from the top down; the foot takes its part before the name."""
    column = _Column(box, font, centred)
    head = column.top(words.head, Role.HEAD)
    foot = column.foot(_worth_most(words, box))
    name = column.top(words.name, Role.NAME if words.head else Role.TITLE)
    return [*head, *name, *foot]


def _side(box: Box) -> float:
    return round(math.sqrt(box.width * box.height), 1)


def _worth_most(words: Words, box: Box) -> list[Line]:
    """The foot without the lines that would leave no room for head and name."""
    side = _side(box)
    room = box.height - sum(_least(role, side) for role in _top_roles(words))
    lines = list(words.foot)
    while lines and sum(_least(line.role, side) for line in lines) > room:
        lines.remove(min(lines, key=lambda line: line.worth))
    return lines


def _top_roles(words: Words) -> Iterator[Role]:
    if words.head:
        yield Role.HEAD
    if words.name:
        yield Role.NAME if words.head else Role.TITLE


def _least(role: Role, side: float) -> float:
    """The millimetres that one line of a role needs, with the gap beside it."""
    return rise(style_of(role, side).smallest) + _GAP * side


class _Column:
    """A space that is filled from its top and from its bottom."""

    def __init__(self, box: Box, font: Font, centred: bool) -> None:
        self._box = box
        self._font = font
        self._centred = centred
        self._side = _side(box)
        self._top = box.y
        self._bottom = box.y + box.height

    def top(self, text: str, role: Role) -> list[PlacedText]:
        if not text:
            return []
        fitted = self._fit(text, role)
        top, self._top = self._top, self._top + fitted.height + _NAME_GAP * self._side
        return list(self._lines(fitted, top))

    def foot(self, lines: list[Line]) -> list[PlacedText]:
        placed: list[PlacedText] = []
        for line in reversed(lines):
            fitted = self._fit(line.text, line.role)
            placed[:0] = self._lines(fitted, self._bottom - fitted.height)
            self._bottom -= fitted.height + _GAP * self._side
        self._bottom += (_GAP - _NAME_GAP) * self._side if lines else 0
        return placed

    def _fit(self, text: str, role: Role) -> FittedText:
        room = round(self._bottom - self._top, 3)
        return fit(self._font, text, style_of(role, self._side), self._box.width, room)

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
