"""The proof that labels with an address lead to this server: 先试贴一张."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, UtcMillis


class LabelTrial(Base):
    """Many labels are printed only for a ``base_url`` that has one: either ``code`` was opened
    there by an ordinary phone, or ``overridden_by`` gave a ``reason``. The proof outlives its
    label: ``code`` refers to nothing."""

    __tablename__ = "label_trial"
    base_url: Mapped[str] = mapped_column(String(200), primary_key=True)
    passed_at: Mapped[datetime] = mapped_column(UtcMillis)
    code: Mapped[str | None] = mapped_column(String(16))
    overridden_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text)
