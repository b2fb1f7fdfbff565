"""The calendar of the school, as the rules read it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.school_calendar import SchoolCalendar, Year, calendar_of, read_year
from server.records import SchoolYear


def school_calendar(session: Session) -> SchoolCalendar:
    """All school years; an empty calendar when none was filled in (see the rule's file)."""
    return calendar_of(year_of(row) for row in session.scalars(select(SchoolYear)))


def year_of(row: SchoolYear) -> Year:
    """One stored school year for the rules."""
    return read_year(row.name, row.starts_on, row.ends_on, row.terms, row.days)
