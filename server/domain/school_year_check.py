"""What a school year must be, and what next year looks like as a first draft."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from server.domain.problems_calendar import (
    SchoolYearDatesInvalid,
    SchoolYearOverlaps,
    TermEndsEarly,
    TermOutsideYear,
    TermsOverlap,
)
from server.domain.school_calendar import SpecialDay, Term, Year

MOST_DAYS = 550
FIRST_YEAR, LAST_YEAR = 2001, 2099
"""Far enough from the ends of the calendar that every sum of days stays a day."""
_WEEKS = timedelta(weeks=52)
_YEAR_NUMBER = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def check_year(year: Year, others: Iterable[Year]) -> None:
    """Raises SchoolYearDatesInvalid, SchoolYearOverlaps with one of ``others``, TermEndsEarly,
    TermOutsideYear, TermsOverlap. Special days are checked where they are read."""
    is_near = year.starts_on.year >= FIRST_YEAR and year.ends_on.year <= LAST_YEAR
    if not (is_near and 0 < (year.ends_on - year.starts_on).days < MOST_DAYS):
        raise SchoolYearDatesInvalid(most=MOST_DAYS, first=FIRST_YEAR, last=LAST_YEAR)
    for other in others:
        if year.starts_on <= other.ends_on and other.starts_on <= year.ends_on:
            raise SchoolYearOverlaps(name=other.name)
    for n, term in enumerate(year.terms, 1):
        _check_term(year, term, n)
    for n, (before, after) in enumerate(pairwise(year.terms), 2):
        if after.starts_on <= before.ends_on:
            raise TermsOverlap(n=n)


def _check_term(year: Year, term: Term, n: int) -> None:
    if term.ends_on < term.starts_on:
        raise TermEndsEarly(n=n)
    if not (year.holds(term.starts_on) and year.holds(term.ends_on)):
        bounds = {"first": year.starts_on.isoformat(), "last": year.ends_on.isoformat()}
        raise TermOutsideYear(n=n, **bounds)


def next_year(year: Year) -> Year:
    """A draft of the year after ``year``, to be corrected by hand: the terms 52 weeks later, so
    that they begin on the same day of the week; holidays on the same dates; no make-up days, which
    differ each year. It begins where ``year`` ends."""
    starts_on = max(_year_later(year.starts_on), year.ends_on + timedelta(days=1))
    ends_on = max(_year_later(year.ends_on), starts_on)
    draft = Year(_renamed(year.name), starts_on, ends_on)
    holidays = (_moved(day) for day in year.days.values() if not day.has_school)
    return replace(
        draft,
        terms=tuple(_term_within(draft, term) for term in year.terms),
        days={one.day: one for one in holidays if draft.holds(one.day)},
    )


def _term_within(year: Year, term: Term) -> Term:
    starts_on = min(max(term.starts_on + _WEEKS, year.starts_on), year.ends_on)
    ends_on = min(max(term.ends_on + _WEEKS, starts_on), year.ends_on)
    return Term(_renamed(term.name), starts_on, ends_on)


def _moved(special: SpecialDay) -> SpecialDay:
    return replace(special, day=_year_later(special.day), name=_renamed(special.name))


def _renamed(name: str) -> str:
    """Every year in a name one later: 2026-2027 becomes 2027-2028."""
    return _YEAR_NUMBER.sub(lambda found: str(int(found[0]) + 1), name)


def _year_later(day: date) -> date:
    """The same date of the next year; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
