"""People: adding, changing roles, suspending, new passwords."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.domain.access import Role
from server.domain.problems import LastAdministrator, LoginTaken, NotFound
from server.records import Person, PersonRole
from server.services.sign_in import hash_password


def add_person(
    session: Session, login: str, name: str, password: str, roles: Collection[Role], now: datetime
) -> Person:
    """Raises LoginTaken (logins ignore case), PasswordTooShort."""
    login = login.strip().lower()
    if session.scalar(select(Person.id).where(Person.login == login)):
        raise LoginTaken(login=login)
    person = Person(
        login=login,
        name=name.strip(),
        password_hash=hash_password(password),
        created_at=now,
        roles=[PersonRole(role=role) for role in sorted(roles)],
    )
    session.add(person)
    session.flush()
    return person


def change_person(session: Session, person_id: str, name: str, roles: Collection[Role]) -> Person:
    """Raises NotFound, LastAdministrator."""
    person = get_person(session, person_id)
    person.name = name.strip()
    kept = {held.role: held for held in person.roles}
    person.roles = [kept.get(role) or PersonRole(role=role) for role in sorted(roles)]
    session.flush()
    _keep_an_administrator(session)
    return person


def set_password(session: Session, person_id: str, password: str) -> None:
    """Raises NotFound, PasswordTooShort."""
    get_person(session, person_id).password_hash = hash_password(password)


def suspend_person(session: Session, person_id: str, now: datetime) -> None:
    """Shut a person out; what they recorded stays. Raises NotFound, LastAdministrator."""
    get_person(session, person_id).suspended_at = now
    session.flush()
    _keep_an_administrator(session)


def restore_person(session: Session, person_id: str) -> None:
    """Let a suspended person in again. Raises NotFound."""
    get_person(session, person_id).suspended_at = None


def list_people(session: Session) -> list[Person]:
    """Everybody by name, the suspended last."""
    return list(
        session.scalars(select(Person).order_by(Person.suspended_at.is_not(None), Person.name))
    )


def get_person(session: Session, person_id: str) -> Person:
    """Raises NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def _keep_an_administrator(session: Session) -> None:
    administrators = session.scalar(
        select(func.count())
        .select_from(Person)
        .join(PersonRole)
        .where(PersonRole.role == Role.ADMINISTRATOR, Person.suspended_at.is_(None))
    )
    if not administrators:
        raise LastAdministrator
