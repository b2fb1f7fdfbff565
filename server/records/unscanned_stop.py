"""A stop that was passed without a scan, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis


class UnscannedStop(Base):
    """[扫不了]. Exactly one of ``asset_id`` and ``place_id`` is set. ``why``: `label_worn`,
    `out_of_reach` or `locked`."""

    __tablename__ = "unscanned_stop"
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    round_id: Mapped[str] = mapped_column(ForeignKey("round.id"), index=True)
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"))
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    why: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    effective_at: Mapped[datetime] = mapped_column(UtcMillis)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
