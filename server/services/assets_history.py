"""The life of one asset: what was seen of it and what was changed in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import AssetChange, AssetRemoval, Person
from server.services.records_list import RecordFilter, RecordRow, find_records


@dataclass(frozen=True)
class ChangeRow:
    """A change with the name of whoever made it; "" for the demo's own loading."""

    change: AssetChange
    person: str


@dataclass(frozen=True)
class HistoryEntry:
    """Exactly one of ``record`` and ``change`` is set."""

    at: datetime
    record: RecordRow | None = None
    change: ChangeRow | None = None


def asset_history(session: Session, asset_id: str) -> list[HistoryEntry]:
    """The newest 50 inspections and all changes, newest first."""
    records = find_records(session, RecordFilter(asset_id=asset_id)).rows
    changes = session.execute(
        select(AssetChange, Person.name)
        .outerjoin(Person, Person.id == AssetChange.person_id)
        .where(AssetChange.asset_id == asset_id)
    )
    entries = [HistoryEntry(row.inspection.effective_at, record=row) for row in records]
    entries += [
        HistoryEntry(change.changed_at, change=ChangeRow(change, person or ""))
        for change, person in changes
    ]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def removal_of(session: Session, asset_id: str) -> AssetRemoval | None:
    return session.get(AssetRemoval, asset_id)
