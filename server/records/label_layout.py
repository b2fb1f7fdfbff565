"""What a school has set about its sheets and rolls of labels."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis

LAYOUT_NAME_LENGTH = 40


class LabelLayout(Base):
    """A layout of the school's own; ``measures`` in mm, as the form asks for them. It is retired,
    never deleted: jobs that used it can be printed again."""

    __tablename__ = "label_layout"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    measures: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
    created_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    retired_at: Mapped[datetime | None] = mapped_column(UtcMillis)


class LabelShift(Base):
    """How far a layout's print is moved on this school's printer, in 0.1 mm; right and down are
    positive."""

    __tablename__ = "label_shift"
    layout: Mapped[str] = mapped_column(String(LAYOUT_NAME_LENGTH), primary_key=True)
    right: Mapped[int] = mapped_column()
    down: Mapped[int] = mapped_column()
    changed_at: Mapped[datetime] = mapped_column(UtcMillis)
    changed_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
