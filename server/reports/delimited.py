"""Rows of a CSV text: comma, tab, semicolon or bar."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import Literal

from server.domain.ledger.sheet import Row
from server.domain.problems import FileTooManyColumns, FileTooManyRows, FileUnreadable
from server.reports.file_limits import CELL_LENGTH, FileLimits

_DELIMITERS = ",\t;|"
_SAMPLE_LINES = 20
_LONGEST_LINE = 1_000_000
_MOST_LINES = 20
_QUOTED = re.compile('"[^"]*"')


def read_delimited(text: str, name: str, limits: FileLimits) -> list[Row]:
    """One row a record, so that ``rows[i]`` is row ``i + 1`` as a spreadsheet program shows it.

    Raises FileTooManyRows, FileTooManyColumns, FileUnreadable.
    """
    try:
        return _quoted_rows(text, limits)
    except csv.Error:
        pass
    try:
        return _rows(text, limits, csv.QUOTE_NONE)
    except csv.Error:
        raise FileUnreadable(name=name) from None


def _quoted_rows(text: str, limits: FileLimits) -> list[Row]:
    """A quote that is never closed makes one cell of all the lines below it: csv.Error."""
    rows = _rows(text, limits, csv.QUOTE_MINIMAL)
    if any(str(cell).count("\n") > _MOST_LINES for row in rows for cell in row):
        raise csv.Error
    return rows


def _rows(text: str, limits: FileLimits, quoting: Literal[0, 3]) -> list[Row]:
    rows: list[Row] = []
    for record in csv.reader(_lines(text), delimiter=_delimiter(text), quoting=quoting):
        rows.append(_row(record, limits))
        if len(rows) > limits.rows:
            raise FileTooManyRows(limit=limits.rows)
    return rows


def _row(record: list[str], limits: FileLimits) -> Row:
    while record and not record[-1].strip():
        record.pop()
    if len(record) > limits.columns:
        raise FileTooManyColumns(limit=limits.columns)
    return tuple(cell[:CELL_LENGTH] or None for cell in record)


def _lines(text: str) -> Iterator[str]:
    """Only real line ends part lines: ``str.splitlines`` would also break at U+2028 and others."""
    for line in re.split("(?<=\n)|(?<=\r)(?!\n)", text):
        if len(line) > _LONGEST_LINE:
            raise csv.Error
        if line:
            yield line.replace("\0", "")


def _delimiter(text: str) -> str:
    head = _QUOTED.sub("", "\n".join(text[:100_000].splitlines()[:_SAMPLE_LINES]))
    return max(_DELIMITERS, key=head.count)
