"""The school itself and its terms."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis, new_id


class School(Base):
    """One row: the school this database belongs to."""

    __tablename__ = "school"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(100))
    is_demo: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcMillis)


class Term(Base):
    """A 学期 with its first and last day (both included)."""

    __tablename__ = "term"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    school_id: Mapped[str] = mapped_column(ForeignKey("school.id"))
    name: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
