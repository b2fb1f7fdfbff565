"""The rows that were left aside, as a workbook to mend and import again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import IO, Any

import xlsxwriter

from server.domain.ledger.sheet import Cell, Row
from server.reports.file_limits import CELL_LENGTH
from server.reports.safe_book import BOOK_OPTIONS, is_risky, sheet_name

_REASONS_WIDTH = 60
_FIRST_YEAR = 1900
_LARGEST_EXACT = 1e15


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """``row`` is the number in the file it came from; ``reasons`` are sentences for people."""

    row: int
    cells: Row
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class RejectedSheet:
    """``titles`` are the sheet's own, so that the importer finds the columns again."""

    name: str
    titles: Sequence[str]
    rows: Iterable[RejectedRow]


@dataclass(frozen=True, slots=True)
class RejectedTitles:
    """Titles of the three columns added at the right. The importer leaves such columns out when
    they are among the words of ``LedgerField.REJECTION``."""

    sheet: str
    row: str
    reasons: str


def write_rejected_rows(
    sheets: Iterable[RejectedSheet], titles: RejectedTitles, out: IO[bytes] | BytesIO
) -> None:
    """Writes an .xlsx into ``out``: one sheet for each source sheet, header in row 1, the original
    columns, then source sheet, source row and reasons. No cell is ever a formula."""
    with xlsxwriter.Workbook(out, BOOK_OPTIONS) as book:
        used: set[str] = set()
        for sheet in sheets:
            worksheet = book.add_worksheet(sheet_name(sheet.name, used))
            _Writer(book, worksheet).write_sheet(sheet, titles)
        if not used:
            book.add_worksheet()


class _Writer:
    def __init__(self, book: Any, worksheet: Any) -> None:
        self._sheet = worksheet
        self._bold = book.add_format({"bold": True, "quote_prefix": True})
        # The apostrophe keeps a cell text when somebody edits it.
        self._quoted = book.add_format({"quote_prefix": True})

    def write_sheet(self, sheet: RejectedSheet, titles: RejectedTitles) -> None:
        rows = list(sheet.rows)
        width = max([len(sheet.titles), *(len(row.cells) for row in rows)])
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(width + 2, width + 2, _REASONS_WIDTH)
        head = [*sheet.titles, *[""] * (width - len(sheet.titles))]
        for column, title in enumerate([*head, titles.sheet, titles.row, titles.reasons]):
            self._sheet.write_string(0, column, title, self._bold)
        for line, row in enumerate(rows, 1):
            for column, cell in enumerate(row.cells):
                self._write_cell(line, column, cell)
            self._write_cell(line, width, sheet.name)
            self._write_cell(line, width + 1, row.row)
            self._write_cell(line, width + 2, "\n".join(row.reasons))

    def _write_cell(self, line: int, column: int, cell: Cell) -> None:
        if cell is None:
            return
        if isinstance(cell, bool):
            self._sheet.write_boolean(line, column, cell)
        elif isinstance(cell, float | int) and abs(cell) < _LARGEST_EXACT:
            self._sheet.write_number(line, column, cell)
        elif isinstance(cell, date) and cell.year >= _FIRST_YEAR:
            moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
            self._sheet.write_datetime(line, column, moment.replace(tzinfo=None))
        else:
            self._write_text(line, column, str(cell)[:CELL_LENGTH])

    def _write_text(self, line: int, column: int, text: str) -> None:
        quoted = self._quoted if is_risky(text) else None
        self._sheet.write_string(line, column, text, quoted)
