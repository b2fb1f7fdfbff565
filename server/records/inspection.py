"""One look at one asset or place at one moment."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.asset import Asset
from server.records.base import Base, Id, JsonValue, UtcMillis
from server.records.person import Person
from server.records.place import Place


class Inspection(Base):
    """A row made from an ``inspection_recorded`` fact; ``withdrawn_by`` names the fact that took
    it back.

    ``asset_id`` is None when the place itself was inspected; else ``place_id`` is where the asset
    stood by the register. ``answers``: a list of {item, answer, value} to the items of the
    checklist in the version named. ``level`` is given with what is abnormal: `general` or `major`.
    ``scanned_at``: when the label was read, by the same clock as ``observed_at``.
    """

    __tablename__ = "inspection"
    __table_args__ = (Index("ix_inspection_asset_id_effective_at", "asset_id", "effective_at"),)
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"))
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    round_id: Mapped[str | None] = mapped_column(ForeignKey("round.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int]
    code: Mapped[str | None] = mapped_column(String(16))
    how: Mapped[str] = mapped_column(String(20))
    result: Mapped[str] = mapped_column(String(20))
    condition: Mapped[str] = mapped_column(String(20))
    level: Mapped[str | None] = mapped_column(String(20))
    fixed_on_spot: Mapped[bool] = mapped_column(default=False)
    phrases: Mapped[list[str]] = mapped_column(JsonValue)
    words: Mapped[str] = mapped_column(Text)
    checklist_id: Mapped[str | None] = mapped_column(Id)
    checklist_version: Mapped[int | None]
    answers: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue, default=list)
    scanned_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    observed_at: Mapped[datetime] = mapped_column(UtcMillis)
    effective_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    time_uncertain: Mapped[bool]
    received_at: Mapped[datetime] = mapped_column(UtcMillis)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
    asset: Mapped[Asset | None] = relationship()
    place: Mapped[Place | None] = relationship()
    author: Mapped[Person] = relationship()
