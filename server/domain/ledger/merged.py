"""Gives the lower rows of a vertically merged cell the value that a reader sees there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.sheet import Cell, Row, Sheet, is_blank, is_blank_row

F = LedgerField
# A sum merged over three rows is one sum, not three.
_NEVER_REPEATED = frozenset(
    {F.QUANTITY, F.AMOUNT, F.UNIT_PRICE, F.SERIAL_NUMBER, F.SEQUENCE, F.NOTE}
)


def filled_rows(
    sheet: Sheet, last_header_row: int, mapping: Mapping[int, LedgerField]
) -> Iterator[tuple[int, Row]]:
    """(row number from 1, cells) of the rows below the header; blank rows stay blank."""
    fills = _fills(sheet, last_header_row, mapping)
    for index in range(last_header_row, len(sheet.rows)):
        row = sheet.rows[index]
        columns = fills.get(index)
        yield index + 1, _filled(row, columns) if columns and not is_blank_row(row) else row


def _fills(
    sheet: Sheet, first_index: int, mapping: Mapping[int, LedgerField]
) -> dict[int, dict[int, Cell]]:
    """Row index -> column -> value. Ranges reach no further than the sheet has rows."""
    fills: dict[int, dict[int, Cell]] = {}
    for merged in sheet.merged:
        column = merged.first_column
        if merged.first_row < first_index or mapping.get(column) in _NEVER_REPEATED:
            continue
        value = _cell(sheet.rows, merged.first_row, column)
        for index in range(merged.first_row + 1, min(merged.last_row + 1, len(sheet.rows))):
            fills.setdefault(index, {})[column] = value
    return fills


def _cell(rows: list[Row], index: int, column: int) -> Cell:
    row = rows[index] if index < len(rows) else ()
    return row[column] if column < len(row) else None


def _filled(row: Row, columns: Mapping[int, Cell]) -> Row:
    cells = list(row) + [None] * (max(columns) + 1 - len(row))
    for column, value in columns.items():
        if is_blank(cells[column]):
            cells[column] = value
    return tuple(cells)
