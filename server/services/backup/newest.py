"""What the newest verified backup covers, and how long ago it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.records import Backup, Fact, FactPhoto, School, StoredPhoto

ALLOWED_AGE = timedelta(days=2)
# A photo's row may wait for its turn to be written after it was given its time.
_LONGEST_WAIT = timedelta(minutes=10)


def newest_backup(session: Session) -> Backup | None:
    """The newest verified backup, or None before the first."""
    return session.scalar(select(Backup).order_by(Backup.created_at.desc()).limit(1))


def backed_up_rev(session: Session) -> int | None:
    """Up to this revision the newest verified backup holds every applied fact with those of its
    photos that have arrived; None before the first backup.

    A phone forgets what this covers. A photo may arrive after the backup that holds its fact: then
    the answer stays below the fact until the next backup.
    """
    backup = newest_backup(session)
    if backup is None:
        return None
    younger = session.scalar(
        select(func.min(Fact.rev))
        .join(FactPhoto, FactPhoto.fact_id == Fact.id)
        .join(StoredPhoto, StoredPhoto.sha256 == FactPhoto.sha256)
        .where(
            StoredPhoto.received_at > backup.created_at - _LONGEST_WAIT,
            Fact.rev <= backup.covered_rev,
        )
    )
    return backup.covered_rev if younger is None else younger - 1


def days_without_backup(session: Session, school: School, now: datetime) -> int | None:
    """Whole days since the newest verified backup, or since the school began; None while that is
    not more than two days."""
    newest = newest_backup(session)
    age = now - (newest.created_at if newest else school.created_at)
    return age.days if age > ALLOWED_AGE else None
