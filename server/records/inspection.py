"""One look at one asset at one moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.asset import Asset
from server.records.base import Base, Id, JsonValue, UtcMillis
from server.records.person import Person


class Inspection(Base):
    """A row made from an ``inspection_recorded`` fact; ``withdrawn_by`` names the fact that took
    it back. ``place_id`` is where the asset stood by the register when it was inspected."""

    __tablename__ = "inspection"
    __table_args__ = (Index("ix_inspection_asset_id_effective_at", "asset_id", "effective_at"),)
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    asset_id: Mapped[str] = mapped_column(ForeignKey("asset.id"))
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int]
    code: Mapped[str | None] = mapped_column(String(16))
    how: Mapped[str] = mapped_column(String(20))
    result: Mapped[str] = mapped_column(String(20))
    condition: Mapped[str] = mapped_column(String(20))
    phrases: Mapped[list[str]] = mapped_column(JsonValue)
    words: Mapped[str] = mapped_column(Text)
    observed_at: Mapped[datetime] = mapped_column(UtcMillis)
    effective_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    time_uncertain: Mapped[bool]
    received_at: Mapped[datetime] = mapped_column(UtcMillis)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
    asset: Mapped[Asset] = relationship()
    author: Mapped[Person] = relationship()
