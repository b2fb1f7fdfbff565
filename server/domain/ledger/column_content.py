"""What the cells of one column look like, whatever its title says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from server.domain.ledger.sheet import Cell
from server.domain.ledger.values.dates import parse_date
from server.domain.ledger.values.errors import CellError
from server.domain.ledger.values.states import parse_usage_state
from server.domain.ledger.values.text import clean_text

_T = TypeVar("_T")
_MOST = 0.8
_FEWEST = 3
_COUNT_DIGITS = 6
_LONGEST_STATE = 6
_LARGEST_COUNT = 999
_LAST_DAY = date.max

_UNITS = frozenset("台张把个套件块幅组具只本支架间条副部双辆盏盒册扇床箱瓶根门樘对面座批卷株棵米")
_EXTINGUISHERS = re.compile(r".*(干粉|二氧化碳|水基|泡沫|洁净|气体).*")
_CATEGORY_CODE = re.compile(r"[A-Z]\d{6,8}")
_PADDED = re.compile(r"0\d\d")
# Digits alone may as well be a price, a telephone or a compact date.
_DIGIT_CODE = re.compile(r"\d{6,8}")
_CODE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9][A-Za-z0-9\-_/.]{3,39}")
_PLACE = re.compile(r".*(楼|室|厅|馆|堂|班|场|库|门口|走廊|校区|栋|幢|座).*|[A-Z]?-?\d{3}")


class Content(StrEnum):
    DATES = "dates"
    COUNTING = "counting"
    SMALL_NUMBERS = "small_numbers"
    UNITS = "units"
    USAGE_STATES = "usage_states"
    EXTINGUISHER_TYPES = "extinguisher_types"
    CATEGORY_CODES = "category_codes"
    DIGIT_CODES = "digit_codes"
    CODES = "codes"
    PLACES = "places"
    WORDS = "words"


def profile(cells: Iterable[Cell]) -> frozenset[Content]:
    """All kinds of content that at least 80 % of the filled cells have; nothing below 3 cells."""
    filled = [cell for cell in cells if clean_text(cell)]
    if len(filled) < _FEWEST:
        return frozenset()
    texts = [clean_text(cell) for cell in filled]
    found = {kind for kind, test in _TESTS.items() if _mostly(texts, test)}
    if _mostly(filled, _is_date):
        found.add(Content.DATES)
    if _counts_up(texts):
        found.add(Content.COUNTING)
    if Content.CODES in found and (len(set(texts)) < len(texts) * _MOST or Content.DATES in found):
        found.discard(Content.CODES)
    return frozenset(found)


def _mostly(values: list[_T], test: Callable[[_T], bool]) -> bool:
    return sum(map(test, values)) >= len(values) * _MOST


def _is_date(cell: Cell) -> bool:
    try:
        return parse_date(cell, _LAST_DAY) is not None
    except CellError:
        return False


def _counts_up(texts: list[str]) -> bool:
    """1, 2, 3; but 01001, 01002, 01003 are numbers of things."""
    numbers = [int(text) for text in texts if _is_number(text) and not _PADDED.match(text)]
    steps = sum(1 for a, b in pairwise(numbers) if b in (a + 1, 1))
    return len(numbers) >= len(texts) * _MOST and steps >= (len(numbers) - 1) * _MOST


def _is_state(text: str) -> bool:
    try:
        return len(text) <= _LONGEST_STATE and parse_usage_state(text) is not None
    except CellError:
        return False


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _COUNT_DIGITS


def _is_small_number(text: str) -> bool:
    return _is_number(text) and 1 <= int(text) <= _LARGEST_COUNT


_TESTS: dict[Content, Callable[[str], bool]] = {
    Content.SMALL_NUMBERS: _is_small_number,
    Content.UNITS: lambda text: text in _UNITS,
    Content.USAGE_STATES: _is_state,
    Content.EXTINGUISHER_TYPES: lambda text: bool(_EXTINGUISHERS.fullmatch(text)),
    Content.CATEGORY_CODES: lambda text: bool(_CATEGORY_CODE.fullmatch(text)),
    Content.DIGIT_CODES: lambda text: bool(_DIGIT_CODE.fullmatch(text)),
    Content.CODES: lambda text: bool(_CODE.fullmatch(text)),
    Content.PLACES: lambda text: bool(_PLACE.fullmatch(text)),
    Content.WORDS: lambda text: len(text) > 1 and not any(c.isascii() for c in text),
}
