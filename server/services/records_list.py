"""What was recorded: by day, person, asset and place, with photos."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from server.domain.school_day import day_bounds
from server.records import Asset, FactPhoto, Inspection, Place, StoredPhoto
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within
from server.services.places_tree import subtree_ids

LATE_AFTER = timedelta(minutes=5)


class PhotoState(StrEnum):
    """A photo that a record names: not here yet, here, or taken away for privacy."""

    ON_PHONE = "on_phone"
    STORED = "stored"
    DELETED = "deleted"


@dataclass(frozen=True)
class RecordPhoto:
    sha256: str
    taken_at: datetime
    state: PhotoState


@dataclass(frozen=True)
class RecordFilter:
    """Empty fields do not narrow. ``place_id`` means the place and all below it."""

    day: date | None = None
    person_id: str = ""
    asset_id: str = ""
    place_id: str = ""
    result: str = ""


@dataclass(frozen=True)
class RecordRow:
    """One inspection as it is shown."""

    inspection: Inspection
    place_path: str
    photos: tuple[RecordPhoto, ...]

    @property
    def phrases(self) -> list[dict[str, str]]:
        """The tapped phrases as {key, zh, en}; a phrase that the kind lost shows its key."""
        known = {phrase["key"]: phrase for phrase in self.inspection.asset.kind.phrases}
        return [
            known.get(key, {"key": key, "zh": key, "en": key}) for key in self.inspection.phrases
        ]

    @property
    def delay(self) -> timedelta | None:
        """How long after it was seen it arrived; None when at once."""
        late = self.inspection.received_at - self.inspection.effective_at
        return late if late > LATE_AFTER else None


def find_records(session: Session, wanted: RecordFilter, page: int = 1) -> Page[RecordRow]:
    """The records of ``wanted``, newest first by effective time, withdrawn ones among them."""
    query = _matching(wanted)
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    number = page_within(page, total)
    found = session.scalars(
        query.options(
            joinedload(Inspection.asset).joinedload(Asset.kind), joinedload(Inspection.author)
        )
        .order_by(Inspection.effective_at.desc(), Inspection.seq.desc())
        .limit(PAGE_ROWS)
        .offset(offset_of(number))
    ).all()
    return Page(record_rows(session, found), number, total)


def count_abnormal(session: Session, wanted: RecordFilter) -> int:
    """How many of the records that stand are abnormal."""
    query = _matching(wanted).where(
        Inspection.result == "abnormal", Inspection.withdrawn_by.is_(None)
    )
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def count_records(session: Session, wanted: RecordFilter) -> int:
    """How many records stand."""
    query = _matching(wanted).where(Inspection.withdrawn_by.is_(None))
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _matching(wanted: RecordFilter) -> Select[tuple[Inspection]]:
    query = select(Inspection)
    if wanted.day:
        begin, end = day_bounds(wanted.day)
        query = query.where(Inspection.effective_at >= begin, Inspection.effective_at < end)
    if wanted.place_id:
        query = query.where(Inspection.place_id.in_(subtree_ids(wanted.place_id)))
    for column, value in (
        (Inspection.author_id, wanted.person_id),
        (Inspection.asset_id, wanted.asset_id),
        (Inspection.result, wanted.result),
    ):
        if value:
            query = query.where(column == value)
    return query


def record_rows(session: Session, found: Sequence[Inspection]) -> list[RecordRow]:
    """What is shown of each of ``found``, in their order."""
    photos = record_photos(session, [inspection.fact_id for inspection in found])
    paths = _paths(session, {inspection.place_id for inspection in found})
    return [
        RecordRow(inspection, paths.get(inspection.place_id, ""), tuple(photos[inspection.fact_id]))
        for inspection in found
    ]


def _paths(session: Session, place_ids: set[str | None]) -> dict[str | None, str]:
    rows = session.execute(select(Place.id, Place.path).where(Place.id.in_(place_ids)))
    return {row.id: row.path for row in rows}


def record_photos(session: Session, fact_ids: Sequence[str]) -> dict[str, list[RecordPhoto]]:
    """The photos that each of these facts names, by fact id; none for one without photos."""
    found: dict[str, list[RecordPhoto]] = defaultdict(list)
    rows = session.execute(
        select(FactPhoto, StoredPhoto)
        .outerjoin(StoredPhoto, StoredPhoto.sha256 == FactPhoto.sha256)
        .where(FactPhoto.fact_id.in_(fact_ids))
        .order_by(FactPhoto.position)
    )
    for named, stored in rows:
        photo = RecordPhoto(named.sha256, named.taken_at, photo_state(stored))
        found[named.fact_id].append(photo)
    return found


def photo_state(stored: StoredPhoto | None) -> PhotoState:
    """Of a photo somebody named; ``stored`` is its row, if any."""
    if stored is None:
        return PhotoState.ON_PHONE
    return PhotoState.STORED if stored.deleted_at is None else PhotoState.DELETED
