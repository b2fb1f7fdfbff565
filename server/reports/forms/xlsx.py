"""Forms as a workbook: a sheet a form, dates as dates, numbers as numbers, never a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from server.reports.file_limits import CELL_LENGTH
from server.reports.forms.document import Cell, Column, Form, Kind, Paper, Table
from server.reports.forms.header import groups_of, is_grouped
from server.reports.safe_book import BOOK_OPTIONS, is_risky, sheet_name

_A4 = 9
_WHOLE_WIDTH = 130
_NARROWEST = 6
_FORMATS = {Kind.MOMENT: "yyyy-mm-dd hh:mm", Kind.CLOCK: "hh:mm:ss"}


def write_xlsx(paper: Paper, out: IO[bytes]) -> None:
    """A sheet is called as the part it begins, else as its title. Titles and facts stand above the
    header; what was drawn stands as name and time."""
    with xlsxwriter.Workbook(out, BOOK_OPTIONS) as book:
        styles = _Styles(book)
        used: set[str] = set()
        for form in paper.forms:
            sheet = book.add_worksheet(sheet_name(form.part or form.title, used))
            _SheetWriter(sheet, styles).write(form)


class _Styles:
    def __init__(self, book: Any) -> None:
        framed = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 14, "quote_prefix": True})
        self.plain = book.add_format({"quote_prefix": True})
        self.head = book.add_format(
            {**framed, "bold": True, "bg_color": "#e8e8e8", "align": "center", "quote_prefix": True}
        )
        self.text = book.add_format(framed)
        self.quoted = book.add_format({**framed, "quote_prefix": True})
        self.times = {
            kind: book.add_format({**framed, "num_format": _FORMATS.get(kind, "yyyy-mm-dd hh:mm")})
            for kind in Kind
        }
        self.day = book.add_format({**framed, "num_format": "yyyy-mm-dd"})
        self.money = book.add_format({**framed, "num_format": "0.00"})


class _SheetWriter:
    """Writes downwards: the workbook keeps one row in memory."""

    def __init__(self, sheet: Any, styles: _Styles) -> None:
        self._sheet = sheet
        self._styles = styles
        self._line = 0

    def write(self, form: Form) -> None:
        self._set_page(form)
        self._text_line(form.title, self._styles.title)
        for text in (*form.facts, *form.text, *form.legend):
            self._text_line(text, self._styles.plain)
        for table in form.tables:
            self._table(table)
        for text in (*form.notes, *(f"{one.label} {one.text}".strip() for one in form.signed)):
            self._text_line(text, self._styles.plain)

    def _set_page(self, form: Form) -> None:
        self._sheet.set_paper(_A4)
        if form.is_wide:
            self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer("&C&P / &N")
        columns = form.tables[0].columns if form.tables else ()
        whole = sum(column.width for column in columns)
        for n, column in enumerate(columns):
            width = max(column.width / whole * _WHOLE_WIDTH, _NARROWEST)
            self._sheet.set_column(n, n, width)

    def _table(self, table: Table) -> None:
        if table.heading:
            self._text_line(table.heading, self._styles.title)
        first = self._line
        self._over(table.columns)
        for n, column in enumerate(table.columns):
            self._sheet.write_string(self._line, n, column.title, self._styles.head)
        if len(table.rows) > 0:
            self._sheet.repeat_rows(first, self._line)
        self._line += 1
        for row in table.rows:
            for n, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._cell(n, cell, column.kind)
            self._line += 1
        if not table.rows and table.empty:
            self._text_line(table.empty, self._styles.plain)

    def _over(self, columns: Sequence[Column]) -> None:
        """The header's upper row, where it has one."""
        for first, last in groups_of(columns):
            over = columns[first].over
            if first == last:
                self._sheet.write_string(self._line, first, over, self._styles.head)
            else:
                self._sheet.merge_range(
                    self._line, first, self._line, last, over, self._styles.head
                )
        self._line += is_grouped(columns)

    def _cell(self, n: int, cell: Cell, kind: Kind) -> None:
        if cell is None:
            self._sheet.write_blank(self._line, n, None, self._styles.text)
        elif isinstance(cell, int | Decimal):
            style = self._styles.money if kind is Kind.MONEY else self._styles.text
            self._sheet.write_number(self._line, n, cell, style)
        elif isinstance(cell, datetime):
            self._sheet.write_datetime(self._line, n, cell, self._styles.times[kind])
        elif isinstance(cell, date):
            self._sheet.write_datetime(self._line, n, cell, self._styles.day)
        else:
            text = cell if isinstance(cell, str) else "\n".join(one.text for one in cell)
            quoted = self._styles.quoted if is_risky(text) else self._styles.text
            self._sheet.write_string(self._line, n, text[:CELL_LENGTH], quoted)

    def _text_line(self, text: str, style: Any) -> None:
        self._sheet.write_string(self._line, 0, text[:CELL_LENGTH], style)
        self._line += 1
