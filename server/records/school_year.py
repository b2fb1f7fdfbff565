"""School years with their terms, holidays and make-up days."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, Synced, new_id


class SchoolYear(Synced, Base):
    """A 学年. ``terms``: a list of {name, starts_on, ends_on}, both days included. ``days``: a list
    of {day, kind, name} for what differs from the weekly rule; kind `holiday` or `school_day` (a
    make-up day). Days are ISO texts."""

    __tablename__ = "school_year"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(60))
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    terms: Mapped[list[dict[str, str]]] = mapped_column(JsonValue)
    days: Mapped[list[dict[str, str]]] = mapped_column(JsonValue, default=list)
