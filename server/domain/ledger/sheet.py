"""A sheet as it stood in the file: raw cells, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | float | bool | date | datetime | time | timedelta | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MergedRange:
    """Rows and columns of merged cells, counted from 0, both ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows[i]`` is the spreadsheet's own row ``i + 1``; rows differ in length."""

    name: str
    rows: list[Row]
    merged: tuple[MergedRange, ...] = ()


def column_letter(index: int) -> str:
    """The spreadsheet's name of column ``index`` (from 0): 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def is_blank_row(row: Row) -> bool:
    return all(is_blank(cell) for cell in row)
