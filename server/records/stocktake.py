"""Campaigns of counting (清查)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, Synced, UtcMillis, new_id


class Stocktake(Synced, Base):
    """One count of many rooms. ``kind``: `term_start`, `term_mid`, `term_end`, `before_holiday`,
    `monthly`, `shared_rooms`, `handover` or `graduation`. ``baseline_on`` is the 清查基准日 that
    stands on every page; what was expected was frozen at ``opened_at``. ``methods``: {kind id:
    `by_number` or `by_piece`}. ``prefill_days``: a piece that a patrol saw in its room within so
    many days before the baseline is ticked beforehand; 0 ticks none. ``scope``: {place_ids,
    class_ids, kind_ids}, what was chosen when it was opened, empty lists for all."""

    __tablename__ = "stocktake"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    baseline_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    methods: Mapped[dict[str, str]] = mapped_column(JsonValue)
    prefill_days: Mapped[int] = mapped_column(default=0)
    scope: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    words: Mapped[str] = mapped_column(Text, default="")
    opened_at: Mapped[datetime] = mapped_column(UtcMillis)
    opened_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    ended_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
