"""What an administrator decided about a held fact."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis


class HeldResolution(Base):
    """The held fact itself stays as it came. ``outcome`` is ``applied`` or ``dismissed``;
    ``fact_id`` is the repair: an applied fact of its own. ``reason`` is empty when the fact was
    tried again because what it depends on arrived."""

    __tablename__ = "held_resolution"
    __table_args__ = (
        ForeignKeyConstraint(["held_id", "held_hash"], ["held_fact.id", "held_fact.hash"]),
    )
    held_id: Mapped[str] = mapped_column(Id, primary_key=True)
    held_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(20))
    fact_id: Mapped[str | None] = mapped_column(ForeignKey("fact.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text)
    resolved_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    resolved_at: Mapped[datetime] = mapped_column(UtcMillis)
    rev: Mapped[int | None] = mapped_column(BigInteger, index=True)
