"""What the newest verified backup covers, and how long ago it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from server.records import Backup, Fact, FactPhoto, HeldFact, HeldResolution, School, StoredPhoto

ALLOWED_AGE = timedelta(days=2)
# A photo's row may wait for its turn to be written after it was given its time.
_LONGEST_WAIT = timedelta(minutes=10)


def newest_backup(session: Session) -> Backup | None:
    """The newest verified backup, or None before the first."""
    return session.scalar(select(Backup).order_by(Backup.created_at.desc()).limit(1))


def backed_up_rev(session: Session, device_id: str) -> int | None:
    """Up to this revision the newest verified backup holds whatever the device has handed over,
    with all its photos; None before the first backup.

    The device forgets what this covers. A photo may come after the backup that holds its fact, or
    still be on its way while this is answered: then the answer stays below the fact until the next
    backup.
    """
    backup = newest_backup(session)
    if backup is None:
        return None
    photo_rows_by = backup.created_at - _LONGEST_WAIT
    open_revs = [
        *_revs_of_facts(session, device_id, backup.covered_rev, photo_rows_by),
        *_revs_of_resolved(session, device_id, backup.covered_rev, photo_rows_by),
    ]
    return min(open_revs) - 1 if open_revs else backup.covered_rev


def _revs_of_facts(
    session: Session, device_id: str, covered_rev: int, photo_rows_by: datetime
) -> Sequence[int]:
    """The lowest revision of an applied fact with a photo that was not here by then, if any."""
    late = or_(StoredPhoto.sha256.is_(None), StoredPhoto.received_at > photo_rows_by)
    return session.scalars(
        select(Fact.rev)
        .join(FactPhoto, FactPhoto.fact_id == Fact.id)
        .outerjoin(StoredPhoto, StoredPhoto.sha256 == FactPhoto.sha256)
        .where(Fact.device_id == device_id, Fact.rev <= covered_rev, late)
        .order_by(Fact.rev)
        .limit(1)
    ).all()


def _revs_of_resolved(
    session: Session, device_id: str, covered_rev: int, photo_rows_by: datetime
) -> list[int]:
    """Revisions of what was decided about held facts with a photo that was not here by then."""
    resolved = session.execute(
        select(HeldResolution.rev, HeldFact.photos)
        .join(
            HeldFact,
            and_(HeldFact.id == HeldResolution.held_id, HeldFact.hash == HeldResolution.held_hash),
        )
        .where(HeldFact.device_id == device_id, HeldResolution.rev <= covered_rev)
    ).all()
    named = {photo for _, photos in resolved for photo in photos}
    here = set(
        session.scalars(
            select(StoredPhoto.sha256).where(
                StoredPhoto.sha256.in_(named), StoredPhoto.received_at <= photo_rows_by
            )
        )
    )
    return [rev for rev, photos in resolved if not here.issuperset(photos)]


def days_without_backup(session: Session, school: School, now: datetime) -> int | None:
    """Whole days since the newest verified backup, or since the school began; None while that is
    not more than two days."""
    newest = newest_backup(session)
    age = now - (newest.created_at if newest else school.created_at)
    return age.days if age > ALLOWED_AGE else None
