"""Where symbol, readable code and words stand on a label of a given shape."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from qr_labels.layout import MM_PER_POINT, Box, CellShape
from qr_labels.symbol import QUIET_ZONE

ADDRESS_MODULES = 29
"""A side of a version 3 symbol: what the longest address needs."""
BARE_MODULES = 21
"""A side of a version 1 symbol, which holds a code alone."""
LEAST_MODULE = 0.5
"""Millimetres: four dots of a printer of 203 dpi."""
GOOD_MODULE = 20 / 37
"""A version 3 symbol of 20 mm, its quiet zone included."""
_LARGEST_MODULE = 2.5
_OUTER_QUIET = 2.8
"""Modules of the quiet zone that lie on the label itself at its border; the rest of the four may
reach over it, where the neighbour is as white."""
_CAP_HEIGHT = 0.73 * MM_PER_POINT
"""Millimetres that capitals are high at one point."""
_CODE_SIZE = 0.414
"""Points of the readable code for each millimetre of the symbol above it: as wide as it is."""
_SMALLEST_CODE = 5.5
_LARGEST_CODE = 18.0
_DESCENT = 0.012
"""Room for what hangs below the last baseline, for each millimetre of the label's height."""
_WIDE = 1.2
"""A label this many times wider than high has its words beside the symbol, not below it."""
_SHARE_BESIDE = 0.5
_BESIDE = 23.0
"""Millimetres for a symbol of good size, even where that is more than its share."""
_SHARE_ABOVE = 0.6
_ABOVE = 16.5
"""Millimetres for a symbol and its code, even where that is more than their share."""
_LINE_BELOW = 3.0
"""Millimetres that are left for one line of words all the same."""
_LEAST_WORDS = 13.0
_CODE_GAP = 1.0


@dataclass(frozen=True)
class PlacedCode:
    """The readable code at most `width` mm wide; `x` is its middle if `centred`, else its start."""

    x: float
    baseline: float
    size: float
    width: float
    centred: bool


@dataclass(frozen=True)
class Arrangement:
    """`symbol` is a square with its quiet zone. `words` end on the lower edge of their box."""

    symbol: Box
    code: PlacedCode
    words: Box
    centred: bool


@lru_cache(maxsize=256)
def arrange(shape: CellShape, modules: int) -> Arrangement | None:
    """How a symbol of `modules` a side and its words stand; None where it would be too small.

    Words go beside the symbol on wide labels, else below it, and the readable code goes beside
    the symbol where nothing fits below. A symbol of 20 mm is preferred to all that.
    """
    wide = shape.width >= _WIDE * shape.height
    beside, above, flag = (way(shape, modules) for way in (_Beside, _Above, _Flag))
    ways: tuple[_Way, ...] = (beside, above, flag) if wide else (above, beside, flag)
    for least in (GOOD_MODULE, LEAST_MODULE):
        for way in ways:
            module = _largest(way.holds)
            if module >= least:
                return way.arrangement(module)
    return None


def _largest(holds: Callable[[float], bool]) -> float:
    """The largest side of a module that fits, in hundredths of a millimetre; 0 if none does."""
    sides = range(round(_LARGEST_MODULE * 100), 0, -1)
    return next((side / 100 for side in sides if holds(side / 100)), 0)


