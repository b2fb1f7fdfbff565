"""Plain tables as a workbook: one sheet a table, written row by row in little memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from server.reports.file_limits import CELL_LENGTH
from server.reports.safe_book import BOOK_OPTIONS, is_risky, sheet_name

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Table:
    """``titles`` and ``widths`` (in characters) of the columns; ``above``: lines over the head."""

    name: str
    titles: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()


def write_tables(tables: Iterable[Table], out: IO[bytes]) -> None:
    """Writes an .xlsx into ``out``. Texts stay texts, whatever they look like; Decimals are money
    with two places."""
    with xlsxwriter.Workbook(out, BOOK_OPTIONS) as book:
        used: set[str] = set()
        formats = _Formats(book)
        for table in tables:
            _write(book.add_worksheet(sheet_name(table.name, used)), table, formats)


class _Formats:
    def __init__(self, book: Any) -> None:
        self.bold = book.add_format({"bold": True, "text_wrap": True})
        self.money = book.add_format({"num_format": "#,##0.00"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        # The apostrophe keeps a cell text when somebody edits it.
        self.quoted = book.add_format({"quote_prefix": True})


def _write(sheet: Any, table: Table, formats: _Formats) -> None:
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, width)
    for line, text in enumerate(table.above):
        sheet.write_string(line, 0, text)
    head = len(table.above)
    sheet.freeze_panes(head + 1, 0)
    for column, title in enumerate(table.titles):
        sheet.write_string(head, column, title, formats.bold)
    for line, row in enumerate(table.rows, head + 1):
        for column, value in enumerate(row):
            _write_value(sheet, line, column, value, formats)


def _write_value(sheet: Any, line: int, column: int, value: Value, formats: _Formats) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        kept = formats.quoted if is_risky(value) else None
        sheet.write_string(line, column, value[:CELL_LENGTH], kept)
    elif isinstance(value, date):
        sheet.write_datetime(line, column, value, formats.day)
    else:
        money = isinstance(value, Decimal)
        sheet.write_number(line, column, value, formats.money if money else None)
