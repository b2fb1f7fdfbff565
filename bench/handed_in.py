"""What the server has of what the phones handed in, looked up where it lies."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL.JpegImagePlugin import JpegImageFile
from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.big_school import BigSchool
from bench.day_out import DayOut
from server.records import Device, Fact, HeldFact, Inspection, StoredPhoto
from server.records.photo import photo_path


@dataclass(frozen=True)
class Found:
    """``lost``: sent and not there, or not whole; ``doubled``: there and not sent, or twice."""

    lost: int
    doubled: int


def check_handed_in(school: BigSchool, days: Sequence[DayOut]) -> Found:
    """Facts with their very bytes, an inspection of each, no gaps, every photo to be read."""
    sent = Counter((fact["id"], fact["hash"]) for day in days for fact in day.facts)
    looks = Counter(fact["id"] for day in days for fact in day.facts)
    photos = Counter(photo.sha256 for day in days for photo in day.photos)
    with school.reading() as session:
        devices = [day.client.device_id for day in days]
        pairs = (
            (sent, Counter(_facts(session))),
            (looks, Counter(session.scalars(select(Inspection.fact_id)))),
            (photos, Counter(_readable(session, school.settings.photo_dir))),
            (Counter(_numbers(days)), Counter(_arrived(session, devices))),
        )
        held = len(session.scalars(select(HeldFact.id)).all())
    lost = sum((wanted - there).total() for wanted, there in pairs)
    doubled = sum((there - wanted).total() for wanted, there in pairs)
    return Found(lost + held, doubled)


def _facts(session: Session) -> Iterable[tuple[str, str]]:
    for fact_id, raw in session.execute(select(Fact.id, Fact.raw)):
        yield fact_id, hashlib.sha256(raw).hexdigest()


def _readable(session: Session, photo_dir: Path) -> Iterable[str]:
    """The upload hashes of photos whose stored bytes are whole and a picture."""
    for photo in session.scalars(select(StoredPhoto)):
        path = photo_path(photo_dir, photo.stored_sha256)
        data = path.read_bytes() if path.exists() else b""
        if hashlib.sha256(data).hexdigest() != photo.stored_sha256:
            continue
        with JpegImageFile(BytesIO(data)) as picture:
            if picture.size == (photo.width, photo.height):
                yield photo.sha256


def _numbers(days: Sequence[DayOut]) -> Iterable[tuple[str, int]]:
    """Of each device the highest number, up to which nothing may be missing."""
    return ((day.client.device_id, len(day.facts)) for day in days)


def _arrived(session: Session, devices: Sequence[str]) -> Iterable[tuple[str, int]]:
    rows = session.execute(select(Device.id, Device.contiguous_seq).where(Device.id.in_(devices)))
    return ((device, seq) for device, seq in rows)
