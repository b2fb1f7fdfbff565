"""Devices: registered at sign-in, listed, shut out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import DeviceRevoked, NotFound
from server.records import Device, Person


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


def revoke_device(session: Session, device_id: str, by_person_id: str, now: datetime) -> None:
    """Shut a device out: its sessions end, and facts it still brings are held. Raises NotFound."""
    device = session.get(Device, device_id)
    if device is None:
        raise NotFound
    if device.revoked_at is None:
        device.revoked_at = now
        device.revoked_by = by_person_id
