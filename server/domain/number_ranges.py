"""Ledger numbers that follow each other, as people write them: TY0067–TY0116."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from server.domain.natural_order import natural_key

_COUNTED = re.compile(r"(.*?)([0-9]{1,18})")
_SHORTEST = 3


def number_ranges(numbers: Iterable[str], dash: str = "–") -> list[str]:
    """Each number once, in order; three or more that follow each other, written with equally many
    digits, as the first and the last."""
    runs: list[list[str]] = []
    for number in sorted(set(numbers), key=lambda one: (natural_key(one), one)):
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    return [text for run in runs for text in _written(run, dash)]


def _written(run: list[str], dash: str) -> Iterator[str]:
    if len(run) < _SHORTEST:
        yield from run
    else:
        yield f"{run[0]}{dash}{run[-1]}"


def _follows(before: str, number: str) -> bool:
    first, second = _COUNTED.fullmatch(before), _COUNTED.fullmatch(number)
    if not first or not second or first[1] != second[1]:
        return False
    return len(first[2]) == len(second[2]) and int(first[2]) + 1 == int(second[2])
