"""What each device has made and what of it has arrived (docs/spec/sync.md, Device ledger)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.records import Device
from server.sync.arrivals import contiguous_arrived, highest_arrived
from server.sync.device_alarms import (
    highest_given_up,
    notice_gap,
    notice_step_back,
    settle_filled_gaps,
)


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
    """Keep what the phone said, and raise the alarms it gives rise to. Raises NotFound."""
    device = _device(session, device_id)
    notice_step_back(session, device, said.highest_seq, said.sent_at, received_at)
    device.last_seen_at = received_at
    device.announced_seq = max(device.announced_seq, said.highest_seq)
    device.unsent = said.unsent
    device.app_build = said.app_build
    device.free_bytes = said.free_bytes
    device.clock_error_ms = round((said.sent_at - received_at).total_seconds() * 1000)
    notice_gap(session, device, said.highest_seq, received_at)


def note_arrivals(session: Session, device_id: str, received_at: datetime) -> None:
    """Advance the device's highest contiguous number over what has arrived, held facts too.

    The phone said before it sent how much it still held: what has come since is no longer unsent.
    """
    device = _device(session, device_id)
    arrived = contiguous_arrived(session, device_id, device.contiguous_seq)
    announced = max(device.announced_seq, highest_arrived(session, device_id))
    settle_filled_gaps(session, device_id, arrived, received_at)
    device.last_seen_at = received_at
    device.contiguous_seq, device.announced_seq = arrived, announced
    device.unsent = min(device.unsent, announced - arrived)


def still_on_phone(session: Session, device_id: str, seq: int) -> bool:
    """Whether something the device made before ``seq`` has neither arrived nor been given up:
    what a fact waits for may be among it."""
    device = _device(session, device_id)
    start = max(device.contiguous_seq, highest_given_up(session, device_id))
    return start < seq - 1 and contiguous_arrived(session, device_id, start) < seq - 1


def _device(session: Session, device_id: str) -> Device:
    device = session.get(Device, device_id)
    if device is None:
        raise NotFound
    return device
