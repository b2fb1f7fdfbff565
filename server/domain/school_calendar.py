"""What each day is at the school: school years with terms, holidays and make-up days.

A day is looked up in this order: what the school wrote about that very day; else vacation when it
lies in a school year but in none of its terms, or between two school years; else the weekly rule,
Monday to Friday. So a school without any calendar has school from Monday to Friday and no terms,
a year without terms has school all year round, and after the last year the weekly rule goes on:
nobody's rounds stop because the next year was not filled in yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

_FRIDAY = 5


class DayKind(StrEnum):
    SCHOOL_DAY = "school_day"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    VACATION = "vacation"


@dataclass(frozen=True)
class Term:
    """Both days are included."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class SpecialDay:
    """A day that differs from the weekly rule: a make-up day with school, or a holiday."""

    day: date
    has_school: bool
    name: str


@dataclass(frozen=True)
class Year:
    """One 学年; both days are included, the terms lie inside in their order."""

    name: str
    starts_on: date
    ends_on: date
    terms: tuple[Term, ...] = ()
    days: Mapping[date, SpecialDay] = field(default_factory=lambda: MappingProxyType({}))

    def holds(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on


@dataclass(frozen=True)
class SchoolCalendar:
    """All school years in their order; they do not overlap."""

    years: tuple[Year, ...] = ()

    def year_of(self, day: date) -> Year | None:
        """The school year that ``day`` lies in."""
        return next((year for year in self.years if year.holds(day)), None)

    def terms(self) -> Iterator[Term]:
        """The terms of all years, oldest first."""
        for year in self.years:
            yield from year.terms

    def term_of(self, day: date) -> Term | None:
        """The term that ``day`` lies in."""
        return next((term for term in self.terms() if term.starts_on <= day <= term.ends_on), None)


def read_year(
    name: str,
    starts_on: date,
    ends_on: date,
    terms: Iterable[Mapping[str, str]],
    days: Iterable[Mapping[str, str]],
) -> Year:
    """A stored school year: ``terms`` as {name, starts_on, ends_on}, ``days`` as {day, kind, name}
    with kind `holiday` or `school_day`, all days ISO texts."""
    return Year(name, starts_on, ends_on, tuple(_term(term) for term in terms), _special(days))


def calendar_of(years: Iterable[Year]) -> SchoolCalendar:
    """The calendar of ``years`` in any order."""
    return SchoolCalendar(tuple(sorted(years, key=lambda year: year.starts_on)))


def day_kind(calendar: SchoolCalendar, day: date) -> DayKind:
    """What ``day`` is, by the rule at the head of this file."""
    year = calendar.year_of(day)
    special = year.days.get(day) if year else None
    if special is not None:
        return DayKind.MAKE_UP if special.has_school else DayKind.HOLIDAY
    if _is_vacation(calendar.years, year, day):
        return DayKind.VACATION
    return DayKind.SCHOOL_DAY if day.isoweekday() <= _FRIDAY else DayKind.WEEKEND


def is_school_day(calendar: SchoolCalendar, day: date) -> bool:
    """Whether there is school on ``day``."""
    return day_kind(calendar, day) in (DayKind.SCHOOL_DAY, DayKind.MAKE_UP)


def is_holiday(calendar: SchoolCalendar, day: date) -> bool:
    """Whether ``day`` is a holiday or in the vacation; a plain weekend is neither."""
    return day_kind(calendar, day) in (DayKind.HOLIDAY, DayKind.VACATION)


def _is_vacation(years: Sequence[Year], year: Year | None, day: date) -> bool:
    if year is None:
        return bool(years) and years[0].starts_on < day < years[-1].ends_on
    return bool(year.terms) and not any(
        term.starts_on <= day <= term.ends_on for term in year.terms
    )


def _term(term: Mapping[str, str]) -> Term:
    return Term(
        term["name"], date.fromisoformat(term["starts_on"]), date.fromisoformat(term["ends_on"])
    )


def _special(days: Iterable[Mapping[str, str]]) -> Mapping[date, SpecialDay]:
    read = (
        SpecialDay(date.fromisoformat(day["day"]), day["kind"] == "school_day", day["name"])
        for day in days
    )
    return MappingProxyType({special.day: special for special in read})
