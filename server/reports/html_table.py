"""Rows of the tables in an HTML page: many web systems save one under the ending .xls."""

from __future__ import annotations

from html.parser import HTMLParser

from server.domain.ledger.sheet import Cell, MergedRange, Row, Sheet
from server.domain.problems import FileTooManyColumns, FileTooManyRows, FileUnreadable
from server.reports.file_limits import CELL_LENGTH, FileLimits

_CELLS = ("td", "th")
_SPAN_DIGITS = 6
_UNSEEN = ("style", "script", "head")


def read_html(text: str, name: str, limits: FileLimits) -> Sheet:
    """All tables of the page below each other as one sheet called ``name``.

    Raises FileTooManyRows, FileTooManyColumns, FileUnreadable.
    """
    parser = _TableParser(limits)
    try:
        parser.feed(text)
        parser.close()
    except AssertionError:  # the standard parser's answer to some broken declarations
        raise FileUnreadable(name=name) from None
    return Sheet(name, parser.rows, tuple(parser.merged))


class _TableParser(HTMLParser):
    def __init__(self, limits: FileLimits) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.merged: list[MergedRange] = []
        self._limits = limits
        self._cells: list[Cell] = []
        self._text: list[str] | None = None
        self._unseen = 0
        self._spans: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "tr":
            self._end_row()
        elif tag in _CELLS:
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif tag == "br" and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _CELLS:
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._unseen:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _begin_cell(self, attrs: dict[str, str | None]) -> None:
        self._skip_spanned()
        row, column = len(self.rows), len(self._cells)
        down = _span(attrs.get("rowspan"), self._limits.rows)
        across = _span(attrs.get("colspan"), self._limits.columns)
        if down > 1 or across > 1:
            self.merged.append(MergedRange(row, column, row + down - 1, column + across - 1))
        self._spans |= {column + i: row + down - 1 for i in range(across)}
        self._cells += [None] * across
        self._at = column
        self._text = []

    def _skip_spanned(self) -> None:
        while self._spans.get(len(self._cells), -1) >= len(self.rows):
            self._cells.append(None)
        if len(self._cells) >= self._limits.columns:
            raise FileTooManyColumns(limit=self._limits.columns)

    def _end_cell(self) -> None:
        if self._text is not None:
            self._cells[self._at] = " ".join("".join(self._text).split())[:CELL_LENGTH] or None
        self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self.rows.append(tuple(self._cells))
        self._cells = []
        if len(self.rows) > self._limits.rows:
            raise FileTooManyRows(limit=self._limits.rows)


def _span(text: str | None, limit: int) -> int:
    digits = (text or "")[:_SPAN_DIGITS]
    number = int(digits) if digits.isascii() and digits.isdigit() else 1
    return min(max(number, 1), limit)
