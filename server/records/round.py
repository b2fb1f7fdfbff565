"""One walk of a route in one slot."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.base import Base, Id, JsonValue, UtcMillis
from server.records.person import Person
from server.records.route import Route


class Round(Base):
    """Made by the first fact that names it, with the route as it was then: ``stops`` and the
    window do not change afterwards. A round of which nothing was recorded has no row. ``slot`` is
    the slot's key in the schedule, `extra` for a walk outside of it. ``day`` is the school's day on
    which the window begins. ``spot_check_percent``: of how many stops a fresh photo was asked
    for."""

    __tablename__ = "round"
    __table_args__ = (
        Index("ix_round_day_route_id", "day", "route_id"),
        Index("ix_round_route_id_day", "route_id", "day"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    route_id: Mapped[str] = mapped_column(ForeignKey("route.id"))
    day: Mapped[date] = mapped_column(Date)
    slot: Mapped[str] = mapped_column(String(20))
    slot_name: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60))
    purpose: Mapped[str] = mapped_column(String(20))
    starts_at: Mapped[datetime] = mapped_column(UtcMillis)
    ends_at: Mapped[datetime] = mapped_column(UtcMillis)
    grace_ends_at: Mapped[datetime] = mapped_column(UtcMillis)
    stops: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    person_ids: Mapped[list[str]] = mapped_column(JsonValue)
    spot_check_percent: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
    route: Mapped[Route] = relationship()


class RoundEnding(Base):
    """A walker has looked through the round and signed it. ``reasons``: a list of {flag, stops,
    reason, words} that stands beside what the evidence says. ``signature``: {width, height,
    strokes}, each stroke a list of x, y, x, y in its pixels."""

    __tablename__ = "round_ending"
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    round_id: Mapped[str] = mapped_column(ForeignKey("round.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    companions: Mapped[list[str]] = mapped_column(JsonValue)
    reasons: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    signature: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    effective_at: Mapped[datetime] = mapped_column(UtcMillis)
    time_uncertain: Mapped[bool]
    received_at: Mapped[datetime] = mapped_column(UtcMillis)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
    author: Mapped[Person] = relationship()


class RoundCountersignature(Base):
    """The supervisor has seen the round; ``signed_at`` is the true time of signing."""

    __tablename__ = "round_countersignature"
    round_id: Mapped[str] = mapped_column(ForeignKey("round.id"), primary_key=True)
    signed_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    signed_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    words: Mapped[str] = mapped_column(Text)
    signer: Mapped[Person] = relationship()
