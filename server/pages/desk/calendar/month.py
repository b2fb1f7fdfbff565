"""One month as a page shows it: weeks from Monday, and what each day is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from server.domain.day_lines import Run, runs_of
from server.domain.school_calendar import DayKind, SchoolCalendar, Term, day_kind

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """``first`` and ``last`` are its days."""

    first: date

    @property
    def last(self) -> date:
        return self.after.first - _DAY

    @property
    def after(self) -> Month:
        return Month((self.first + 31 * _DAY).replace(day=1))

    @property
    def before(self) -> Month:
        return Month((self.first - _DAY).replace(day=1))

    @property
    def name(self) -> str:
        """As addresses have it: 2026-11."""
        return self.first.isoformat()[:7]


@dataclass(frozen=True)
class DayCell:
    day: date
    kind: DayKind
    is_today: bool


@dataclass(frozen=True)
class MonthView:
    """``weeks`` from Monday to Sunday, None where another month's day would stand. ``runs`` are
    the special days, ``terms`` those that touch the month."""

    month: Month
    weeks: tuple[tuple[DayCell | None, ...], ...]
    runs: tuple[Run, ...]
    terms: tuple[Term, ...]


def month_asked(text: str | None, today: date) -> Month:
    """The month as 2026-11; what cannot be read is the present one."""
    found = _MONTH.fullmatch(text or "")
    return Month(date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1))


def month_view(calendar: SchoolCalendar, month: Month, today: date) -> MonthView:
    special = (one for year in calendar.years for one in year.days.values())
    return MonthView(
        month=month,
        weeks=tuple(_weeks(calendar, month, today)),
        runs=tuple(runs_of(one for one in special if month.first <= one.day <= month.last)),
        terms=tuple(
            term
            for term in calendar.terms()
            if term.starts_on <= month.last and term.ends_on >= month.first
        ),
    )


def _weeks(calendar: SchoolCalendar, month: Month, today: date) -> list[tuple[DayCell | None, ...]]:
    monday = month.first - (month.first.isoweekday() - 1) * _DAY
    weeks = []
    while monday <= month.last:
        days = (monday + n * _DAY for n in range(7))
        weeks.append(tuple(_cell(calendar, day, month, today) for day in days))
        monday += 7 * _DAY
    return weeks


def _cell(calendar: SchoolCalendar, day: date, month: Month, today: date) -> DayCell | None:
    if not month.first <= day <= month.last:
        return None
    return DayCell(day, day_kind(calendar, day), day == today)
