"""What each device has made and what of it has arrived (docs/spec/sync.md, Device ledger)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from server.domain.effective_time import Neighbours
from server.domain.problems import NotFound
from server.records import Device, Fact, HeldFact


@dataclass(frozen=True)
class Announcement:
    """What a phone says of itself at each contact. ``sent_at`` is its own clock."""

    highest_seq: int
    unsent: int
    app_build: str
    free_bytes: int | None
    sent_at: datetime


def note_announcement(
    session: Session, device_id: str, said: Announcement, received_at: datetime
) -> None:
    """Keep what the phone said. Raises NotFound."""
    device = _device(session, device_id)
    device.last_seen_at = received_at
    device.announced_seq = max(device.announced_seq, said.highest_seq)
    device.unsent = said.unsent
    device.app_build = said.app_build
    device.free_bytes = said.free_bytes
    device.clock_error_ms = round((said.sent_at - received_at).total_seconds() * 1000)


def note_arrivals(session: Session, device_id: str, received_at: datetime) -> None:
    """Advance the device's highest contiguous number over what has arrived, held facts too.

    The phone said before it sent how much it still held: what has come since is no longer unsent.
    """
    device = _device(session, device_id)
    device.last_seen_at = received_at
    above: CompoundSelect[int | None] = union_all(
        select(Fact.seq).where(Fact.device_id == device_id, Fact.seq > device.contiguous_seq),
        select(HeldFact.seq).where(
            HeldFact.device_id == device_id, HeldFact.seq > device.contiguous_seq
        ),
    )
    arrived = [seq for seq in session.scalars(above) if seq is not None]
    device.contiguous_seq = contiguous(device.contiguous_seq, arrived)
    device.announced_seq = max([device.announced_seq, *arrived])
    device.unsent = min(device.unsent, device.announced_seq - device.contiguous_seq)


def contiguous(start: int, arrived: Iterable[int]) -> int:
    """The highest number up to which nothing is missing after ``start``."""
    present = frozenset(arrived)
    while start + 1 in present:
        start += 1
    return start


def still_on_phone(session: Session, device_id: str, seq: int) -> bool:
    """Whether something the device made before ``seq`` has not arrived: what a fact waits for may
    be among it."""
    return _device(session, device_id).contiguous_seq < seq - 1


def neighbours_of(session: Session, device_id: str, seq: int) -> Neighbours:
    """Effective times of the same device's nearest applied facts before and after ``seq``."""
    mine = select(Fact.effective_at).where(Fact.device_id == device_id, Fact.seq > 0).limit(1)
    return Neighbours(
        before=session.scalar(mine.where(Fact.seq < seq).order_by(Fact.seq.desc())),
        after=session.scalar(mine.where(Fact.seq > seq).order_by(Fact.seq)),
    )


def _device(session: Session, device_id: str) -> Device:
    device = session.get(Device, device_id)
    if device is None:
        raise NotFound
    return device
