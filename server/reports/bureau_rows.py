"""Rows that are pushed down in a workbook, with everything that names them."""

from __future__ import annotations

import re
from typing import Any

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

_REFERENCE = re.compile(r"(:?)(\$?[A-Za-z]{1,3}\$?)(\d{1,7})(?![\d(])")
_MOST_EMPTY = 2_000


def empty_rows(sheet: Worksheet, first: int, filled: frozenset[int]) -> int:
    """How many rows from ``first`` on are empty but for their lines, numbers printed beforehand and
    formulas in columns that are not ``filled``; at least 1."""
    rows = sheet.iter_rows(min_row=first + 1, max_row=min(sheet.max_row, first + _MOST_EMPTY))
    crossed = {
        row
        for one in sheet.merged_cells.ranges
        for row in range(one.min_row, one.max_row + 1)
        if one.max_row > one.min_row or _is_new(sheet, one, first)
    }
    room = 1
    for row in rows:
        if first + room in crossed or not all(_is_empty(cell, filled) for cell in row):
            break
        room += 1
    return room


def _is_new(sheet: Worksheet, merged: Any, first: int) -> bool:
    """Whether cells are merged otherwise than in the list's first row."""
    like = {(one.min_col, one.max_col) for one in sheet.merged_cells.ranges if one.min_row == first}
    return (merged.min_col, merged.max_col) not in like


def _is_empty(cell: Any, filled: frozenset[int]) -> bool:
    value = cell.value
    if value is None or isinstance(value, int | float):
        return True
    if not isinstance(value, str):
        return False
    return not value.strip() or (value.startswith("=") and cell.column not in filled)


def push_down(book: Workbook, sheet: Worksheet, first: int, room: int, more: int) -> None:
    """Make ``more`` rows room within the ``room`` rows from ``first`` on: the last of them moves
    with all below; of a single row all below."""
    begin = first + room - 1 if room > 1 else first + 1
    shift = _Shift(begin, more, last=first + room - 1)
    _push_heights(sheet, begin, more)
    _push_merged(sheet, begin, more)
    if begin <= sheet.max_row:
        last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
        sheet.move_range(f"A{begin}:{last}", rows=more)
    for other in book.worksheets:
        _rewrite_formulas(other, sheet, shift)
    if sheet.print_area:
        area = sheet.print_area.rpartition("!")[2]
        sheet.print_area = shift.moved(area.replace("$", ""))


class _Shift:
    """``last``: the list's last row, so that a range which ends there grows with the list."""

    def __init__(self, begin: int, more: int, last: int) -> None:
        self._begin, self._more, self._last = begin, more, last

    def moved(self, reference: str) -> str:
        return _REFERENCE.sub(self._one, reference)

    def _one(self, found: re.Match[str]) -> str:
        colon, column, digits = found.groups()
        row = int(digits)
        moves = row >= self._begin or (colon and row == self._last)
        return f"{colon}{column}{row + self._more * bool(moves)}"


def _push_heights(sheet: Worksheet, begin: int, more: int) -> None:
    dimensions = sheet.row_dimensions
    for row in sorted((row for row in dimensions if row >= begin), reverse=True):
        dimensions[row + more].height = dimensions[row].height
        dimensions[row + more].hidden = dimensions[row].hidden
        if row < begin + more:
            dimensions[row].height = None


def _push_merged(sheet: Worksheet, begin: int, more: int) -> None:
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row >= begin:
            sheet.merged_cells.remove(merged)
            merged.shift(row_shift=more)
            sheet.merged_cells.add(merged)
        elif merged.max_row >= begin:
            merged.expand(down=more)


def _rewrite_formulas(sheet: Worksheet, moved: Worksheet, shift: _Shift) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f" and isinstance(cell.value, str):
                cell.value = _rewritten(cell.value, sheet is moved, moved.title, shift)


def _rewritten(formula: str, is_own: bool, name: str, shift: _Shift) -> str:
    """One that cannot be read stays as it is."""
    try:
        tokens = Tokenizer(formula).items
    except TokenizerError:
        return formula
    return "=" + "".join(_token(token, is_own, name, shift) for token in tokens)


def _token(token: Token, is_own: bool, name: str, shift: _Shift) -> str:
    """A reference without a sheet's name is to the formula's own sheet."""
    value: str = token.value
    if token.type != Token.OPERAND or token.subtype != Token.RANGE:
        return value
    of, mark, cells = value.rpartition("!")
    if of.strip("'").replace("''", "'") == name or (is_own and not mark):
        return of + mark + shift.moved(cells)
    return value
