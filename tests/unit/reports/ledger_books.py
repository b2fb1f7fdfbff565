"""Makes ledgers of all kinds for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from server.domain.ledger.judged import JudgedRow
from server.domain.ledger.ledger import plan_ledger
from server.reports.ledger_file import open_ledger
from tests.factories.ledgers import judge_ledger

SAMPLES = Path(__file__).parents[2] / "data" / "ledgers"
TODAY = date(2026, 11, 21)


def judge_file(path: Path) -> list[JudgedRow]:
    """All judged rows of a file, its columns guessed."""
    plan = plan_ledger(open_ledger(path, path.name), path.name)
    return list(judge_ledger(plan.sheets, TODAY))


def write_book(
    path: Path,
    rows: Iterable[Sequence[Any]],
    merged: Iterable[tuple[int, int, int, int, Any]] = (),
    options: dict[str, Any] | None = None,
) -> Path:
    """An .xlsx of one sheet; ``merged`` are (first row, first column, last row, last column,
    value), counted from 0."""
    with xlsxwriter.Workbook(path, options or {}) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date | datetime):
                    sheet.write_datetime(number, column, value, day)
                elif value is not None:
                    sheet.write(number, column, value)
        for *edges, value in merged:
            sheet.merge_range(*edges, value)
    return path


def zip_of(entries: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as container:
        for name, data in entries.items():
            container.writestr(name, data)
    return out.getvalue()
