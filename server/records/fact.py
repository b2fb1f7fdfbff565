"""A fact that was applied. Immutable but for the revision stamp."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis


class Fact(Base):
    """``raw`` are the exact bytes the hash covers. ``effective_at`` is the bounded, per-device
    ordered time that decides which condition is the latest (docs/spec/sync.md, Time)."""

    __tablename__ = "fact"
    __table_args__ = (UniqueConstraint("device_id", "seq"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int]
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    carried_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    type: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    body: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    observed_at: Mapped[datetime] = mapped_column(UtcMillis)
    effective_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    time_uncertain: Mapped[bool]
    received_at: Mapped[datetime] = mapped_column(UtcMillis)
    rev: Mapped[int | None] = mapped_column(BigInteger, index=True)
