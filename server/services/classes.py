"""The school's classes: which there are, who teaches them and where they sit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.domain.school_class import ClassIdentity, Stage, autumn_of, class_name
from server.records import ClassRoom, ClassTeacher, SchoolClass

Assigned = type[ClassTeacher] | type[ClassRoom]


@dataclass(frozen=True)
class ClassNow:
    """A class on one day. ``person_ids``: its teachers, the longest in office first."""

    id: str
    name: str
    place_id: str | None
    person_ids: list[str]


def classes_on(session: Session, day: date) -> list[ClassNow]:
    """All classes that have not graduated before ``day``, by stage, grade and number."""
    rooms = _room_of(session, day)
    teachers = _teachers_of(session, day)
    return [
        ClassNow(row.id, name_on(row, day), rooms.get(row.id), teachers[row.id])
        for row in list_classes(session, day)
    ]


def class_of_room(session: Session, day: date) -> dict[str, ClassNow]:
    """The class that sits in a room on ``day``, by the room's id."""
    return {one.place_id: one for one in classes_on(session, day) if one.place_id is not None}


def rooms_between(session: Session, first: date, last: date) -> list[ClassRoom]:
    """In which room a class sat on some day of ``first``..``last``; the latest last."""
    over = or_(ClassRoom.until_on.is_(None), ClassRoom.until_on >= first)
    wanted = select(ClassRoom).where(ClassRoom.from_on <= last, over)
    return list(session.scalars(wanted.order_by(ClassRoom.from_on, ClassRoom.id)))


def list_classes(session: Session, day: date) -> list[SchoolClass]:
    """All that have not graduated before ``day``, by stage, grade and number."""
    kept = or_(SchoolClass.graduated_on.is_(None), SchoolClass.graduated_on >= day)
    return sorted(session.scalars(select(SchoolClass).where(kept)), key=class_order)


def graduated_classes(session: Session, day: date) -> list[SchoolClass]:
    """All that have graduated before ``day``, the latest first."""
    gone = session.scalars(select(SchoolClass).where(SchoolClass.graduated_on < day))
    return sorted(gone, key=lambda row: (-row.entry_year, class_order(row)))


def get_class(session: Session, class_id: str) -> SchoolClass:
    """Raises NotFound."""
    row = session.get(SchoolClass, class_id)
    if row is None:
        raise NotFound
    return row


def identity_of(row: SchoolClass) -> ClassIdentity:
    """The class for the rules."""
    return ClassIdentity(Stage(row.stage), row.entry_year, row.number)


def name_on(row: SchoolClass, day: date) -> str:
    """What the class is called on ``day``."""
    return class_name(identity_of(row), autumn_of(day))


def holds_on(table: Assigned, day: date) -> ColumnElement[bool]:
    """That an assignment holds on ``day``."""
    return (table.from_on <= day) & or_(table.until_on.is_(None), table.until_on >= day)


def class_order(row: SchoolClass) -> tuple[int, int, int]:
    """By stage, grade and number."""
    return list(Stage).index(Stage(row.stage)), -row.entry_year, row.number


def _room_of(session: Session, day: date) -> dict[str, str]:
    wanted = select(ClassRoom.class_id, ClassRoom.place_id).where(holds_on(ClassRoom, day))
    return {row.class_id: row.place_id for row in session.execute(wanted)}


def _teachers_of(session: Session, day: date) -> defaultdict[str, list[str]]:
    wanted = (
        select(ClassTeacher.class_id, ClassTeacher.person_id)
        .where(holds_on(ClassTeacher, day))
        .order_by(ClassTeacher.from_on, ClassTeacher.assigned_at, ClassTeacher.id)
    )
    teachers: defaultdict[str, list[str]] = defaultdict(list)
    for class_id, person_id in session.execute(wanted):
        teachers[class_id].append(person_id)
    return teachers
