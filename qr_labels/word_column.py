"""A space that is filled with words from its top and from its bottom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qr_labels.designs.design import Line
from qr_labels.fit import FittedText, fit, line_height, rise
from qr_labels.font import EM, Font
from qr_labels.layout import MM_PER_POINT, Box
from qr_labels.printed_words import JOINT
from qr_labels.text_style import Role, style_of

_GAP = 0.048
"""Between two pieces of the foot, for each millimetre of the type's side."""
_NAME_GAP = 0.075
"""The same between head, name and foot."""
_LEFT_OUT = 10
"""A line left out is a loss as ten that are cut."""
_HANGING = frozenset("（［〔《〈「『【｛")
"""Full-width brackets whose left half is empty: at the start of a line they move out by it."""


@dataclass(frozen=True)
class PlacedText:
    """A line of text: start of its baseline in mm, size in points."""

    text: str
    x: float
    baseline: float
    size: float


class WordColumn:
    """Words in `box`, their sizes those of a square space with a side of `side` mm.

    `lost` counts what was cut or left out, but not of lines of no worth.
    """

    def __init__(self, box: Box, font: Font, side: float, *, centred: bool) -> None:
        self.lost = 0
        self._box = box
        self._font = font
        self._centred = centred
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
        joined = f"{text}{JOINT}{tail}" if tail else text
        if not (tail and self._fit(joined, Role.HEAD, self.free).is_cut):
            return self.top(joined, Role.HEAD)
        most = self.free - self.least(Role.NAME)
        cut = self._from_top(self._fit(text, Role.HEAD, most))
        return [*cut, *self.top(tail, Role.NAME)]

    def top(self, text: str, role: Role) -> list[PlacedText]:
        """Words below what is at the top already."""
        return self._from_top(self._fit(text, role, self.free)) if text else []

    def foot(self, lines: tuple[Line, ...], kept: float) -> list[PlacedText]:
        """At the bottom as many lines as leave `kept` millimetres free."""
        placed: list[PlacedText] = []
        for fitted in reversed(self._with_room(lines, self.free - kept)):
            placed[:0] = self._lines(fitted, self._bottom - fitted.height)
            self._bottom -= fitted.height + _GAP * self._side
        if placed:
            self._bottom += (_GAP - _NAME_GAP) * self._side
        return placed

    def _with_room(self, lines: tuple[Line, ...], room: float) -> list[FittedText]:
        """Those worth most come first to their room, on one line if there is no more of it."""
        fitted: dict[Line, FittedText] = {}
        for line in sorted(lines, key=lambda line: -line.worth):
            for text in self._settings(line):
                height = text.height + _GAP * self._side
                if height <= room:
                    fitted[line] = text
                    room -= height
                    break
            self.lost += self._loss(line, fitted.get(line))
        return [fitted[line] for line in lines if line in fitted]

    def _loss(self, line: Line, fitted: FittedText | None) -> int:
        if not line.worth:
            return 0
        return fitted.is_cut if fitted else _LEFT_OUT

    def _settings(self, line: Line) -> Iterator[FittedText]:
        """The ways to set a line of the foot, the best first."""
        natural = self._fit(line.text, line.role, self._box.height)
        short = self._fit(line.short, line.role, self._box.height) if line.short else natural
        yield short if len(short.lines) < len(natural.lines) or natural.is_cut else natural
        yield self._fit(line.short or line.text, line.role, rise(self._largest(line.role)))

    def _largest(self, role: Role) -> float:
        return style_of(role, self._side).sizes[0]

    def _fit(self, text: str, role: Role, height: float) -> FittedText:
        style = style_of(role, self._side)
        return fit(self._font, text, style, self._box.width, round(height, 3))

    def _from_top(self, fitted: FittedText) -> list[PlacedText]:
        if fitted.height > self.free:
            self.lost += _LEFT_OUT
            return []
        self.lost += fitted.is_cut
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
