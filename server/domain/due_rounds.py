"""Which rounds are due when: a pure function of schedule and calendar.

No job makes a round: a window that passed without a record is a missed round because this
function says that it was due. The phones run the same rule (pwa/src/domain/schedule.ts); both are
held to tests/contract/due_rounds.json.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from server.domain.periods import Period, periods
from server.domain.schedule import EXTRA, Schedule, Slot
from server.domain.school_calendar import SchoolCalendar
from server.domain.school_day import SCHOOL_ZONE

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DueRound:
    """``day`` is the school's day on which the period begins and, with ``slot``, names the round;
    the times are aware, in UTC+8. ``slot_name`` is empty for a walk outside the schedule."""

    day: date
    slot: str
    slot_name: str
    starts_at: datetime
    ends_at: datetime
    grace_ends_at: datetime


def due_rounds(
    schedule: Schedule, calendar: SchoolCalendar, first: date, last: date
) -> list[DueRound]:
    """All rounds whose ``day`` lies in ``first``..``last`` (both included), by day, then in the
    order of the slots. Asking for parts of the range and joining the answers gives the same."""
    return list(_due_rounds(schedule, calendar, first, last))


def window_of(schedule: Schedule, calendar: SchoolCalendar, day: date, slot: str) -> DueRound:
    """The window of the round that somebody walks on ``day`` in ``slot``: as due, or the whole day
    without grace when no such round is due (slot `extra`, or a calendar that changed since)."""
    due = (one for one in _due_rounds(schedule, calendar, day, day) if one.slot == slot)
    return next(due, None) or _whole_day(day, slot, schedule.slot(slot))


def extra_round(day: date) -> DueRound:
    """A walk outside of the schedule: the whole of ``day``, no grace."""
    return _whole_day(day, EXTRA, None)


def _due_rounds(
    schedule: Schedule, calendar: SchoolCalendar, first: date, last: date
) -> Iterator[DueRound]:
    for period in periods(schedule, calendar, first, last):
        for slot in schedule.slots:
            yield _due(period, slot)


def _due(period: Period, slot: Slot) -> DueRound:
    ends_at = _at(period.last, slot.end)
    if slot.end <= slot.start:
        ends_at += _DAY
    return DueRound(
        day=period.first,
        slot=slot.key,
        slot_name=slot.name,
        starts_at=_at(period.first, slot.start),
        ends_at=ends_at,
        grace_ends_at=ends_at + timedelta(minutes=slot.grace),
    )


def _whole_day(day: date, key: str, slot: Slot | None) -> DueRound:
    begin = _at(day, time())
    return DueRound(day, key, slot.name if slot else "", begin, begin + _DAY, begin + _DAY)


def _at(day: date, when: time) -> datetime:
    return datetime.combine(day, when, SCHOOL_ZONE)
