"""Where a line of Chinese may end (after GB/T 15834 and the usual 避头尾 rules)."""

from __future__ import annotations

from collections.abc import Callable

NEVER_FIRST = frozenset("）)】］]〕》〉」』｝}。．，,、；;：:！!？?％%‰℃°…—～·’”")
NEVER_LAST = frozenset("（(【［[〔《〈「『｛{‘“￥¥＄$№#＃")
_LATIN_END = "\u0250"
_AFTER_THESE_A_WORD_MAY_BREAK = frozenset("-/_.,:)")

Fits = Callable[[str], bool]


def break_lines(text: str, fits: Fits) -> list[str]:
    """Break `text` into lines for which `fits` holds, as full as they go.

    Words and numbers in Latin letters stay whole unless one alone is longer than a line. A
    single character that does not fit stands on a line of its own.
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if fits((line + unit).rstrip()):
            line += unit
            continue
        if line:
            lines.append(line.rstrip())
        *full, line = _split_long(unit.lstrip(), fits)
        lines.extend(full)
    return [*lines, line.rstrip()] if line else lines


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if before.isspace() or after.isspace():
        return not after.isspace()
    if before in NEVER_LAST or after in NEVER_FIRST:
        return False
    return not (_is_latin(before) and _is_latin(after))


def _units(text: str) -> list[str]:
    """The pieces that stay on one line, spaces at their ends."""
    units: list[str] = []
    start = 0
    for end in range(1, len(text)):
        if may_break(text[end - 1], text[end]):
            units.append(text[start:end])
            start = end
    return [*units, text[start:]]


def _is_latin(symbol: str) -> bool:
    return symbol < _LATIN_END


def _split_long(unit: str, fits: Fits) -> list[str]:
    """A unit longer than a line: broken after a hyphen or the like, else where it is full."""
    pieces: list[str] = []
    while not fits(unit.rstrip()) and len(unit) > 1:
        cut = max(1, next(end for end in range(1, len(unit) + 1) if not fits(unit[:end])) - 1)
        cut = _better_cut(unit, cut)
        pieces.append(unit[:cut])
        unit = unit[cut:]
    return [*pieces, unit]


def _better_cut(unit: str, cut: int) -> int:
    """The last place up to `cut` where a break looks right, not before half of it."""
    for place in range(cut, max(1, cut // 2) - 1, -1):
        if unit[place - 1] in _AFTER_THESE_A_WORD_MAY_BREAK and unit[place] not in NEVER_FIRST:
            return place
    for place in range(cut, max(1, cut // 2) - 1, -1):
        if unit[place - 1] not in NEVER_LAST and unit[place] not in NEVER_FIRST:
            return place
    return cut
