"""The bureau's own empty workbooks, mapped once and filled at every count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis, new_id


class BureauTemplate(Base):
    """``book`` is the .xlsx as it was uploaded. ``mapping``: {sheet, first_row, subject, columns:
    {column letter: field}, cells: {cell: field}}; ``subject`` says which rows go into it, `assets`
    or `discrepancies`."""

    __tablename__ = "bureau_template"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(60))
    book: Mapped[bytes] = mapped_column(LargeBinary)
    mapping: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    uploaded_at: Mapped[datetime] = mapped_column(UtcMillis)
    uploaded_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
