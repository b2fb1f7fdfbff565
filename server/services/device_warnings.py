"""What the desk must be told about phones: alarms that nobody has settled, and silence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from server.records import Device, DeviceAlarm

SILENT_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class DeviceWarnings:
    """How many alarms are open, and how many devices are silent."""

    alarms: int
    silent: int


def is_silent(device: Device, now: datetime) -> bool:
    """Whether it holds something, or did, and nothing was heard of it for three days. Nobody waits
    for a device that was shut out."""
    owes = device.announced_seq > device.contiguous_seq or device.unsent > 0
    return device.revoked_at is None and owes and now - device.last_seen_at > SILENT_AFTER


def device_warnings(session: Session, now: datetime) -> DeviceWarnings:
    """In two queries."""
    alarms = select(func.count(DeviceAlarm.id)).where(DeviceAlarm.settled_at.is_(None))
    silent = select(func.count(Device.id)).where(
        Device.revoked_at.is_(None),
        or_(Device.announced_seq > Device.contiguous_seq, Device.unsent > 0),
        Device.last_seen_at < now - SILENT_AFTER,
    )
    return DeviceWarnings(session.scalar(alarms) or 0, session.scalar(silent) or 0)
