"""A bureau's own empty workbook, filled with its formatting kept.

Between the header and what follows below the list lies a block of empty, ruled rows. More rows than
the block has push down its last row and all below it: merged cells, heights, the print area, and
the formulas, so that a total below still sums the whole list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from server.domain.bureau_template import Plan
from server.domain.ledger.sheet import MergedRange, Sheet
from server.domain.problems_forms import BureauSheetGone
from server.reports.bureau_rows import empty_rows, push_down
from server.reports.file_limits import CELL_LENGTH
from server.reports.safe_book import is_risky

Value = str | int | Decimal | date | None


def fill_book(
    book: bytes, plan: Plan, rows: Sequence[Mapping[str, Value]], cells: Mapping[str, Value]
) -> bytes:
    """The workbook ``book`` with ``rows`` (values by column field) and ``cells`` (by cell field).
    Texts are never formulas, whatever they begin with. Charts and macros are left out.

    Raises BureauSheetGone when the plan's sheet is not in the book.
    """
    filled: Workbook = load_workbook(BytesIO(book))
    if plan.sheet not in filled.sheetnames:
        raise BureauSheetGone(sheet=plan.sheet)
    sheet = filled[plan.sheet]
    for place, cell_field in plan.cells.items():
        _put_beside(_top_left(sheet, place), cells.get(cell_field))
    _Rows(filled, sheet, plan).write(rows)
    out = BytesIO()
    filled.save(out)
    return out.getvalue()


def read_book(book: bytes) -> list[Sheet]:
    """The sheets of a workbook that was found harmless when it came in; formulas as texts."""
    return [_read(sheet) for sheet in load_workbook(BytesIO(book)).worksheets]


def _read(sheet: Worksheet) -> Sheet:
    merged = tuple(
        MergedRange(one.min_row - 1, one.min_col - 1, one.max_row - 1, one.max_col - 1)
        for one in sheet.merged_cells.ranges
    )
    return Sheet(sheet.title, [tuple(row) for row in sheet.values], merged)


class _Rows:
    """The list of a sheet. What its first row looks like, all rows that are added look like."""

    def __init__(self, book: Workbook, sheet: Worksheet, plan: Plan) -> None:
        self._book, self._sheet, self._first = book, sheet, plan.first_row
        self._columns = {
            column_index_from_string(letter): field for letter, field in plan.columns.items()
        }
        self._room = empty_rows(sheet, plan.first_row, frozenset(self._columns))
        self._merged = [
            (one.min_col, one.max_col)
            for one in sheet.merged_cells.ranges
            if one.min_row == one.max_row == plan.first_row
        ]

    def write(self, rows: Sequence[Mapping[str, Value]]) -> None:
        pattern = [copy(cell) for cell in self._sheet[self._first]]
        height = self._sheet.row_dimensions[self._first].height
        more = len(rows) - self._room
        if more > 0:
            push_down(self._book, self._sheet, self._first, self._room, more)
        for n, values in enumerate(rows):
            at = self._first + n
            if n >= self._room - 1 > 0 or n >= self._room:
                self._rule(at, pattern, height, is_last=n == len(rows) - 1)
            for column, field in self._columns.items():
                _put(self._sheet.cell(at, column), values.get(field))

    def _rule(
        self, at: int, pattern: Sequence[Cell | MergedCell], height: float | None, *, is_last: bool
    ) -> None:
        """Make the row ``at`` look like the first; the last one was pushed down and has its own
        look."""
        if is_last and self._room > 1:
            return
        self._sheet.row_dimensions[at].height = height
        for one in pattern:
            cell = self._sheet.cell(at, one.column)
            cell._style = copy(one._style)
            if isinstance(one, Cell) and one.data_type == "f" and isinstance(one.value, str):
                where = f"{get_column_letter(one.column)}{self._first}"
                cell.value = Translator(one.value, where).translate_formula(cell.coordinate)
        for first, last in self._merged:
            self._sheet.merge_cells(start_row=at, end_row=at, start_column=first, end_column=last)


def _top_left(sheet: Worksheet, place: str) -> Cell:
    """The cell ``place``, or the first one of those it was merged with."""
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return sheet.cell(merged.min_row, merged.min_col)
    return sheet[place]


def _put_beside(cell: Cell, value: Value) -> None:
    """A cell that says 「单位：」 keeps its words, and the value stands behind them."""
    words = cell.value if isinstance(cell.value, str) else ""
    if words.rstrip().endswith((":", "：")):
        _put(cell, words.rstrip() + ("" if value is None else str(value)))
    else:
        _put(cell, value)


def _put(cell: Any, value: Value) -> None:
    """A text stays a text: with the apostrophe where a program could take it for a formula."""
    if isinstance(cell, MergedCell):
        return
    if not isinstance(value, str):
        cell.value = value
        return
    text = ILLEGAL_CHARACTERS_RE.sub("", value)[:CELL_LENGTH]
    cell.value = text
    cell.data_type = "s"
    if is_risky(text):
        cell.quotePrefix = True
