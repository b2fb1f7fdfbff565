"""Finds the row (or two rows) of column titles among titles, dates and data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.ledger.fields import GROUP_MARK, LedgerField, field_of_title, fold_title
from server.domain.ledger.sheet import Cell, MergedRange, Row, Sheet, is_blank
from server.domain.ledger.values.text import clean_text

_SEARCHED_ROWS = 10
_LONGEST_TITLE = 40
_FEWEST_FIELDS = 2
_SURE_FIELDS = 3

F = LedgerField
# A list of codes has these as well; a ledger says more of a thing.
_CODE_LIST = {F.NAME, F.CATEGORY, F.CATEGORY_CODE, F.SEQUENCE, F.NOTE, F.UNIT, F.REJECTION}


@dataclass(frozen=True, slots=True)
class Header:
    """``first_row`` and ``last_row`` count from 1; data begins at ``last_row + 1``.

    ``titles[i]`` is the title of column i, "" where there is none; of two rows they are joined
    (存放地点·房间).
    """

    first_row: int
    last_row: int
    titles: tuple[str, ...]


def find_header(sheet: Sheet) -> Header | None:
    """The best header among the first ten rows; None when this is no ledger sheet."""
    candidates = range(1, min(_SEARCHED_ROWS, len(sheet.rows)) + 1)
    best = max(candidates, key=lambda row: _score(sheet.rows[row - 1]), default=None)
    if best is None:
        return None
    header = header_at(sheet, best)
    return header if _is_ledger(header.titles) else None


def header_at(sheet: Sheet, row: int) -> Header:
    """The header that begins at ``row`` (from 1), for when a user points at it."""
    upper = sheet.rows[row - 1]
    if row < len(sheet.rows) and _is_lower_row(sheet, row, upper, sheet.rows[row]):
        return Header(row, row + 1, _joined(sheet, row, upper, sheet.rows[row]))
    return Header(row, row, tuple(_title(cell) for cell in upper))


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
    return text if len(text) <= _LONGEST_TITLE and not text[:1].isdigit() else ""


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
    return column >= len(upper) or is_blank(upper[column]) or _span(sheet, row, column) is not None


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


def _joined(sheet: Sheet, row: int, upper: Row, lower: Row) -> tuple[str, ...]:
    titles: list[str] = []
    group = ""
    for column in range(max(len(upper), len(lower))):
        above = _title(upper[column]) if column < len(upper) else ""
        below = _title(lower[column]) if column < len(lower) else ""
        span = _span(sheet, row, column)
        if above or span is None:
            group = above or (group if below and not sheet.merged else "")
        titles.append(_join(group if below else above, below))
    return tuple(titles)


def _join(above: str, below: str) -> str:
    if above and below and fold_title(above) != fold_title(below):
        return above + GROUP_MARK + below
    return below or above
