"""Routes: what is visited, in which order, when and by whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, Synced, UtcMillis, new_id


class Route(Synced, Base):
    """The version in force. ``stops``: a list of {asset_id, place_id, checklist_id}, exactly one of
    the first two set, each thing at most once. ``schedule``: see ``server.domain.schedule``.
    ``person_ids``: who may walk it, empty = whoever records. ``walkers``: how many sign together.
    ``spot_check_percent``: of how many stops a fresh photo is asked for."""

    __tablename__ = "route"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    version: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(20))
    stops: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    schedule: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    person_ids: Mapped[list[str]] = mapped_column(JsonValue)
    walkers: Mapped[int] = mapped_column(default=1)
    spot_check_percent: Mapped[int] = mapped_column(default=0)
    retired_on: Mapped[date | None] = mapped_column(Date)


class RouteVersion(Base):
    """What a route was from ``valid_from`` until its next version: yesterday's missed rounds do not
    change when the route does."""

    __tablename__ = "route_version"
    route_id: Mapped[str] = mapped_column(ForeignKey("route.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    valid_from: Mapped[date] = mapped_column(Date)
    stops: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    schedule: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    person_ids: Mapped[list[str]] = mapped_column(JsonValue)
    made_at: Mapped[datetime] = mapped_column(UtcMillis)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
