"""The dates of the demo's extinguishers: some unknown, some overdue, some to be scrapped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_UNKNOWN_EACH = 12
_NEGLECTED_EACH = 5
_SERVICED_FROM = timedelta(days=3 * 366)


@dataclass(frozen=True)
class ExtinguisherDates:
    """Both None where nobody can read them any more."""

    manufactured_on: date | None = None
    serviced_on: date | None = None


def extinguisher_dates(number: int, today: date) -> ExtinguisherDates:
    """Those of bottle ``number``, which counts from 1: up to seven years old, the older ones
    serviced within the last year but for every fifth."""
    if number % _UNKNOWN_EACH == 0:
        return ExtinguisherDates()
    made = date(today.year - number % 7, 1 + number % 12, 1)
    made = min(made, today)
    if today - made < _SERVICED_FROM or number % _NEGLECTED_EACH == 0:
        return ExtinguisherDates(made)
    return ExtinguisherDates(made, today - timedelta(days=20 + 30 * (number % 11)))
