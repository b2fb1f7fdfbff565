"""How long deletions are remembered: a phone that was away for longer begins anew.

A tombstone goes when a backup made at least sixty days ago covers it, and no snapshot under way
began before it. A cursor from before the floor is answered 410.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from server.records import Backup, SnapshotLease, SyncCounter, Tombstone
from server.records.sync_counter import read_counter

TOMBSTONE_LIFE = timedelta(days=60)
LEASE_LIFE = timedelta(hours=1)


def lease_floor(session: Session, device_id: str, as_of: int, now: datetime) -> None:
    """Keep what a snapshot that began at ``as_of`` still needs; a device has one at a time."""
    session.merge(SnapshotLease(device_id=device_id, as_of=as_of, expires_at=now + LEASE_LIFE))


def collect_tombstones(session: Session, now: datetime) -> int:
    """Forget old deletions and raise the floor; how many were forgotten."""
    session.execute(delete(SnapshotLease).where(SnapshotLease.expires_at <= now))
    floor = _floor(session, now)
    if floor <= read_counter(session.connection()).tombstone_floor:
        return 0
    old = Tombstone.rev <= floor
    gone = session.scalars(select(func.count()).select_from(Tombstone).where(old)).one()
    session.execute(delete(Tombstone).where(old))
    session.execute(update(SyncCounter).values(tombstone_floor=floor))
    return gone


def _floor(session: Session, now: datetime) -> int:
    covered = session.scalar(
        select(Backup.covered_rev)
        .where(Backup.created_at <= now - TOMBSTONE_LIFE)
        .order_by(Backup.created_at.desc())
        .limit(1)
    )
    leased = session.scalar(select(func.min(SnapshotLease.as_of)))
    return min(rev for rev in (covered or 0, leased) if rev is not None)