class _Way(ABC):
    """One way to share a label between symbol, code and words; `module` is a side in mm."""

    def __init__(self, shape: CellShape, modules: int) -> None:
        self.shape = shape
        self.modules = modules
        self.bottom = shape.height - shape.margin - max(0.4, _DESCENT * shape.height)

    @abstractmethod
    def holds(self, module: float) -> bool:
        """Whether all has room with such modules."""

    @abstractmethod
    def arrangement(self, module: float) -> Arrangement:
        """Where all stands with modules that it holds."""

    def outer(self, module: float) -> float:
        """From the label's border to the first dark module."""
        return max(self.shape.margin, _OUTER_QUIET * module)

    def dark(self, module: float) -> float:
        return self.modules * module

    def code_size(self, module: float) -> float:
        size = min(_LARGEST_CODE, max(_SMALLEST_CODE, _CODE_SIZE * self.dark(module)))
        return round(size, 1)

    def tower(self, module: float) -> float:
        """From the symbol's first dark row to the baseline of the code below it."""
        cap = self.code_size(module) * _CAP_HEIGHT
        return self.dark(module) + QUIET_ZONE * module + cap

    def symbol_at(self, x: float, y: float, module: float) -> Box:
        """The square whose first dark module is at (x, y)."""
        quiet = QUIET_ZONE * module
        side = self.dark(module) + 2 * quiet
        return Box(x - quiet, y - quiet, side, side)

    def words_x(self, module: float) -> float:
        """Where words may start at the right of a symbol at the left border."""
        return self.outer(module) + self.dark(module) + QUIET_ZONE * module

    def words_from(self, x: float, y: float, bottom: float) -> Box:
        return Box(x, y, self.shape.width - self.shape.margin - x, bottom - y)


class _Beside(_Way):
    """Symbol and code at the left, words at the right."""

    def holds(self, module: float) -> bool:
        high = self.outer(module) + self.tower(module) <= self.bottom
        return high and self.words_x(module) <= self._most_beside()

    def arrangement(self, module: float) -> Arrangement:
        x, words_x = self.outer(module), self.words_x(module)
        y = x + (self.bottom - x - self.tower(module)) / 2
        middle = x + self.dark(module) / 2
        width = 2 * min(middle - self.shape.margin, words_x - middle)
        baseline = y + self.tower(module)
        return Arrangement(
            symbol=self.symbol_at(x, y, module),
            code=PlacedCode(middle, baseline, self.code_size(module), width, centred=True),
            words=self.words_from(words_x, self.shape.margin, self.bottom),
            centred=False,
        )

    def _most_beside(self) -> float:
        width = self.shape.width
        return max(_SHARE_BESIDE * width, min(_BESIDE, width - self.shape.margin - _LEAST_WORDS))


class _Above(_Way):
    """Symbol and code above, words below, all in the middle."""

    def holds(self, module: float) -> bool:
        shape, outer = self.shape, self.outer(module)
        wide = self.dark(module) + 2 * outer <= shape.width
        most = max(_SHARE_ABOVE * shape.height, min(_ABOVE, self.bottom - _LINE_BELOW))
        return wide and outer + self.tower(module) <= most

    def arrangement(self, module: float) -> Arrangement:
        shape, y = self.shape, self.outer(module)
        baseline = y + self.tower(module)
        middle = shape.width / 2
        width = shape.width - 2 * shape.margin
        gap = max(_CODE_GAP, 0.03 * shape.height)
        return Arrangement(
            symbol=self.symbol_at(middle - self.dark(module) / 2, y, module),
            code=PlacedCode(middle, baseline, self.code_size(module), width, centred=True),
            words=self.words_from(shape.margin, baseline + gap, self.bottom),
            centred=True,
        )


class _Flag(_Way):
    """The symbol as high as the label, at its right the words and last the code."""

    def holds(self, module: float) -> bool:
        high = self.dark(module) + 2 * self.outer(module) <= self.shape.height
        room = self.shape.width - self.shape.margin - self.words_x(module)
        return high and room >= _LEAST_WORDS

    def arrangement(self, module: float) -> Arrangement:
        x, shape = self.words_x(module), self.shape
        size = min(self.code_size(module), 9)
        y = (shape.height - self.dark(module)) / 2
        words_bottom = self.bottom - size * _CAP_HEIGHT - _CODE_GAP
        return Arrangement(
            symbol=self.symbol_at(self.outer(module), y, module),
            code=PlacedCode(x, self.bottom, size, shape.width - shape.margin - x, centred=False),
            words=self.words_from(x, shape.margin, words_bottom),
            centred=False,
        )
