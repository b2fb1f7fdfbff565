"""Type sizes that suit a space: large labels speak with large words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

SMALLEST = 5.0
"""Points: below it Chinese characters are no more told apart on a printer of 203 dpi."""
_STEP = 0.93


@dataclass(frozen=True)
class TextStyle:
    """Type sizes to try, the largest first, and the most lines allowed.

    Words too long for that get the `squeezed` sizes, before they end in an ellipsis.
    """

    sizes: tuple[float, ...]
    max_lines: int
    squeezed: tuple[float, ...] = ()

    @property
    def smallest(self) -> float:
        return (*self.sizes, *self.squeezed)[-1]


@dataclass(frozen=True)
class _Range:
    """Largest, ordinary smallest and squeezed smallest size, in points for each millimetre of
    the space's side (the root of its area)."""

    largest: float
    smallest: float
    squeezed: float
    max_lines: int


class Role(Enum):
    """What words are on a label; it decides how large they are."""

    HEAD = _Range(0.8, 0.42, 0.34, max_lines=3)
    TITLE = _Range(0.56, 0.40, 0.30, max_lines=5)
    NAME = _Range(0.42, 0.30, 0.24, max_lines=5)
    PLACE = _Range(0.32, 0.27, 0.23, max_lines=2)
    FACT = _Range(0.32, 0.25, 0.21, max_lines=2)
    NUMBER = _Range(0.30, 0.23, 0.21, max_lines=2)
    SCHOOL = _Range(0.25, 0.19, 0.17, max_lines=1)


@lru_cache(maxsize=256)
def style_of(role: Role, side: float) -> TextStyle:
    """The sizes of a role in a space of `side` mm, in half points."""
    scale = role.value
    sizes = _down(scale.largest * side, scale.smallest * side)
    squeezed = _down(sizes[-1] * _STEP, scale.squeezed * side)
    below = tuple(size for size in squeezed if size < sizes[-1])
    return TextStyle(sizes, scale.max_lines, below)


def _down(largest: float, smallest: float) -> tuple[float, ...]:
    sizes: list[float] = []
    size = largest
    while size >= smallest or not sizes:
        sizes.append(max(SMALLEST, round(size * 2) / 2))
        size *= _STEP
    return tuple(dict.fromkeys(sizes))
