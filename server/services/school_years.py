"""School years: filled in, corrected, copied to the next, taken away."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.day_lines import read_day_lines
from server.domain.problems import Conflict, NotFound
from server.domain.school_calendar import SpecialDay, Term, Year
from server.domain.school_year_check import check_year
from server.records import SchoolYear
from server.services.school_calendar import year_of


def list_years(session: Session) -> list[SchoolYear]:
    """All school years, the newest first."""
    return list(session.scalars(select(SchoolYear).order_by(SchoolYear.starts_on.desc())))


def get_year(session: Session, year_id: str) -> SchoolYear:
    """Raises NotFound."""
    year = session.get(SchoolYear, year_id)
    if year is None:
        raise NotFound
    return year


def year_on(session: Session, day: date) -> SchoolYear | None:
    """The school year that ``day`` lies in."""
    within = (SchoolYear.starts_on <= day, SchoolYear.ends_on >= day)
    found: SchoolYear | None = session.scalar(select(SchoolYear).where(*within))
    return found


def add_year(session: Session, year_id: str, year: Year) -> SchoolYear:
    """Keep a new school year; one that has this id already is left as it is (a second click).
    Raises what ``check_year`` raises."""
    known = session.get(SchoolYear, year_id)
    if known is not None:
        return known
    _check(session, year_id, year)
    row = SchoolYear(id=year_id)
    _fill(row, year)
    session.add(row)
    return row


def change_year(session: Session, year_id: str, year: Year, based_on: int | None) -> None:
    """Correct a school year. Rounds that were walked keep their windows; which others were due is
    from now on judged by the corrected calendar. What changes nothing is done already (a second
    click).

    Raises NotFound, Conflict when ``based_on`` is not its revision, and what ``check_year`` raises.
    """
    row = get_year(session, year_id)
    if year_of(row) == year:
        return
    if row.rev != based_on:
        raise Conflict(changed=row.name)
    _check(session, year_id, year)
    _fill(row, year)


def add_days(session: Session, year_id: str, lines: str) -> int:
    """Write the days that ``lines`` name into the school year, over what was said of them before;
    how many. Raises NotFound and what ``read_day_lines`` raises."""
    row = get_year(session, year_id)
    year = year_of(row)
    added = read_day_lines(lines, year.starts_on, year.ends_on)
    days = dict(year.days) | {one.day: one for one in added}
    row.days = [_stored_day(days[day]) for day in sorted(days)]
    return len(added)


def remove_year(session: Session, year_id: str) -> None:
    """Take a school year out of the calendar; one that is gone already stays so."""
    row = session.get(SchoolYear, year_id)
    if row is not None:
        session.delete(row)


def _check(session: Session, year_id: str, year: Year) -> None:
    others = session.scalars(select(SchoolYear).where(SchoolYear.id != year_id))
    check_year(year, (year_of(other) for other in others))


def _fill(row: SchoolYear, year: Year) -> None:
    row.name = year.name
    row.starts_on = year.starts_on
    row.ends_on = year.ends_on
    row.terms = [_stored_term(term) for term in year.terms]
    row.days = [_stored_day(year.days[day]) for day in sorted(year.days)]


def _stored_term(term: Term) -> dict[str, str]:
    return {
        "name": term.name,
        "starts_on": term.starts_on.isoformat(),
        "ends_on": term.ends_on.isoformat(),
    }


def _stored_day(special: SpecialDay) -> dict[str, str]:
    kind = "school_day" if special.has_school else "holiday"
    return {"day": special.day.isoformat(), "kind": kind, "name": special.name}
