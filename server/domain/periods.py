"""The periods of a schedule: single days, weeks, half months, months, parts of terms.

A period is named by its first day by the calendar on the wall (a week by its Monday, even when
that is a holiday), not by its first school day: else a holiday that is written down on Friday
would move Monday's round to another day, away from what was recorded in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from server.domain.schedule import Cycle, Schedule
from server.domain.school_calendar import SchoolCalendar, Term, is_holiday, is_school_day

_DAY = timedelta(days=1)
_HALF = 15


class Period(NamedTuple):
    """Both days are included."""

    first: date
    last: date


def periods(
    schedule: Schedule, calendar: SchoolCalendar, first: date, last: date
) -> Iterator[Period]:
    """The periods whose first day lies in ``first``..``last``, oldest first. A week, half month or
    month without a single school day has no period unless the schedule goes on in holidays."""
    if schedule.cycle in _OF_TERMS:
        for period in _OF_TERMS[schedule.cycle](schedule, calendar):
            if first <= period.first <= last:
                yield period
        return
    for day in _days(Period(first, last)):
        found = _beginning(schedule.cycle, day)
        if found is not None and _counts(schedule, calendar, found):
            yield found


def _beginning(cycle: Cycle, day: date) -> Period | None:
    """The period of ``cycle`` that begins on ``day`` by the calendar on the wall."""
    begins, last = _SPANS[cycle](day)
    return Period(day, last) if begins else None


def _week(day: date) -> tuple[bool, date]:
    return day.isoweekday() == 1, day + 6 * _DAY


def _half_month(day: date) -> tuple[bool, date]:
    last = day.replace(day=_HALF) if day.day == 1 else _month_end(day)
    return day.day in (1, _HALF + 1), last


def _month(day: date) -> tuple[bool, date]:
    return day.day == 1, _month_end(day)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY


_SPANS: Mapping[Cycle, Callable[[date], tuple[bool, date]]] = {
    Cycle.SCHOOL_DAYS: lambda day: (True, day),
    Cycle.WEEKDAYS: lambda day: (True, day),
    Cycle.WEEKLY: _week,
    Cycle.HALF_MONTHLY: _half_month,
    Cycle.MONTHLY: _month,
    Cycle.NONE: lambda day: (False, day),
}


def _counts(schedule: Schedule, calendar: SchoolCalendar, period: Period) -> bool:
    if schedule.cycle is Cycle.SCHOOL_DAYS:
        return is_school_day(calendar, period.first)
    if schedule.cycle is Cycle.WEEKDAYS:
        named = period.first.isoweekday() in schedule.weekdays
        return named and (schedule.on_holidays or not is_holiday(calendar, period.first))
    return schedule.on_holidays or any(is_school_day(calendar, day) for day in _days(period))


def _parts_of_terms(schedule: Schedule, calendar: SchoolCalendar) -> Iterator[Period]:
    for term in calendar.terms():
        yield from _parts(term, schedule.times)


def _parts(term: Term, times: int) -> Iterator[Period]:
    """``term`` in ``times`` parts that differ by a day at most; a term with fewer days than parts
    has one part a day."""
    days = (term.ends_on - term.starts_on).days + 1
    count = min(times, days)
    for n in range(count):
        begin, end = n * days // count, (n + 1) * days // count
        yield Period(term.starts_on + begin * _DAY, term.starts_on + (end - 1) * _DAY)


def _days_before_terms(schedule: Schedule, calendar: SchoolCalendar) -> Iterator[Period]:
    """The days before each term, never reaching back before the start of the term before it."""
    earliest = date.min
    for term in calendar.terms():
        days = min(schedule.days_before, (term.starts_on - earliest).days)
        if days:
            yield Period(term.starts_on - days * _DAY, term.starts_on - _DAY)
        earliest = term.starts_on


_OF_TERMS: Mapping[Cycle, Callable[[Schedule, SchoolCalendar], Iterator[Period]]] = {
    Cycle.PER_TERM: _parts_of_terms,
    Cycle.BEFORE_TERM: _days_before_terms,
}


def _days(period: Period) -> Iterator[date]:
    for n in range((period.last - period.first).days + 1):
        yield period.first + n * _DAY
