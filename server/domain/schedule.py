"""When a route is due: its schedule, as stored and as read.

The stored form is a JSON object::

    {"cycle": "school_days" | "weekdays" | "weekly" | "half_monthly" | "monthly" | "per_term"
              | "before_term" | "none",
     "weekdays": [1, 3, 5],      only of `weekdays`: 1 = Monday .. 7 = Sunday
     "times": 2,                 only of `per_term`: 1..20, the term in so many equal parts
     "days_before": 14,          only of `before_term`: 1..60
     "on_holidays": false,       of `weekdays`, `weekly`, `half_monthly`, `monthly`: due also when
                                 there is no school (公安部61号令 art. 25 knows no holidays)
     "slots": [{"key": "1", "name": "早巡", "start": "07:00", "end": "07:40", "grace": 60}]}

``slots`` holds one to twelve of them, except with `none`, whose slots do not count. ``key`` is up
to 20 of a-z, 0-9, `-` and `_`, differs within the schedule and is never `extra`; ``name`` has up to
40 characters; ``grace`` is 0..14400 minutes (ten days). A slot whose end is not after its start
ends on the next day, so 00:00 to 00:00 is a whole day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any

from server.domain.problems_calendar import (
    ScheduleCycleUnknown,
    ScheduleDaysBeforeInvalid,
    ScheduleInvalid,
    ScheduleSlotsInvalid,
    ScheduleTimesInvalid,
    ScheduleUnreadable,
    ScheduleWeekdaysInvalid,
    SlotEndInvalid,
    SlotGraceInvalid,
    SlotKeyInvalid,
    SlotNameInvalid,
    SlotStartInvalid,
)

EXTRA = "extra"
MOST_SLOTS = 12
MOST_TIMES = 20
MOST_DAYS_BEFORE = 60
MOST_GRACE = 14_400
MOST_NAME = 40
_SUNDAY = 7
_KEY = re.compile(r"[a-z0-9_-]{1,20}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class Cycle(StrEnum):
    SCHOOL_DAYS = "school_days"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"
    HALF_MONTHLY = "half_monthly"
    MONTHLY = "monthly"
    PER_TERM = "per_term"
    BEFORE_TERM = "before_term"
    NONE = "none"


DAILY = frozenset({Cycle.SCHOOL_DAYS, Cycle.WEEKDAYS})
ON_HOLIDAYS = frozenset({Cycle.WEEKDAYS, Cycle.WEEKLY, Cycle.HALF_MONTHLY, Cycle.MONTHLY})


@dataclass(frozen=True)
class Slot:
    """A window within the day, or from the first to the last day of a longer period; ``grace`` in
    minutes after its end."""

    key: str
    name: str
    start: time
    end: time
    grace: int

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "name": self.name,
            "start": self.start.strftime("%H:%M"),
            "end": self.end.strftime("%H:%M"),
            "grace": self.grace,
        }


@dataclass(frozen=True)
class Schedule:
    """``weekdays``, ``times``, ``days_before`` and ``on_holidays`` count only with their cycle."""

    cycle: Cycle
    slots: tuple[Slot, ...] = ()
    weekdays: frozenset[int] = frozenset()
    times: int = 1
    days_before: int = 1
    on_holidays: bool = False

    def slot(self, key: str) -> Slot | None:
        """The slot named ``key``."""
        return next((slot for slot in self.slots if slot.key == key), None)

    def as_json(self) -> dict[str, Any]:
        """The stored form, with nothing that does not count with the cycle."""
        form: dict[str, Any] = {"cycle": self.cycle.value}
        if self.cycle is Cycle.WEEKDAYS:
            form["weekdays"] = sorted(self.weekdays)
        elif self.cycle is Cycle.PER_TERM:
            form["times"] = self.times
        elif self.cycle is Cycle.BEFORE_TERM:
            form["days_before"] = self.days_before
        if self.cycle in ON_HOLIDAYS:
            form["on_holidays"] = self.on_holidays
        return form | {"slots": [slot.as_json() for slot in self.slots]}


def read_schedule(data: object) -> Schedule:
    """The schedule of its stored form, or of what a form has put together in that shape.

    Raises a ScheduleInvalid that names the first field that does not fit. What does not count with
    the cycle is not looked at.
    """
    if not isinstance(data, Mapping):
        raise ScheduleUnreadable
    cycle = _cycle(data.get("cycle"))
    return Schedule(
        cycle=cycle,
        slots=() if cycle is Cycle.NONE else _slots(data.get("slots")),
        weekdays=_weekdays(data.get("weekdays")) if cycle is Cycle.WEEKDAYS else frozenset(),
        times=_times(data.get("times")) if cycle is Cycle.PER_TERM else 1,
        days_before=_days_before(data.get("days_before")) if cycle is Cycle.BEFORE_TERM else 1,
        on_holidays=cycle in ON_HOLIDAYS and data.get("on_holidays") is True,
    )


def _cycle(value: object) -> Cycle:
    try:
        return Cycle(value)  # type: ignore[arg-type]
    except ValueError:
        raise ScheduleCycleUnknown from None


def _weekdays(value: object) -> frozenset[int]:
    if not isinstance(value, list) or not value:
        raise ScheduleWeekdaysInvalid
    if not all(_is_within(day, 1, _SUNDAY) for day in value):
        raise ScheduleWeekdaysInvalid
    return frozenset(value)


def _times(value: object) -> int:
    return _whole(value, 1, MOST_TIMES, ScheduleTimesInvalid(most=MOST_TIMES))


def _days_before(value: object) -> int:
    problem = ScheduleDaysBeforeInvalid(most=MOST_DAYS_BEFORE)
    return _whole(value, 1, MOST_DAYS_BEFORE, problem)


def _slots(value: object) -> tuple[Slot, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= MOST_SLOTS:
        raise ScheduleSlotsInvalid(most=MOST_SLOTS)
    slots = tuple(_slot(slot, n) for n, slot in enumerate(value, 1))
    _refuse_repeated(slots)
    return slots


def _slot(data: object, n: int) -> Slot:
    if not isinstance(data, Mapping):
        raise ScheduleSlotsInvalid(most=MOST_SLOTS)
    return Slot(
        key=_key(data.get("key"), n),
        name=_name(data.get("name"), n),
        start=_time(data.get("start"), SlotStartInvalid(n=n)),
        end=_time(data.get("end"), SlotEndInvalid(n=n)),
        grace=_whole(data.get("grace"), 0, MOST_GRACE, SlotGraceInvalid(n=n, most=MOST_GRACE)),
    )


def _key(value: object, n: int) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value) or value == EXTRA:
        raise SlotKeyInvalid(n=n)
    return value


def _refuse_repeated(slots: Iterable[Slot]) -> None:
    seen: set[str] = set()
    for n, slot in enumerate(slots, 1):
        if slot.key in seen:
            raise SlotKeyInvalid(n=n)
        seen.add(slot.key)


def _name(value: object, n: int) -> str:
    if not isinstance(value, str) or not 1 <= len(value.strip()) <= MOST_NAME:
        raise SlotNameInvalid(n=n, most=MOST_NAME)
    return value.strip()


def _time(value: object, problem: ScheduleInvalid) -> time:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise problem
    return time.fromisoformat(value)


def _whole(value: object, least: int, most: int, problem: ScheduleInvalid) -> int:
    if not isinstance(value, int) or not _is_within(value, least, most):
        raise problem
    return value


def _is_within(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
