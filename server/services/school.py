"""The school of this database, and how a new one begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.access import Role
from server.domain.problems import NotFound, SchoolExists, TermDatesReversed
from server.records import School, SchoolYear, SyncCounter, new_id
from server.services.asset_kinds import load_asset_kinds
from server.services.checklists import ChecklistChange, load_templates
from server.services.people import add_person


@dataclass(frozen=True)
class NewTerm:
    """A 学期; both days belong to it."""

    name: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class NewAdministrator:
    login: str
    name: str
    password: str


def the_school(session: Session) -> School:
    """The one school of this database. Raises NotFound before it was begun."""
    school: School | None = session.scalar(select(School))
    if school is None:
        raise NotFound
    return school


def begin_school(
    session: Session,
    name: str,
    term: NewTerm,
    administrator: NewAdministrator,
    now: datetime,
    *,
    is_demo: bool = False,
) -> School:
    """Fill an empty, migrated database with a school, its term, the kinds of assets, their
    checklists and the first administrator.

    Raises SchoolExists, TermDatesReversed, PasswordTooShort.
    """
    if session.scalar(select(School.id)) is not None:
        raise SchoolExists
    if term.ends_on < term.starts_on:
        raise TermDatesReversed
    school = School(name=name, is_demo=is_demo, created_at=now)
    session.add_all([school, SyncCounter(id=1, epoch=new_id(), rev=0, tombstone_floor=0)])
    session.flush()
    session.add(_first_year(term))
    load_asset_kinds(session)
    load_templates(session, ChecklistChange(None, now))
    add_person(
        session,
        administrator.login,
        administrator.name,
        administrator.password,
        frozenset({Role.ADMINISTRATOR}),
        now,
    )
    return school


def _first_year(term: NewTerm) -> SchoolYear:
    """The school year as far as it is known: its one term."""
    days = {"starts_on": term.starts_on.isoformat(), "ends_on": term.ends_on.isoformat()}
    return SchoolYear(**vars(term), terms=[{"name": term.name, **days}], days=[])
