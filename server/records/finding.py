"""Findings (隐患·问题) and what was done about them until they are closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.asset import Asset
from server.records.base import Base, Id, JsonValue, UtcMillis, new_id
from server.records.inspection import Inspection
from server.records.person import Person
from server.records.place import Place


class Finding(Base):
    """Made of an abnormal inspection, whose fact id is its own id. ``office`` is who answers for
    the kind of thing: `it`, `logistics` or `safety`. ``level``: `general` or `major`. ``state``:
    `open`, `rectified` (waits for the recheck), `rechecked` (waits for the signature a fire
    finding needs), `closed`, or `withdrawn` with its inspection. ``version`` counts the steps: a
    command says which one it is based on."""

    __tablename__ = "finding"
    __table_args__ = (Index("ix_finding_state_due_on", "state", "due_on"),)
    id: Mapped[str] = mapped_column(ForeignKey("inspection.fact_id"), primary_key=True)
    round_id: Mapped[str | None] = mapped_column(ForeignKey("round.id"), index=True)
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    office: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(20))
    is_fire: Mapped[bool]
    state: Mapped[str] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    found_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    found_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    responsible_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None] = mapped_column(Date)
    interim: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcMillis, index=True)
    asset: Mapped[Asset | None] = relationship()
    place: Mapped[Place | None] = relationship()
    inspection: Mapped[Inspection] = relationship()
    finder: Mapped[Person] = relationship(foreign_keys=[found_by])
    responsible: Mapped[Person | None] = relationship(foreign_keys=[responsible_id])


class FindingStep(Base):
    """One thing done about a finding, in order of ``version``. ``step``: `fixed_on_spot`,
    `assigned`, `protected` (interim measures), `rectified`, `passed` or `sent_back` (the recheck),
    `signed`. ``photos``: SHA-256 of stored photos. ``detail``: what was decided with `assigned`,
    {responsible_id, responsible, due_on, level, office, is_fire}; else empty."""

    __tablename__ = "finding_step"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    finding_id: Mapped[str] = mapped_column(ForeignKey("finding.id"), index=True)
    version: Mapped[int]
    step: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcMillis)
    words: Mapped[str] = mapped_column(Text, default="")
    photos: Mapped[list[str]] = mapped_column(JsonValue, default=list)
    detail: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)
    by: Mapped[Person] = relationship()
