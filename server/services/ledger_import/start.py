"""Taking in an uploaded file: kept, opened, planned. No row is judged yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy.orm import Session

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.ledger import plan_ledger
from server.domain.ledger.values.text import clean_text
from server.records import LedgerImport, new_id
from server.reports.file_limits import FileLimits
from server.reports.ledger_file import open_ledger
from server.services.ledger_import.plans import keep_plan, total_rows
from server.services.ledger_import.staging import Staging
from server.services.ledger_import.states import JUDGED, READING

_LONGEST_NAME = 200

Remembered = Mapping[str, Mapping[int, LedgerField]]


@dataclass(frozen=True)
class TakenFile:
    """An upload that is a ledger, its files in the staging folder called ``id``."""

    id: str
    name: str
    sha256: str
    sheets: list[dict[str, Any]]


def staging_of(upload_dir: Path, import_id: str) -> Staging:
    return Staging(upload_dir / import_id)


def take_file(
    stream: IO[bytes], name: str, upload_dir: Path, limit_mb: int, remembered: Remembered
) -> TakenFile:
    """Keep an upload under a random name, open it and plan how its columns are read.

    Raises the BadFile problems and OSError (a full disk); then nothing is left of the file.
    """
    import_id = new_id()
    staging = staging_of(upload_dir, import_id)
    name = clean_text(Path(name.replace("\\", "/")).name)[-_LONGEST_NAME:] or "?"
    try:
        sha256 = staging.save_upload(stream, limit_mb)
        opened = open_ledger(staging.file, name, FileLimits(file_mb=limit_mb))
        plan = plan_ledger(opened, name, remembered)
        staging.save_sheets([sheet_plan.sheet for sheet_plan in plan.sheets])
    except BaseException:
        staging.discard()
        raise
    return TakenFile(import_id, name, sha256, keep_plan(plan))


def start_import(session: Session, taken: TakenFile, person_id: str, now: datetime) -> LedgerImport:
    """The import of a taken file, ready to be judged. Part of a writing transaction."""
    rows = total_rows(taken.sheets)
    ledger_import = LedgerImport(
        id=taken.id,
        person_id=person_id,
        file_name=taken.name,
        file_sha256=taken.sha256,
        started_at=now,
        state=READING if rows else JUDGED,
        sheets=taken.sheets,
        rows_total=rows,
    )
    session.add(ledger_import)
    return ledger_import
