"""The demo's school year, with the holidays as the State Council's office announced them."""

from __future__ import annotations

from datetime import date, timedelta

from server.domain.school_calendar import SpecialDay, Term, Year
from server.services.school import NewTerm

_AUGUST = 8
# Day and name; (month, day, how many days, name) of the years that nobody has announced yet.
_FIXED = ((10, 1, 7, "国庆节"), (1, 1, 1, "元旦"), (4, 5, 1, "清明节"), (5, 1, 5, "劳动节"))
_ANNOUNCED_2026 = (
    (date(2026, 9, 20), True, "国庆节补课"),
    (date(2026, 9, 25), False, "中秋节"),
    (date(2026, 10, 10), True, "国庆节补课"),
    (date(2027, 6, 9), False, "端午节"),
)


def demo_year(today: date) -> Year:
    """The school year of ``today``, September to August, with its two terms."""
    first = today.year if today.month >= _AUGUST else today.year - 1
    name = f"{first}-{first + 1}"
    terms = (
        Term(f"{name} 第一学期", date(first, 9, 1), date(first + 1, 1, 22)),
        Term(f"{name} 第二学期", date(first + 1, 2, 22), date(first + 1, 7, 2)),
    )
    days = {day.day: day for day in _days(first)}
    return Year(name, date(first, 8, 1), date(first + 1, 7, 31), terms, days)


def current_term(year: Year, today: date) -> NewTerm:
    """The term that runs, in a vacation the one before it; before the first, the first."""
    begun = [term for term in year.terms if term.starts_on <= today]
    term = begun[-1] if begun else year.terms[0]
    return NewTerm(term.name, term.starts_on, term.ends_on)


def _days(first: int) -> list[SpecialDay]:
    days = [
        SpecialDay(_of_year(first, month, day) + timedelta(days=n), False, name)
        for month, day, count, name in _FIXED
        for n in range(count)
    ]
    announced = _ANNOUNCED_2026 if first == _ANNOUNCED_2026[0][0].year else ()
    return days + [SpecialDay(*one) for one in announced]


def _of_year(first: int, month: int, day: int) -> date:
    return date(first if month >= _AUGUST else first + 1, month, day)
