"""Deleting what uploads left behind: of imports that were never committed, or are long over."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import LedgerImport
from server.services.ledger_import.staging import Staging
from server.services.ledger_import.states import ABANDONED, APPLIED

_KEPT_FOR = timedelta(days=1)


def sweep_uploads(session: Session, upload_dir: Path, now: datetime) -> list[str]:
    """Delete the folders in ``upload_dir`` older than a day that no open import needs, and return
    their names. A server killed between keeping an upload and committing its import leaves one."""
    old = {
        folder.name: folder
        for folder in (upload_dir.iterdir() if upload_dir.is_dir() else ())
        if folder.is_dir() and _changed_at(folder) < now.timestamp() - _KEPT_FOR.total_seconds()
    }
    if not old:
        return []
    open_imports = select(LedgerImport.id).where(LedgerImport.state.not_in((APPLIED, ABANDONED)))
    orphans = sorted(old.keys() - set(session.scalars(open_imports)))
    for name in orphans:
        Staging(old[name]).discard()
    return orphans


def _changed_at(folder: Path) -> float:
    """Seconds since 1970; another request may sweep at the same time."""
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return float("inf")
