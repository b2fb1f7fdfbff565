"""Signs that a device has lost facts: numbers nobody holds, and an announcement that steps back
(docs/spec/sync.md, Device ledger). Silence is no row: it is seen when somebody looks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.records import Device, DeviceAlarm
from server.sync.arrivals import contiguous_arrived, missing_between

GAP = "gap"
STEP_BACK = "step_back"


def open_alarms(session: Session) -> Sequence[DeviceAlarm]:
    """All that is not settled, the newest first."""
    return session.scalars(
        select(DeviceAlarm)
        .where(DeviceAlarm.settled_at.is_(None))
        .order_by(DeviceAlarm.raised_at.desc(), DeviceAlarm.id)
    ).all()


def settle_alarm(session: Session, alarm_id: str, by: str, reason: str, now: datetime) -> None:
    """Note what an administrator has found out; settled once, it stays as it is.

    The numbers of a settled gap are accounted for: nobody waits for them any longer, and should
    they come after all they are taken as ever. Raises NotFound.
    """
    alarm = session.get(DeviceAlarm, alarm_id)
    if alarm is None:
        raise NotFound
    if alarm.settled_at is not None:
        return
    alarm.settled_at, alarm.settled_by, alarm.settled_reason = now, by, reason
    if alarm.kind == GAP:
        device = session.get_one(Device, alarm.device_id)
        end = max(device.contiguous_seq, alarm.detail["to"])
        device.contiguous_seq = contiguous_arrived(session, device.id, end)


def notice_step_back(
    session: Session, device: Device, highest: int, sent_at: datetime, now: datetime
) -> None:
    """Raise an alarm when the device announces less than before, once for each step.

    A request that was overtaken on its way is no step: the phone's own clock tells.
    """
    if highest >= device.announced_seq or _was_overtaken(device, sent_at):
        return
    known = session.scalars(
        select(DeviceAlarm).where(DeviceAlarm.device_id == device.id, DeviceAlarm.kind == STEP_BACK)
    )
    step = {"from": device.announced_seq, "to": highest}
    if not any(a.detail["from"] == step["from"] and a.detail["to"] <= highest for a in known):
        session.add(DeviceAlarm(device_id=device.id, kind=STEP_BACK, raised_at=now, detail=step))


def notice_gap(session: Session, device: Device, highest: int, now: datetime) -> None:
    """Raise an alarm when more numbers are missing up to ``highest`` than the phone says it still
    holds (``device.unsent``); one open alarm a device says which."""
    missing, last = missing_between(session, device.id, device.contiguous_seq, highest)
    if missing <= device.unsent:
        return
    gap = {"from": device.contiguous_seq + 1, "to": last}
    for alarm in _open_gaps(session, device.id):
        alarm.detail = gap
        return
    session.add(DeviceAlarm(device_id=device.id, kind=GAP, raised_at=now, detail=gap))


def settle_filled_gaps(session: Session, device_id: str, arrived: int, now: datetime) -> None:
    """A gap settles by itself when all numbers up to its end have ``arrived``."""
    for alarm in _open_gaps(session, device_id):
        if alarm.detail["to"] <= arrived:
            alarm.settled_at = now


def highest_given_up(session: Session, device_id: str) -> int:
    """The last number of an open gap, 0 without one: what is missing up to it is on no phone."""
    return max((alarm.detail["to"] for alarm in _open_gaps(session, device_id)), default=0)


def _open_gaps(session: Session, device_id: str) -> Sequence[DeviceAlarm]:
    return session.scalars(_OPEN_GAPS, {"device": device_id}).all()


_OPEN_GAPS = select(DeviceAlarm).where(
    DeviceAlarm.device_id == bindparam("device"),
    DeviceAlarm.kind == GAP,
    DeviceAlarm.settled_at.is_(None),
)


def _was_overtaken(device: Device, sent_at: datetime) -> bool:
    """Whether it was sent before something that has arrived already."""
    if device.clock_error_ms is None:
        return False
    return sent_at < device.last_seen_at + timedelta(milliseconds=device.clock_error_ms)
