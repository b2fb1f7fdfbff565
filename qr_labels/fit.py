"""Fit words into a space: shrink first, then wrap, then end in an ellipsis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qr_labels.font import EM, Font
from qr_labels.layout import MM_PER_POINT, TextStyle
from qr_labels.linebreak import NEVER_LAST, Fits, break_lines

LEADING = 1.22
"""Distance of two baselines, in type sizes."""
ELLIPSIS = "…"


@dataclass(frozen=True)
class FittedText:
    """Lines at one type size in points."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Millimetres that the lines take, leading included."""
        return len(self.lines) * line_height(self.size)


def line_height(size: float) -> float:
    """Millimetres from baseline to baseline at `size` points."""
    return size * LEADING * MM_PER_POINT


@lru_cache(maxsize=4096)
def fit(font: Font, text: str, style: TextStyle, width: float, height: float) -> FittedText:
    """`text` within `width` x `height` mm, at the largest size of the fewest lines."""
    most = _most_lines(style, height)
    for lines in range(1, most + 1):
        for size in style.sizes:
            if lines * line_height(size) > height and lines > 1:
                continue
            broken = break_lines(text, _fits(font, size, width))
            if len(broken) <= lines:
                return FittedText(size, _balanced(font, text, size, width, broken))
    return _cut(font, text, style.sizes[-1], width, most)


def _most_lines(style: TextStyle, height: float) -> int:
    return max(1, min(style.max_lines, int(height / line_height(style.sizes[-1]) + 1e-6)))


def _fits(font: Font, size: float, width: float) -> Fits:
    limit = width / (size * MM_PER_POINT) * EM
    return lambda line: font.width(line) <= limit


def _balanced(
    font: Font, text: str, size: float, width: float, lines: list[str]
) -> tuple[str, ...]:
    """As many lines in the narrowest column that holds them: no lone character at the end.

    A narrower column must not split what the full one keeps whole, so the number of lines and
    the words at their ends decide: spaces and Chinese characters break freely, words do not.
    """
    best = lines
    for tenths in range(9, 4, -1):
        narrower = break_lines(text, _fits(font, size, width * tenths / 10))
        if len(narrower) > len(lines) or _splits_a_word(narrower):
            break
        best = narrower
    return tuple(best)


def _splits_a_word(lines: list[str]) -> bool:
    return any(first[-1].isascii() and second[0].isascii() for first, second in pairwise(lines))


def _cut(font: Font, text: str, size: float, width: float, most: int) -> FittedText:
    fits = _fits(font, size, width)
    lines = break_lines(text, fits)[:most]
    last = lines[-1]
    while last and (last[-1] in NEVER_LAST or last[-1].isspace() or not fits(last + ELLIPSIS)):
        last = last[:-1]
    return FittedText(size, (*lines[:-1], last + ELLIPSIS))
