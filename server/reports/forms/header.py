"""Titles of a table's columns that stand under others, in two rows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from server.reports.forms.document import Column


def is_grouped(columns: Sequence[Column]) -> bool:
    """Whether the header has a second row."""
    return any(column.over for column in columns)


def groups_of(columns: Sequence[Column]) -> list[tuple[int, int]]:
    """First and last column, from 0, of each run of neighbours that stand under one title."""
    runs, at = [], 0
    for over, run in groupby(columns, key=lambda column: column.over):
        length = len(list(run))
        if over:
            runs.append((at, at + length - 1))
        at += length
    return runs
