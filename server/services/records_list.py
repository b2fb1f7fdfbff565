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
from server.records import Asset, FactPhoto, Inspection, StoredPhoto
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within
from server.services.places_tree import subtree_ids
from server.services.records_list_answers import (
    ItemAnswer,
    Words,
    asked_of,
    item_answers,
    phrase_words,
)

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
    """One inspection as it is shown. ``place_path``: where the asset stood, or the path of the
    place that was inspected."""

    inspection: Inspection
    place_path: str
    photos: tuple[RecordPhoto, ...]
    phrases: tuple[Words, ...] = ()
    answers: tuple[ItemAnswer, ...] = ()

    @property
    def name(self) -> str:
        """Of the asset or place."""
        thing = self.inspection.asset or self.inspection.place
        return thing.name if thing else ""

    @property
    def notable(self) -> list[ItemAnswer]:
        """The answers that say more than that an item is in order."""
        return [one for one in self.answers if one.answer == "abnormal" or one.value is not None]

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
    found = _newest(session, query, PAGE_ROWS, offset_of(number))
    return Page(record_rows(session, found), number, total)


def latest_records(session: Session, count: int) -> list[RecordRow]:
    """The newest of all, withdrawn ones among them. How many there are is not asked, for that takes
    longer with every year."""
    return record_rows(session, _newest(session, _matching(RecordFilter()), count, 0))


def _newest(
    session: Session, query: Select[tuple[Inspection]], count: int, offset: int
) -> Sequence[Inspection]:
    return session.scalars(
        query.options(
            joinedload(Inspection.asset).joinedload(Asset.kind),
            joinedload(Inspection.place),
            joinedload(Inspection.author),
        )
        .order_by(Inspection.effective_at.desc(), Inspection.seq.desc())
        .limit(count)
        .offset(offset)
    ).all()


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
    asked = asked_of(session, found)
    return [
        RecordRow(
            inspection=inspection,
            place_path=inspection.place.path if inspection.place else "",
            photos=tuple(photos[inspection.fact_id]),
            phrases=tuple(phrase_words(inspection, asked.get(inspection.fact_id, {}))),
            answers=tuple(item_answers(inspection, asked.get(inspection.fact_id, {}))),
        )
        for inspection in found
    ]


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
