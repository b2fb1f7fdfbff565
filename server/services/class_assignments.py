"""Who teaches a class and where it sits, from a day on; what was before stays written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.domain.problems_classes import ClassRoomTaken
from server.records import ClassRoom, ClassTeacher, Place, SchoolClass
from server.services.classes import get_class, name_on
from server.services.people import get_person
from server.services.places import get_place

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class FromDay:
    """A change that holds from ``day`` on, made by a person at a moment."""

    day: date
    by_id: str
    at: datetime


@dataclass(frozen=True)
class ClassHistory:
    """All assignments of a class, the newest first."""

    teachers: list[ClassTeacher]
    rooms: list[ClassRoom]


def set_teachers(
    session: Session, class_id: str, person_ids: Collection[str], change: FromDay
) -> None:
    """Let exactly these people teach the class from that day on; what was planned from later days
    is given up. Doing it twice changes nothing more. Raises NotFound."""
    get_class(session, class_id)
    for person_id in person_ids:
        get_person(session, person_id)
    _set(session, ClassTeacher.person_id, class_id, person_ids, change)


def set_room(session: Session, class_id: str, place_id: str | None, change: FromDay) -> None:
    """Let the class sit in that room, or in none, from that day on; as ``set_teachers``.

    Raises NotFound, ClassRoomTaken when another class sits there then or later.
    """
    get_class(session, class_id)
    if place_id is not None:
        _require_free(session, class_id, get_place(session, place_id), change.day)
    _set(session, ClassRoom.place_id, class_id, [place_id] if place_id else [], change)


def seat_class(session: Session, class_id: str, place_id: str | None, change: FromDay) -> None:
    """As ``set_room``, for whoever has made sure that all classes together fit."""
    _set(session, ClassRoom.place_id, class_id, [place_id] if place_id else [], change)


def end_assignments(session: Session, class_id: str, change: FromDay) -> None:
    """Nobody teaches the class and it sits nowhere from that day on."""
    _set(session, ClassTeacher.person_id, class_id, (), change)
    _set(session, ClassRoom.place_id, class_id, (), change)


def class_history(session: Session, class_id: str) -> ClassHistory:
    """Of one class."""
    teachers = select(ClassTeacher).where(ClassTeacher.class_id == class_id)
    rooms = select(ClassRoom).where(ClassRoom.class_id == class_id)
    return ClassHistory(
        list(session.scalars(teachers.order_by(ClassTeacher.from_on.desc(), ClassTeacher.id))),
        list(session.scalars(rooms.order_by(ClassRoom.from_on.desc(), ClassRoom.id))),
    )


def _set(
    session: Session,
    column: InstrumentedAttribute[str],
    class_id: str,
    wanted: Collection[str],
    change: FromDay,
) -> None:
    table: Any = column.class_
    missing = list(dict.fromkeys(wanted))
    for row in _not_over(session, table, class_id, change.day):
        target = getattr(row, column.key)
        if target in missing and row.from_on <= change.day:
            row.until_on = None
            missing.remove(target)
        elif row.from_on < change.day:
            row.until_on = change.day - _DAY
        else:
            session.delete(row)
    common = {"class_id": class_id, "from_on": change.day}
    made = {"assigned_by": change.by_id, "assigned_at": change.at}
    session.add_all(table(**common, **made, **{column.key: target}) for target in missing)
    session.flush()


def _not_over(session: Session, table: Any, class_id: str, day: date) -> list[Any]:
    wanted = select(table).where(
        table.class_id == class_id, or_(table.until_on.is_(None), table.until_on >= day)
    )
    return list(session.scalars(wanted.order_by(table.from_on)))


def _require_free(session: Session, class_id: str, place: Place, day: date) -> None:
    other = session.scalar(
        select(SchoolClass)
        .join(ClassRoom, ClassRoom.class_id == SchoolClass.id)
        .where(
            ClassRoom.place_id == place.id,
            ClassRoom.class_id != class_id,
            or_(ClassRoom.until_on.is_(None), ClassRoom.until_on >= day),
        )
        .limit(1)
    )
    if other is not None:
        raise ClassRoomTaken(room=place.name, name=name_on(other, day))
