"""Lines among the rows that say where the things below them stand: 「301教室」 across the table."""

from __future__ import annotations

from server.domain.ledger.sheet import Row, Sheet, is_blank
from server.domain.ledger.sheet_place import place_in_title
from server.domain.ledger.values.text import clean_text

_FEWEST_ACROSS = 3


def rows_across(sheet: Sheet) -> frozenset[int]:
    """Rows (from 0) with a cell that is merged across three columns or more."""
    return frozenset(
        merged.first_row
        for merged in sheet.merged
        if merged.last_column - merged.first_column >= _FEWEST_ACROSS - 1
    )


def is_section(row: Row, name_column: int | None, across: bool) -> bool:
    """True for a line of one text that lies across the table, or that clearly is a place and does
    not stand where names stand. ``across``: the row is one of ``rows_across``."""
    filled = [column for column, cell in enumerate(row) if not is_blank(cell)]
    if len(filled) != 1 or not isinstance(row[filled[0]], str):
        return False
    return across or (filled[0] != name_column and bool(section_place(row)))


def section_place(row: Row) -> str:
    """The place that a section's line names; "" when it names none, which ends the section."""
    return next((place_in_title(clean_text(cell)) for cell in row if not is_blank(cell)), "")
