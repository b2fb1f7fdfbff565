"""A label that was stuck on a thing in the field."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis


class LabelBinding(Base):
    """Exactly one of ``asset_id`` and ``place_id`` is set, neither once the place was deleted. Of
    several that stand for one code the latest counts, also one whose place is gone."""

    __tablename__ = "label_binding"
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(16), index=True)
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    effective_at: Mapped[datetime] = mapped_column(UtcMillis)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
