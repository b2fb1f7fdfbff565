"""What the page of devices shows of each, and of the alarms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from server.records import Device, DeviceAlarm, Person
from server.services.device_warnings import is_silent
from server.services.devices import (
    SettledAlarm,
    list_devices,
    open_held_by_device,
    settled_alarms,
)
from server.sync.arrivals import missing_between
from server.sync.device_alarms import open_alarms

# A clock that is less wrong than this is right as far as people care.
_CLOCK_RIGHT = timedelta(minutes=1)


@dataclass(frozen=True)
class DeviceRow:
    """``held``: its facts that wait for a decision. ``missing``: how many numbers up to ``last``
    have not arrived. ``silent_for`` is None unless it owes something and is not heard of."""

    device: Device
    person: Person
    held: int
    missing: int
    last: int
    silent_for: timedelta | None

    @property
    def needs_a_look(self) -> bool:
        return bool(self.silent_for or self.device.unsent or self.missing or self.held)

    @property
    def clock_ahead(self) -> timedelta | None:
        """None when the phone's clock is right or unknown; negative when it is behind."""
        ahead = timedelta(milliseconds=self.device.clock_error_ms or 0)
        return ahead if abs(ahead) >= _CLOCK_RIGHT else None


@dataclass(frozen=True)
class AlarmRow:
    alarm: DeviceAlarm
    device: Device
    person: Person


@dataclass(frozen=True)
class DevicesShown:
    """``devices``: those that need a look first, then by their last contact."""

    alarms: Sequence[AlarmRow]
    devices: Sequence[DeviceRow]
    settled: Sequence[SettledAlarm]


def devices_shown(session: Session, now: datetime) -> DevicesShown:
    found = list_devices(session)
    owners = {device.id: (device, person) for device, person in found}
    held = open_held_by_device(session)
    rows = [_row(session, device, person, held, now) for device, person in found]
    return DevicesShown(
        [AlarmRow(alarm, *owners[alarm.device_id]) for alarm in open_alarms(session)],
        sorted(rows, key=lambda row: (row.silent_for is None, not row.needs_a_look)),
        settled_alarms(session),
    )


def _row(
    session: Session, device: Device, person: Person, held: dict[str, int], now: datetime
) -> DeviceRow:
    missing, last = missing_between(session, device.id, device.contiguous_seq, device.announced_seq)
    silent_for = now - device.last_seen_at if is_silent(device, now) else None
    return DeviceRow(device, person, held.get(device.id, 0), missing, last, silent_for)
