"""Which phones may still hold records of a round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Executable, and_, or_, select
from sqlalchemy.orm import Session

from server.domain.access import ALLOWED, Action
from server.domain.round_state import Phone, SignedIn, may_hold_records
from server.records import Device, Fact, PersonRole, SignIn


@dataclass(frozen=True)
class Silence:
    """The phones that may not have told all, and everybody who records."""

    phones: tuple[Phone, ...]
    recorders: frozenset[str]

    def covers(
        self, person_ids: Collection[str], starts_at: datetime, grace_ends_at: datetime
    ) -> bool:
        """Whether a phone may hold records of the round in that window; ``person_ids`` are those
        of its route, empty = whoever records."""
        walkers = frozenset(person_ids) or self.recorders
        return any(
            may_hold_records(phone, walkers, starts_at, grace_ends_at) for phone in self.phones
        )


def silence_before(session: Session, until: datetime) -> Silence:
    """For rounds whose grace is over by ``until``. A browser at a desk never carries facts and is
    no phone; one that an administrator shut out is not waited for."""
    devices = session.execute(_devices(until)).all()
    sessions = _sessions(session, [device.id for device, _ in devices])
    phones = tuple(
        Phone(device.last_seen_at, _owes(device), told_until, tuple(sessions[device.id]))
        for device, told_until in devices
    )
    return Silence(phones, _recorders(session))


def _owes(device: Device) -> bool:
    return device.unsent > 0 or device.announced_seq > device.contiguous_seq


def _devices(until: datetime) -> Executable:
    last_told = and_(Fact.device_id == Device.id, Fact.seq == Device.contiguous_seq)
    owing = or_(Device.unsent > 0, Device.announced_seq > Device.contiguous_seq)
    return (
        select(Device, Fact.effective_at)
        .outerjoin(Fact, last_told)
        .where(
            Device.app_build.is_not(None),
            Device.revoked_at.is_(None),
            or_(Device.last_seen_at < until, owing),
        )
    )


def _sessions(session: Session, device_ids: Collection[str]) -> dict[str, list[SignedIn]]:
    found: dict[str, list[SignedIn]] = defaultdict(list)
    for one in session.execute(
        select(
            SignIn.device_id,
            SignIn.person_id,
            SignIn.signed_in_at,
            SignIn.ended_at,
            SignIn.expires_at,
        ).where(SignIn.device_id.in_(device_ids))
    ):
        until = one.ended_at or one.expires_at
        found[one.device_id].append(SignedIn(one.person_id, one.signed_in_at, until))
    return found


def _recorders(session: Session) -> frozenset[str]:
    roles = sorted(ALLOWED[Action.RECORD])
    return frozenset(
        session.scalars(select(PersonRole.person_id).where(PersonRole.role.in_(roles)))
    )
