"""Guesses which column holds which field, by title first and by content where titles fail."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from server.domain.ledger.column_content import Content, profile
from server.domain.ledger.fields import LedgerField
from server.domain.ledger.sheet import Row
from server.domain.ledger.titles import field_of_title, fold_title, is_ignored_title

F = LedgerField
ColumnMapping = Mapping[int, LedgerField]

_SAMPLE = 200
_BY_CONTENT = 10_000
_UNKNOWN = 20_000

_AMBIGUOUS_TITLES = frozenset(
    (
        *("编号", "编码", "no", "number", "id", "code", "流水号", "登记号"),
        *("单位", "状态", "类型", "类别", "分类", "种类"),
    )
)
_ALWAYS_AMBIGUOUS = (F.CATEGORY, F.CATEGORY_CODE)

_CLASSES = frozenset(
    ("所在班级", "所在班", "使用班级", "使用班", "班级", "所属班级", "班级名称", "班别")
)
_SECOND_NAMES: dict[LedgerField, frozenset[str]] = {
    F.CATEGORY: frozenset(
        ("设备类型", "设备类别", "设备种类", "物品类别", "物品类型", "器材类别", "器材种类")
    ),
    F.NOTE: frozenset(("资产描述", "物品描述", "设备描述")),
}

# What a title may mean besides its first meaning, and the content that shows it.
_OTHER_MEANINGS: dict[LedgerField, tuple[tuple[Content, LedgerField], ...]] = {
    F.LEDGER_NUMBER: ((Content.COUNTING, F.SEQUENCE),),
    F.CATEGORY: (
        (Content.EXTINGUISHER_TYPES, F.EXTINGUISHER_TYPE),
        (Content.CATEGORY_CODES, F.CATEGORY_CODE),
        (Content.DIGIT_CODES, F.CATEGORY_CODE),
    ),
    F.CATEGORY_CODE: ((Content.WORDS, F.CATEGORY),),
    F.UNIT: ((Content.WORDS, F.DEPARTMENT),),
    F.USAGE_STATE: ((Content.EXTINGUISHER_TYPES, F.EXTINGUISHER_TYPE),),
}
# What content alone shows under an unknown or empty title.
_SHOWN: dict[Content, LedgerField] = {
    Content.EXTINGUISHER_TYPES: F.EXTINGUISHER_TYPE,
    Content.UNITS: F.UNIT,
    Content.USAGE_STATES: F.USAGE_STATE,
    Content.CATEGORY_CODES: F.CATEGORY_CODE,
    Content.CODES: F.LEDGER_NUMBER,
    Content.PLACES: F.PLACE,
    Content.COUNTING: F.SEQUENCE,
}


def guess_columns(titles: Sequence[str], sample_rows: Iterable[Row]) -> dict[int, LedgerField]:
    """Column index -> field; no field twice. Columns that say nothing are left out.

    ``sample_rows``: data rows below the header; the first 200 are looked at.
    """
    sample = [row for row, _ in zip(sample_rows, range(_SAMPLE), strict=False)]
    width = max([len(titles), *(len(row) for row in sample)], default=0)
    guesses = [
        (*guess, column)
        for column in range(width)
        if (guess := _guess(titles[column] if column < len(titles) else "", sample, column))
    ]
    taken: dict[LedgerField, int] = {}
    for _, field, column in sorted(guesses, key=lambda guess: (guess[0], guess[2])):
        if field is F.REJECTION:
            continue
        taken.setdefault(field, column)
    _second_choices(titles, taken)
    return {column: field for field, column in sorted(taken.items(), key=lambda item: item[1])}


def header_signature(titles: Sequence[str]) -> str:
    """A stable name of a header, under which a corrected mapping can be remembered."""
    folded = [fold_title(title) for title in titles]
    while folded and not folded[-1]:
        folded.pop()
    return hashlib.sha256("\x1f".join(folded).encode()).hexdigest()[:32]


def missing_fields(mapping: ColumnMapping) -> frozenset[LedgerField]:
    """Fields without which no row can be taken."""
    return frozenset({F.NAME}) - set(mapping.values())


def checked_mapping(mapping: Mapping[int, LedgerField]) -> ColumnMapping:
    """A user's mapping, read-only. Raises ValueError when a field stands twice."""
    if len(set(mapping.values())) != len(mapping):
        raise ValueError("a field stands for two columns")
    return MappingProxyType(dict(mapping))


def _second_choices(titles: Sequence[str], taken: dict[LedgerField, int]) -> None:
    """What a column says when another says its first meaning better: a class is whose thing it is
    where the place has a column, and the sort of a thing is its name where no name stands."""
    for column, title in enumerate(titles):
        if column in taken.values():
            continue
        if fold_title(title) in _CLASSES:
            taken.setdefault(F.DEPARTMENT, column)
    for field, words in _SECOND_NAMES.items():
        column = taken.get(field, len(titles))
        known = column < len(titles) and fold_title(titles[column]) in words
        if F.NAME not in taken and known and len(taken) > 1:
            taken[F.NAME] = taken.pop(field)


def _guess(title: str, sample: Sequence[Row], column: int) -> tuple[int, LedgerField] | None:
    contents = profile(row[column] if column < len(row) else None for row in sample)
    named = field_of_title(title)
    if named is None and is_ignored_title(title):
        return None
    if named is None:
        return _guess_by_content(title, contents)
    field, rank = named
    if field in _ALWAYS_AMBIGUOUS or fold_title(title) in _AMBIGUOUS_TITLES:
        for content, other in _OTHER_MEANINGS.get(field, ()):
            if content in contents:
                return _BY_CONTENT + rank, other
    return rank, field


def _guess_by_content(title: str, contents: frozenset[Content]) -> tuple[int, LedgerField] | None:
    if Content.DATES in contents and not title:
        return _UNKNOWN, F.ACQUIRED_ON
    for content, field in _SHOWN.items():
        if content in contents:
            return _UNKNOWN, field
    if Content.SMALL_NUMBERS in contents and (not title or "数" in title):
        return _UNKNOWN, F.QUANTITY
    return None
