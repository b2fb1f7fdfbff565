"""A fact the server could not apply, kept whole."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis


class HeldFact(Base):
    """Keyed by (id, hash): the same id with other bytes is held beside the first.

    ``photos`` lists the hashes its body names, as far as they could be read, so that the photos
    of a held fact are taken too.
    """

    __tablename__ = "held_fact"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"), index=True)
    seq: Mapped[int | None]
    carried_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    received_at: Mapped[datetime] = mapped_column(UtcMillis)
    reason: Mapped[str] = mapped_column(String(40), index=True)
    detail: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    photos: Mapped[list[str]] = mapped_column(JsonValue)
