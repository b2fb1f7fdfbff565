"""A new label that somebody in the field asked for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis


class LabelRequest(Base):
    """Exactly one of ``asset_id`` and ``place_id`` is set, neither once the place was deleted.
    ``why``: `worn` (标签坏了) or `pile`, one of things gone through one after the other, all under
    one ``pile`` id and printed in the order of ``effective_at``. ``job_id``: the print job that
    answered it.
    """

    __tablename__ = "label_request"
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    why: Mapped[str] = mapped_column(String(20))
    pile: Mapped[str | None] = mapped_column(Id)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    effective_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)
    job_id: Mapped[str | None] = mapped_column(ForeignKey("print_job.id"), index=True)


class LabelRequestDismissal(Base):
    """An administrator has decided that nothing is printed for it."""

    __tablename__ = "label_request_dismissal"
    fact_id: Mapped[str] = mapped_column(ForeignKey("label_request.fact_id"), primary_key=True)
    dismissed_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    dismissed_at: Mapped[datetime] = mapped_column(UtcMillis)
    reason: Mapped[str] = mapped_column(Text)
