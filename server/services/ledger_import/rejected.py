"""The rows that were left aside, as a workbook that can be mended and imported."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import IO, Any

from sqlalchemy.orm import Session

from server.records import LedgerImport, LedgerImportRow
from server.reports.rejected_rows import (
    RejectedRow,
    RejectedSheet,
    RejectedTitles,
    write_rejected_rows,
)
from server.services.ledger_import.cells import from_json
from server.services.ledger_import.find import rows_with
from server.services.ledger_import.plans import plans_of
from server.services.ledger_import.states import Verdict

_HANDED_BACK = (LedgerImportRow.cells, LedgerImportRow.problems)

Reason = Callable[[Mapping[str, Any]], str]


def write_bad_rows(
    session: Session,
    ledger_import: LedgerImport,
    titles: RejectedTitles,
    reason: Reason,
    out: IO[bytes],
) -> None:
    """Write an .xlsx with the bad rows of each sheet. ``reason`` says a stored problem as a
    sentence."""
    plans = plans_of(ledger_import)
    sheets = (
        RejectedSheet(plans[number].name, plans[number].header, [_row(row, reason) for row in rows])
        for number, rows in groupby(_bad_rows(session, ledger_import.id), lambda row: row.sheet)
    )
    write_rejected_rows(sheets, titles, out)


def _bad_rows(session: Session, import_id: str) -> Iterator[Any]:
    for batch in rows_with(session, import_id, (Verdict.BAD,), _HANDED_BACK):
        yield from batch


def _row(row: Any, reason: Reason) -> RejectedRow:
    return RejectedRow(row.row, from_json(row.cells), [reason(problem) for problem in row.problems])
