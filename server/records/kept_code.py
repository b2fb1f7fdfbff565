"""A scanned text that is no label of this school, kept by whoever met it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis


class KeptCode(Base):
    __tablename__ = "kept_code"
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(String(300))
    how: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    effective_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
