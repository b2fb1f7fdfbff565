"""Reads one workbook in a process of its own: ``python workbook_child.py FILE LIMITS``.

The reader allocates a sheet as one block between its outermost cells, and ends the whole process
when that fails: a file of 5 KB with a value in XFD1048576 is enough. Therefore it never runs
inside the server. This file runs by itself and imports nothing of the server.

Written to stdout, one JSON value a line: ``{"sheet": name, "merged": [[r0, c0, r1, c1]]}``, then
lists of rows; a date is ``["d", iso]``, a date with a time ``["t", iso]``; at last
``{"end": "done" | "unreadable" | "rows" | "columns" | "sheets"}``.
"""

from __future__ import annotations

import contextlib
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import orjson
import python_calamine

_BATCH = 500


class OutOfLimitsError(Exception):
    """The argument says which limit."""


def main(path: str, limits: dict[str, int]) -> None:
    _bound(resource.RLIMIT_AS, limits["memory_mb"] << 20)
    _bound(resource.RLIMIT_CPU, limits["seconds"])
    _write({"end": _outcome(path, limits)})


def _bound(what: int, amount: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # macOS refuses a bound of the address space
        resource.setrlimit(what, (amount, amount))


def _outcome(path: str, limits: dict[str, int]) -> str:
    try:
        _write_sheets(python_calamine.load_workbook(path), limits)
    except OutOfLimitsError as limit:
        return str(limit)
    # The reader's panics are not Exceptions; whatever it dies of, the file could not be read.
    except BaseException:
        return "unreadable"
    return "done"


def _write_sheets(workbook: Any, limits: dict[str, int]) -> None:
    names = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    ]
    if len(names) > limits["sheets"]:
        raise OutOfLimitsError("sheets")
    for name in names:
        _write_sheet(workbook.get_sheet_by_name(name), limits)


def _write_sheet(sheet: Any, limits: dict[str, int]) -> None:
    if sheet.end and sheet.end[0] >= limits["rows"]:
        raise OutOfLimitsError("rows")
    merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
    _write({"sheet": sheet.name, "merged": merged})
    batch = []
    for row in _rows(sheet, limits["columns"]):
        batch.append(row)
        if len(batch) == _BATCH:
            _write(batch)
            batch = []
    _write(batch)


def _rows(sheet: Any, columns: int) -> Iterator[list[Any]]:
    if not sheet.start:
        return
    left = [None] * sheet.start[1]
    for row in sheet.iter_rows():
        while row and row[-1] == "":
            row.pop()
        if len(left) + len(row) > columns:
            raise OutOfLimitsError("columns")
        yield left + [_plain(cell) for cell in row] if row else []


def _plain(cell: Any) -> Any:
    if cell.__class__ is str:
        return cell or None
    if isinstance(cell, datetime):
        return ["t", cell.isoformat()]
    if isinstance(cell, date):
        return ["d", cell.isoformat()]
    return cell if isinstance(cell, float | int) else str(cell)


def _write(value: Any) -> None:
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], orjson.loads(sys.argv[2]))
