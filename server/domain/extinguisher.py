"""When a fire extinguisher is to be serviced and scrapped, counted from its manufacture.

Sources: GB 50444-2008 5.3.2 (service: the first after so many full years from manufacture, then
each so many full years from the last service), 5.4.3 (scrapped once the years from manufacture
are reached or exceeded), 5.1.2 (no more than a quarter sent away at once). The years are the
school's to edit. The phone's mirror is pwa/src/domain/extinguisher.ts; both run
tests/contract/extinguisher_dates.json.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SOON = timedelta(days=90)


class ExtinguisherState(StrEnum):
    """From the worst to the best."""

    UNKNOWN = "unknown"
    SCRAP = "scrap"
    OVERDUE = "overdue"
    SCRAP_SOON = "scrap_soon"
    DUE_SOON = "due_soon"
    IN_ORDER = "in_order"


class DateTrouble(StrEnum):
    """Why an extinguisher's dates say nothing."""

    NOT_GIVEN = "not_given"
    MADE_IN_FUTURE = "made_in_future"
    SERVICED_IN_FUTURE = "serviced_in_future"
    SERVICED_BEFORE_MADE = "serviced_before_made"


@dataclass(frozen=True)
class Periods:
    """Full years: from manufacture to the first service, from one service to the next, from
    manufacture to the scrapping."""

    first_service_years: int
    service_every_years: int
    scrap_years: int


@dataclass(frozen=True)
class Outlook:
    """Without a certain date of manufacture (``trouble``) nothing is known, and nothing is said
    to be in order. ``next_service_on`` is None where the scrapping comes first."""

    state: ExtinguisherState
    next_service_on: date | None = None
    scrap_on: date | None = None
    trouble: DateTrouble | None = None


def outlook(
    periods: Periods, manufactured_on: date | None, serviced_on: date | None, today: date
) -> Outlook:
    """What the dates mean on ``today``, the school's own day."""
    trouble = trouble_with(manufactured_on, serviced_on, today)
    if trouble is not None or manufactured_on is None:
        return Outlook(ExtinguisherState.UNKNOWN, trouble=trouble)
    scrap_on = years_later(manufactured_on, periods.scrap_years)
    service_on = (
        years_later(serviced_on, periods.service_every_years)
        if serviced_on is not None
        else years_later(manufactured_on, periods.first_service_years)
    )
    next_service_on = service_on if service_on < scrap_on else None
    return Outlook(_state(next_service_on, scrap_on, today), next_service_on, scrap_on)


def trouble_with(
    manufactured_on: date | None, serviced_on: date | None, today: date
) -> DateTrouble | None:
    """Why the dates cannot be right, or say nothing; None when they can."""
    if manufactured_on is None:
        return DateTrouble.NOT_GIVEN
    if manufactured_on > today:
        return DateTrouble.MADE_IN_FUTURE
    if serviced_on is None:
        return None
    if serviced_on > today:
        return DateTrouble.SERVICED_IN_FUTURE
    return DateTrouble.SERVICED_BEFORE_MADE if serviced_on < manufactured_on else None


def years_later(day: date, years: int) -> date:
    """The same day ``years`` later; the 29th of February becomes the last day of that month where
    the year has none (Civil Code art. 202)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def too_many_away(away: int, all_of_them: int) -> bool:
    """Whether more than a quarter would be away at once (GB 50444-2008 5.1.2)."""
    return away * 4 > all_of_them


def _state(service_on: date | None, scrap_on: date, today: date) -> ExtinguisherState:
    """On the day of the service it is due, not yet overdue; on the day of the scrapping the
    years are reached."""
    if scrap_on <= today:
        return ExtinguisherState.SCRAP
    if service_on is not None and service_on < today:
        return ExtinguisherState.OVERDUE
    if scrap_on <= today + SOON:
        return ExtinguisherState.SCRAP_SOON
    if service_on is not None and service_on <= today + SOON:
        return ExtinguisherState.DUE_SOON
    return ExtinguisherState.IN_ORDER
