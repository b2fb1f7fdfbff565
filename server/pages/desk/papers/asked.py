"""Which form was asked for, and of which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import request

from server.domain.problems import BadInput, NotFound
from server.domain.problems_forms import FormPeriodReversed, FormPeriodTooLong
from server.domain.school_calendar import SchoolCalendar
from server.pages.desk.request_values import day_given
from server.web.messages import t

_YEAR = 400
"""A school year with some days before and after."""
MOST_DAYS = {
    "records": 31,
    "fire_daily": _YEAR,
    "fire_monthly": _YEAR,
    "month": _YEAR,
    "findings": _YEAR,
    "hygiene": _YEAR,
    "archive": _YEAR,
    "card": _YEAR,
    "pack": _YEAR,
    "log": 1,
    "term": _YEAR,
}
"""The forms in the order of the page, and how many days each takes at most: every stop of a longer
time would be a file that nobody prints."""
WORDS = ("log", "term")
"""Those that are sentences on a page, not files."""
ONLY_PDF = frozenset({"pack"})
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """``route_id`` "" for all routes; ``asset_id`` of the one extinguisher whose card it is;
    ``round_id`` of one round instead of a period."""

    form: str
    first: date
    last: date
    route_id: str = ""
    asset_id: str = ""
    round_id: str = ""


def given(today: date) -> Asked:
    """What the address holds; what it does not, or not readably, is this month until today."""
    form = request.args.get("form", "")
    return Asked(
        form=form if form in MOST_DAYS else next(iter(MOST_DAYS)),
        first=day_given("first") or today.replace(day=1),
        last=day_given("last") or today,
        route_id=request.args.get("route_id", ""),
        asset_id=request.args.get("asset_id", ""),
        round_id=request.args.get("round_id", ""),
    )


def checked(today: date) -> Asked:
    """What the address holds. Raises NotFound for an unknown form, BadInput naming the day that
    cannot be read, FormPeriodReversed, FormPeriodTooLong. The log of a day takes the last day."""
    asked = given(today)
    if asked.form != request.args.get("form"):
        raise NotFound
    for name in ("first", "last"):
        if request.args.get(name) and day_given(name) is None:
            raise BadInput(fields=t(f"desk.forms.{name}"))
    if asked.form == "log":
        return Asked("log", asked.last, asked.last)
    if asked.last < asked.first:
        raise FormPeriodReversed(first=asked.first, last=asked.last)
    most = MOST_DAYS[asked.form]
    if asked.last - asked.first >= timedelta(days=most):
        raise FormPeriodTooLong(most=most)
    return asked


def presets(calendar: SchoolCalendar, today: date) -> dict[str, tuple[date, date]]:
    """The periods that people mean most, by key: first and last day."""
    month = today.replace(day=1)
    before = (month - _DAY).replace(day=1)
    found = {
        "today": (today, today),
        "week": (today - _DAY * today.weekday(), today),
        "month": (month, today),
        "last_month": (before, month - _DAY),
    }
    term = calendar.term_of(today)
    return found | {"term": (term.starts_on, min(term.ends_on, today))} if term else found
