"""Sheets of .xlsx and .xls, read by a process of its own (``workbook_child``)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson

from server.domain.ledger.sheet import Cell, MergedRange, Row, Sheet
from server.domain.problems import (
    BadFile,
    FileTooManyColumns,
    FileTooManyRows,
    FileUnpacksTooLarge,
    FileUnreadable,
)
from server.reports.file_limits import CELL_LENGTH, FileLimits

_CHILD = Path(__file__).with_name("workbook_child.py")
_DATES: dict[str, Callable[[str], date]] = {"d": date.fromisoformat, "t": datetime.fromisoformat}


def read_workbook(path: Path, name: str, limits: FileLimits) -> list[Sheet]:
    """All worksheets in the file's order.

    Raises FileUnreadable, FileTooManyRows, FileTooManyColumns and, when reading
    takes more memory or time than ``limits`` allow, FileUnpacksTooLarge.
    """
    command = [sys.executable, "-P", str(_CHILD), str(path), orjson.dumps(asdict(limits)).decode()]
    with ExitStack() as stack:
        child = stack.enter_context(
            subprocess.Popen(  # noqa: S603  our own interpreter and file, no shell
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        )
        stack.callback(child.kill)
        assert child.stdout is not None  # noqa: S101  for the type checker: it was asked for above
        sheets, end = _collect(orjson.loads(line) for line in _whole_lines(child.stdout))
    if end != "done":
        raise _problem(end, name, limits)
    return sheets


def _whole_lines(lines: Iterable[bytes]) -> Iterable[bytes]:
    return (line for line in lines if line.endswith(b"\n"))


def _collect(messages: Iterable[Any]) -> tuple[list[Sheet], str | None]:
    sheets: list[Sheet] = []
    texts: dict[str, str] = {}
    for message in messages:
        if isinstance(message, list):
            sheets[-1].rows.extend(_row(row, texts) for row in message)
        elif "end" in message:
            return sheets, message["end"]
        else:
            merged = tuple(MergedRange(*edges) for edges in message["merged"])
            sheets.append(Sheet(message["sheet"], [], merged))
    return sheets, None


def _row(cells: list[Any], texts: dict[str, str]) -> Row:
    """Equal texts share one object: a ledger repeats itself, and 100,000 rows must fit."""
    return tuple(_cell(cell, texts) for cell in cells)


def _cell(cell: Any, texts: dict[str, str]) -> Cell:
    if cell.__class__ is str:
        cut = cell[:CELL_LENGTH]
        return texts.setdefault(cut, cut)
    if cell.__class__ is list:
        return _DATES[cell[0]](cell[1])
    plain: Cell = cell
    return plain


def _problem(end: str | None, name: str, limits: FileLimits) -> BadFile:
    if end is None:
        return FileUnpacksTooLarge(limit_mb=limits.unpacked_mb)
    return {
        "rows": FileTooManyRows(limit=limits.rows),
        "columns": FileTooManyColumns(limit=limits.columns),
    }.get(end, FileUnreadable(name=name))
