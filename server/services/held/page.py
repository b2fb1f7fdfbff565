"""All there is to know about one held fact before and after somebody decides about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import AssetKind, Device, Fact, Inspection, Place, StoredPhoto
from server.services.held.listing import HeldRow, get_held, held_of_id, held_waiting
from server.services.held.text import HeldPhoto
from server.services.records_list import PhotoState, photo_state


@dataclass(frozen=True)
class ShownPhoto:
    sha256: str
    taken_at: datetime | None
    state: PhotoState


@dataclass(frozen=True)
class Needed:
    """A record this one depends on or takes back: ``inspection`` when it stands in the records,
    ``held`` when it is held itself; neither when it never came, or is of another kind
    (``arrived``)."""

    id: str
    arrived: bool
    inspection: Inspection | None
    held: HeldRow | None


@dataclass(frozen=True)
class HeldPage:
    """``made_on`` names the phone it says it was made on, None when unknown here. ``place`` is
    the path of the place it is about. ``phrases``: {zh, en} each. ``record`` is what the decision
    made of it, when that is an inspection."""

    row: HeldRow
    made_on: str | None
    place: str | None
    phrases: list[dict[str, str]]
    photos: list[ShownPhoto]
    needs: list[Needed]
    waiting: list[HeldRow]
    record: Inspection | None


def read_held_page(session: Session, held_id: str, held_hash: str) -> HeldPage:
    """Raises NotFound."""
    row = get_held(session, held_id, held_hash)
    return HeldPage(
        row=row,
        made_on=_device_name(session, row.text.device),
        place=_place(session, row.text.place_id),
        phrases=_phrases(session, row),
        photos=_photos(session, row.text.photos),
        needs=_needs(session, row),
        waiting=held_waiting(session, held_id),
        record=_record(session, row),
    )


def _device_name(session: Session, device_id: str | None) -> str | None:
    device = session.get(Device, device_id) if device_id else None
    return device.name if device else None


def _place(session: Session, place_id: str | None) -> str | None:
    place = session.get(Place, place_id) if place_id else None
    return place.path if place else None


def _phrases(session: Session, row: HeldRow) -> list[dict[str, str]]:
    """In the words of the thing's kind or, when the thing is unknown, of any kind; a phrase nobody
    knows shows its key."""
    if not row.text.phrases:
        return []
    known = {p["key"]: p for kind in session.scalars(select(AssetKind)) for p in kind.phrases}
    if row.thing is not None:
        known |= {phrase["key"]: phrase for phrase in row.thing.kind.phrases}
    return [known.get(key, {"key": key, "zh": key, "en": key}) for key in row.text.phrases]


def _photos(session: Session, named: Sequence[HeldPhoto]) -> list[ShownPhoto]:
    hashes = [photo.sha256 for photo in named]
    rows = session.scalars(select(StoredPhoto).where(StoredPhoto.sha256.in_(hashes)))
    stored = {photo.sha256: photo for photo in rows}
    return [
        ShownPhoto(photo.sha256, photo.taken_at, photo_state(stored.get(photo.sha256)))
        for photo in named
    ]


def _needs(session: Session, row: HeldRow) -> list[Needed]:
    ids = list(dict.fromkeys([*filter(None, [row.text.target]), *row.text.depends_on]))
    ids = [needed for needed in ids if needed != row.fact.id]
    held = {other.fact.id: other for other in held_of_id(session, ids)} if ids else {}
    return [_needed(session, one, held.get(one)) for one in ids]


def _needed(session: Session, fact_id: str, held: HeldRow | None) -> Needed:
    made = held.decision.resolution.fact_id if held and held.decision else None
    applied = session.get(Fact, made or fact_id)
    inspection = session.get(Inspection, applied.id) if applied else None
    return Needed(fact_id, applied is not None, inspection, held)


def _record(session: Session, row: HeldRow) -> Inspection | None:
    fact_id = row.decision.resolution.fact_id if row.decision else None
    return session.get(Inspection, fact_id) if fact_id else None
