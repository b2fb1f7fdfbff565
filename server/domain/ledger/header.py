"""Finds the rows of column titles among titles, dates and data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.sheet import Cell, MergedRange, Row, Sheet, is_blank
from server.domain.ledger.titles import GROUP_MARK, field_of_title, fold_title, is_numbered_title
from server.domain.ledger.values.text import clean_text

_SEARCHED_ROWS = 20
_MOST_ROWS = 3
_LONGEST_TITLE = 40
_FEWEST_FIELDS = 2
_SURE_FIELDS = 3

F = LedgerField
# A list of codes has these as well; a ledger says more of a thing.
_CODE_LIST = {F.NAME, F.CATEGORY, F.CATEGORY_CODE, F.SEQUENCE, F.NOTE, F.UNIT, F.REJECTION}
_UNIT_REMARK = re.compile(r"[(（\[【].{1,8}[)）\]】]")
_REQUIREMENT = re.compile(
    r"[(（\[【]?(?:非|可|条件)?(?:必填|选填|必选|可选|可空|不填|填写)项?[)）\]】]?"
)


@dataclass(frozen=True, slots=True)
class Header:
    """``first_row`` and ``last_row`` count from 1; data begins at ``last_row + 1``.

    ``titles[i]`` is the title of column i, "" where there is none; of several rows they are joined
    (存放地点·房间).
    """

    first_row: int
    last_row: int
    titles: tuple[str, ...]


def find_header(sheet: Sheet) -> Header | None:
    """The best header among the first twenty rows; None when this is no ledger sheet."""
    candidates = range(1, min(_SEARCHED_ROWS, len(sheet.rows)) + 1)
    best = max(candidates, key=lambda row: _score(sheet.rows[row - 1]), default=None)
    if best is None:
        return None
    header = header_at(sheet, best)
    return header if _is_ledger(header.titles) else None


def header_at(sheet: Sheet, row: int) -> Header:
    """The header of which ``row`` (from 1) is a part, for when a user points at it."""
    first = last = row
    while last < min(row + _MOST_ROWS - 1, len(sheet.rows)) and _go_together(sheet, last):
        last += 1
    while first > max(1, last - _MOST_ROWS + 1) and _go_together(sheet, first - 1):
        first -= 1
    titled = [n for n in range(first, last + 1) if not _all_match(_row(sheet, n), _REQUIREMENT)]
    width = max(len(_row(sheet, n)) for n in titled or [row])
    titles = tuple(_column_title(sheet, titled, column) for column in range(width))
    return Header(first, last, titles)


def _row(sheet: Sheet, number: int) -> Row:
    return sheet.rows[number - 1]


def _score(row: Row) -> int:
    fields = {found[0] for cell in row if (found := field_of_title(_title(cell)))}
    wrong = sum(1 for cell in row if not is_blank(cell) and not _title(cell))
    return 2 * len(fields) - wrong


def _is_ledger(titles: Sequence[str]) -> bool:
    fields = {found[0] for title in titles if (found := field_of_title(title))}
    telling = fields - _CODE_LIST
    if F.NAME in fields:
        return len(fields) >= _FEWEST_FIELDS and bool(telling)
    return len(telling) >= _SURE_FIELDS


def _title(cell: Cell) -> str:
    text = clean_text(cell) if isinstance(cell, str) else ""
    if len(text) > _LONGEST_TITLE or (text[:1].isdigit() and not is_numbered_title(text)):
        return ""
    return text


def _go_together(sheet: Sheet, row: int) -> bool:
    """True when the rows ``row`` and ``row + 1`` are both rows of one header."""
    upper, lower = _row(sheet, row), _row(sheet, row + 1)
    return (
        any(_crosses(sheet, merged, row) for merged in sheet.merged)
        or _all_match(lower, _UNIT_REMARK)
        or _all_match(lower, _REQUIREMENT)
        or (_is_upper_row(sheet, row) and _is_lower_row(sheet, row, upper, lower))
    )


def _crosses(sheet: Sheet, merged: MergedRange, row: int) -> bool:
    """A title merged downwards; a title of the whole table lies across most columns."""
    width = merged.last_column - merged.first_column + 1
    columns = max(len(_row(sheet, row)), len(_row(sheet, row + 1)))
    narrow = width == 1 or width * 2 < columns
    if not narrow or not merged.first_row <= row - 1 < merged.last_row:
        return False
    text = _title(_cell(sheet.rows[merged.first_row], merged.first_column))
    return bool(text) and merged.last_row - merged.first_row < _MOST_ROWS


def _all_match(row: Row, pattern: re.Pattern[str]) -> bool:
    texts = [clean_text(cell) for cell in row if not is_blank(cell)]
    return bool(texts) and all(pattern.fullmatch(text) for text in texts)


def _is_upper_row(sheet: Sheet, row: int) -> bool:
    """True when all its cells are titles, not 「单位：实验小学」, and it names or spans columns."""
    cells = [(n, _title(cell)) for n, cell in enumerate(_row(sheet, row)) if not is_blank(cell)]
    if len(cells) < _FEWEST_FIELDS or not all(
        text and not re.search("[:：]", text) for _, text in cells
    ):
        return False
    known = sum(1 for _, text in cells if field_of_title(text))
    spans = sum(1 for column, _ in cells if _span(sheet, row, column))
    return known + spans >= _FEWEST_FIELDS


def _is_lower_row(sheet: Sheet, row: int, upper: Row, lower: Row) -> bool:
    """True when ``lower`` names columns that ``upper`` leaves blank or spans."""
    texts = [(column, _title(cell)) for column, cell in enumerate(lower) if not is_blank(cell)]
    known = [column for column, text in texts if field_of_title(text)]
    open_columns = [column for column in known if _is_open(sheet, row, upper, column)]
    return (
        len(known) >= _FEWEST_FIELDS
        and len(known) * 2 > len(texts)
        and all(text for _, text in texts)
        and bool(open_columns)
        and not _repeats(upper, lower)
    )


def _is_open(sheet: Sheet, row: int, upper: Row, column: int) -> bool:
    return is_blank(_cell(upper, column)) or _span(sheet, row, column) is not None


def _repeats(upper: Row, lower: Row) -> bool:
    same = sum(1 for a, b in zip(upper, lower, strict=False) if a == b and not is_blank(a))
    return same >= _FEWEST_FIELDS


def _span(sheet: Sheet, row: int, column: int) -> MergedRange | None:
    """The merged range that lies across ``column`` in the header row ``row`` (from 1)."""
    for merged in sheet.merged:
        across = merged.first_column <= column <= merged.last_column
        if across and merged.first_row == row - 1 and merged.last_column > merged.first_column:
            return merged
    return None


def _column_title(sheet: Sheet, rows: Sequence[int], column: int) -> str:
    parts: list[str] = []
    for place, row in enumerate(rows):
        text = _title(_cell(_row(sheet, row), column))
        below = any(not is_blank(_cell(_row(sheet, n), column)) for n in rows[place + 1 :])
        if not text and below:
            text = _group_above(sheet, row, rows[-1], column)
        if text and fold_title(text) not in map(fold_title, parts):
            parts.append(text)
    return GROUP_MARK.join(parts)


def _group_above(sheet: Sheet, row: int, last_row: int, column: int) -> str:
    """The upper title that lies over a column without one of its own."""
    span = _span(sheet, row, column)
    if span is not None:
        return _title(_cell(_row(sheet, row), span.first_column))
    if any(row - 1 <= merged.first_row <= last_row - 1 for merged in sheet.merged):
        return ""
    upper = _row(sheet, row)
    for left in range(min(column, len(upper)) - 1, -1, -1):
        if not is_blank(upper[left]):
            grouped = not is_blank(_cell(_row(sheet, last_row), left))
            return _title(upper[left]) if grouped else ""
    return ""


def _cell(row: Row, column: int) -> Cell:
    return row[column] if column < len(row) else None
