"""Classes: registered, given a teacher and a room, closed, opened again, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.domain.problems_classes import ClassCounted, ClassExists
from server.domain.school_class import ClassIdentity, autumn_of, class_name, meant_class
from server.records import ClassRoom, ClassTeacher, CountSheet, SchoolClass, new_id
from server.services.class_assignments import FromDay, end_assignments, set_room, set_teachers
from server.services.classes import get_class, identity_of

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class ClassPlan:
    """Who teaches a class and where it sits."""

    person_ids: Sequence[str]
    place_id: str | None


def add_class(session: Session, class_id: str, text: str, plan: ClassPlan, change: FromDay) -> None:
    """Register the class that is called ``text`` on the change's day; one that has this id already
    is left as it is (a second click).

    Raises ClassUnreadable, ClassStageUnclear, ClassExists, and what ``change_class`` raises.
    """
    if session.get(SchoolClass, class_id) is not None:
        return
    identity = _meant(session, text, change.day)
    if _find(session, identity) is not None:
        raise ClassExists(name=class_name(identity, autumn_of(change.day)))
    _add(session, class_id, identity)
    change_class(session, class_id, plan, change)


def change_class(session: Session, class_id: str, plan: ClassPlan, change: FromDay) -> None:
    """Let it have these teachers and this room from that day on. Raises NotFound,
    ClassRoomTaken."""
    set_teachers(session, class_id, plan.person_ids, change)
    set_room(session, class_id, plan.place_id, change)


def close_class(session: Session, class_id: str, change: FromDay) -> None:
    """The class graduates or is given up: the day before is its last. Raises NotFound."""
    get_class(session, class_id).graduated_on = change.day - _DAY
    end_assignments(session, class_id, change)


def open_class(session: Session, class_id: str) -> None:
    """Take back that it was closed; its teachers and room are chosen anew. Raises NotFound."""
    get_class(session, class_id).graduated_on = None


def delete_class(session: Session, class_id: str) -> None:
    """Delete a class that was registered by mistake, with its assignments; one that is gone stays
    so. Raises ClassCounted."""
    row = session.get(SchoolClass, class_id)
    if row is None:
        return
    if session.scalar(select(CountSheet.id).where(CountSheet.class_id == class_id).limit(1)):
        raise ClassCounted
    for table in (ClassTeacher, ClassRoom):
        session.execute(delete(table).where(table.class_id == class_id))
    session.delete(row)


def find_or_add_class(session: Session, identity: ClassIdentity) -> SchoolClass:
    """The stored class, made when missing."""
    return _find(session, identity) or _add(session, new_id(), identity)


def _meant(session: Session, text: str, day: date) -> ClassIdentity:
    stages = {identity_of(row).stage for row in session.scalars(select(SchoolClass))}
    return meant_class(text, autumn_of(day), stages)


def _find(session: Session, identity: ClassIdentity) -> SchoolClass | None:
    return session.scalar(
        select(SchoolClass).where(
            SchoolClass.stage == identity.stage,
            SchoolClass.entry_year == identity.entry_year,
            SchoolClass.number == identity.number,
        )
    )


def _add(session: Session, class_id: str, identity: ClassIdentity) -> SchoolClass:
    row = SchoolClass(
        id=class_id,
        stage=identity.stage.value,
        entry_year=identity.entry_year,
        number=identity.number,
    )
    session.add(row)
    session.flush()
    return row
