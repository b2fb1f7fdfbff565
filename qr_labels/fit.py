"""Fit words into a space: shrink first, then wrap, then end in an ellipsis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from qr_labels.font import EM, Font
from qr_labels.layout import MM_PER_POINT
from qr_labels.linebreak import NEVER_LAST, Fits, break_lines
from qr_labels.text_style import TextStyle

LEADING = 1.22
"""Distance of two baselines, in type sizes."""
RISE = 0.86
"""How far Chinese characters reach above the baseline, in type sizes."""
ELLIPSIS = "…"
_LATIN_WORD = re.compile(r"[A-Za-z0-9]+")


@dataclass(frozen=True)
class FittedText:
    """Lines at one type size in points."""

    size: float
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """Millimetres from the top of the first line's characters to the last baseline."""
        return text_height(self.size, len(self.lines))

    @property
    def is_cut(self) -> bool:
        """Whether there was not room for all."""
        return bool(self.lines) and self.lines[-1].endswith(ELLIPSIS)


def line_height(size: float) -> float:
    """Millimetres from baseline to baseline at `size` points."""
    return size * LEADING * MM_PER_POINT


def rise(size: float) -> float:
    """Millimetres from a baseline to the top of its characters at `size` points."""
    return size * RISE * MM_PER_POINT


def text_height(size: float, lines: int) -> float:
    """Millimetres from the top of the first line's characters to the last baseline."""
    return rise(size) + (lines - 1) * line_height(size)


@lru_cache(maxsize=4096)
def fit(font: Font, text: str, style: TextStyle, width: float, height: float) -> FittedText:
    """`text` within `width` x `height` mm: the fewest lines, at their largest size that fits.

    A Latin word or number is broken only where no size keeps it whole.
    """
    for may_split in (False, True):
        for lines, size in _steps(style, height):
            broken = _in_lines(font, text, size, width, lines)
            if broken and (may_split or _keeps_words(text, broken)):
                return FittedText(size, _balanced(font, text, size, width, broken))
    most = _most_lines(style, style.smallest, height)
    return _cut(font, text, style.smallest, width, most)


def lines_at(font: Font, text: str, size: float, width: float) -> list[str]:
    """`text` broken into lines of `width` mm at `size` points, as many as it takes."""
    return break_lines(text, _fits(font, size, width))


def _in_lines(font: Font, text: str, size: float, width: float, most: int) -> list[str]:
    """`text` on at most so many lines, none if they do not hold it."""
    if _fits(font, size, width)(text):
        return [text]
    lines = lines_at(font, text, size, width) if most > 1 else []
    return lines if len(lines) <= most else []


def _steps(style: TextStyle, height: float) -> Iterator[tuple[int, float]]:
    """(lines, size) in the order of trying."""
    for lines in range(1, style.max_lines + 1):
        for size in style.sizes:
            if text_height(size, lines) <= height:
                yield lines, size
    for size in style.squeezed:
        yield _most_lines(style, size, height), size


def _most_lines(style: TextStyle, size: float, height: float) -> int:
    """The lines that the height holds; one is always printed."""
    fitting = [n for n in range(1, style.max_lines + 1) if text_height(size, n) <= height]
    return max(fitting, default=1)


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
    for tenths in range(9, 4, -1) if len(lines) > 1 else ():
        narrower = break_lines(text, _fits(font, size, width * tenths / 10))
        if len(narrower) > len(lines) or _splits_a_word(narrower):
            break
        best = narrower
    return tuple(best)


def _splits_a_word(lines: list[str]) -> bool:
    return any(first[-1].isascii() and second[0].isascii() for first, second in pairwise(lines))


def _keeps_words(text: str, lines: list[str]) -> bool:
    return len(_LATIN_WORD.findall(text)) == sum(len(_LATIN_WORD.findall(line)) for line in lines)


def _cut(font: Font, text: str, size: float, width: float, most: int) -> FittedText:
    fits = _fits(font, size, width)
    lines = break_lines(text, fits)[:most]
    last = lines[-1]
    while last and (last[-1] in NEVER_LAST or last[-1].isspace() or not fits(last + ELLIPSIS)):
        last = last[:-1]
    return FittedText(size, (*lines[:-1], last + ELLIPSIS))
