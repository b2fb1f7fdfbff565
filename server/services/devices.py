"""Devices: registered at sign-in, listed with what is known of each, shut out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from server.domain.problems import DeviceRevoked, NotFound
from server.records import Device, DeviceAlarm, HeldFact, HeldResolution, Person

_SETTLED_SHOWN = 20


@dataclass(frozen=True)
class SettledAlarm:
    """``by`` is whoever settled it, None when the numbers arrived after all."""

    alarm: DeviceAlarm
    device: Device
    by: Person | None


def register_device(
    session: Session, person_id: str, device_id: str, name: str, now: datetime
) -> Device:
    """Make or find the device and note who is on it now. Raises DeviceRevoked."""
    device = session.get(Device, device_id)
    if device is None:
        device = Device(id=device_id, name=name[:100], registered_at=now)
        session.add(device)
    elif device.revoked_at is not None:
        raise DeviceRevoked
    device.person_id = person_id
    device.last_seen_at = now
    session.flush()
    return device


def list_devices(session: Session) -> Sequence[tuple[Device, Person]]:
    """All devices with whoever signed in on them last, newest contact first."""
    rows = session.execute(
        select(Device, Person)
        .join(Person, Person.id == Device.person_id)
        .order_by(Device.last_seen_at.desc())
    )
    return [(device, person) for device, person in rows]


def open_held_by_device(session: Session) -> dict[str, int]:
    """How many held facts of each device wait for a decision."""
    resolved = and_(
        HeldResolution.held_id == HeldFact.id, HeldResolution.held_hash == HeldFact.hash
    )
    rows = session.execute(
        select(HeldFact.device_id, func.count())
        .outerjoin(HeldResolution, resolved)
        .where(HeldResolution.held_id.is_(None))
        .group_by(HeldFact.device_id)
    )
    return dict(rows.all())


def settled_alarms(session: Session) -> Sequence[SettledAlarm]:
    """Those settled last, the newest first."""
    rows = session.execute(
        select(DeviceAlarm, Device, Person)
        .join(Device, Device.id == DeviceAlarm.device_id)
        .outerjoin(Person, Person.id == DeviceAlarm.settled_by)
        .where(DeviceAlarm.settled_at.is_not(None))
        .order_by(DeviceAlarm.settled_at.desc(), DeviceAlarm.id)
        .limit(_SETTLED_SHOWN)
    )
    return [SettledAlarm(alarm, device, by) for alarm, device, by in rows]


def revoke_device(session: Session, device_id: str, by_person_id: str, now: datetime) -> None:
    """Shut a device out: its sessions end, and facts it still brings are held. Raises NotFound."""
    device = session.get(Device, device_id)
    if device is None:
        raise NotFound
    if device.revoked_at is None:
        device.revoked_at = now
        device.revoked_by = by_person_id
