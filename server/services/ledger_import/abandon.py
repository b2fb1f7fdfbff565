"""Giving an import up. What it staged is deleted; that it was tried stays in the list."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.domain.problems import ImportNotReady
from server.records import LedgerImportRow
from server.services.ledger_import.find import lock_import
from server.services.ledger_import.states import ABANDONED, APPLIED


def abandon_import(session: Session, import_id: str) -> None:
    """Abandoning twice changes nothing. Raises NotFound, ImportNotReady once it was applied."""
    ledger_import = lock_import(session, import_id)
    if ledger_import.state == APPLIED:
        raise ImportNotReady(state=APPLIED)
    ledger_import.state = ABANDONED
    session.execute(delete(LedgerImportRow).where(LedgerImportRow.import_id == import_id))
