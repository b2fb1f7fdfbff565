"""Classes of the school: who teaches one, and in which room it sits, each for a time."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.base import Base, Id, UtcMillis, new_id
from server.records.person import Person
from server.records.place import Place


class SchoolClass(Base):
    """``stage``: `primary`, `junior` or `senior`. ``entry_year`` is the year of the autumn in which
    the class began this stage: its grade follows from the school year and is never stored."""

    __tablename__ = "school_class"
    __table_args__ = (UniqueConstraint("stage", "entry_year", "number"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    stage: Mapped[str] = mapped_column(String(10))
    entry_year: Mapped[int]
    number: Mapped[int]
    graduated_on: Mapped[date | None] = mapped_column(Date)


class ClassTeacher(Base):
    """A 班主任 from ``from_on`` until ``until_on``, both days included; None: until further
    notice."""

    __tablename__ = "class_teacher"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    class_id: Mapped[str] = mapped_column(ForeignKey("school_class.id"), index=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    assigned_at: Mapped[datetime] = mapped_column(UtcMillis)
    assigned_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    school_class: Mapped[SchoolClass] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class ClassRoom(Base):
    """Where a class sits, with the same days as a ``ClassTeacher``."""

    __tablename__ = "class_room"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    class_id: Mapped[str] = mapped_column(ForeignKey("school_class.id"), index=True)
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"), index=True)
    from_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    assigned_at: Mapped[datetime] = mapped_column(UtcMillis)
    assigned_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    school_class: Mapped[SchoolClass] = relationship()
    place: Mapped[Place] = relationship()
