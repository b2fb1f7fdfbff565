"""Whose phones may still hold something of a sheet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select, union
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.records import (
    CountSheet,
    Device,
    GroupCount,
    Person,
    SheetSignature,
    Sighting,
    SignIn,
    TotalConfirmation,
)

_SAID = (Sighting, GroupCount, TotalConfirmation, SheetSignature)


@dataclass(frozen=True)
class Helper:
    """A phone and who it belongs to. ``unsent``: how many records it said it holds, or the server
    knows to be missing."""

    person_id: str
    name: str
    device_id: str
    unsent: int
    last_seen_at: datetime


def sheet_helpers(session: Session, sheet_id: str, without: str | None = None) -> list[Helper]:
    """The phones that said something on the sheet, or on which one who is to count it signed in
    last, without the device ``without``, by name. Raises NotFound."""
    sheet = session.get(CountSheet, sheet_id)
    if sheet is None:
        raise NotFound
    said = union(*(select(one.device_id).where(one.sheet_id == sheet_id) for one in _SAID))
    theirs = _last_signed_in(session, sheet.person_ids)
    rows = session.execute(
        select(Device, Person.name)
        .join(Person, Person.id == Device.person_id)
        .where(
            Device.revoked_at.is_(None),
            or_(Device.id.in_(said), Device.id.in_(theirs)),
        )
        .order_by(Person.name, Device.id)
    )
    return [_helper(device, name) for device, name in rows if device.id != without]


def unsent_helpers(session: Session, sheet_id: str) -> list[Helper]:
    """Those that have not sent everything. Raises NotFound."""
    return [one for one in sheet_helpers(session, sheet_id) if one.unsent]


def _helper(device: Device, name: str) -> Helper:
    missing = max(0, device.announced_seq - device.contiguous_seq)
    unsent = max(device.unsent, missing)
    return Helper(device.person_id, name, device.id, unsent, device.last_seen_at)


def _last_signed_in(session: Session, person_ids: Collection[str]) -> set[str]:
    """The devices on which one of these people was the last to sign in."""
    if not person_ids:
        return set()
    last = (
        select(SignIn.device_id, func.max(SignIn.signed_in_at).label("at"))
        .group_by(SignIn.device_id)
        .subquery()
    )
    found = (
        select(SignIn.device_id)
        .join(last, (last.c.device_id == SignIn.device_id) & (last.c.at == SignIn.signed_in_at))
        .where(SignIn.person_id.in_(person_ids))
    )
    return set(session.scalars(found))
