"""The tree of places: campus, building, floor, room, area, fixed position (of extinguishers)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, Synced, new_id


class Place(Synced, Base):
    """``path`` is the names from the root down, joined by " / ": what people search and read.
    ``search`` holds the path's pinyin keys."""

    __tablename__ = "place"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(100))
    path: Mapped[str] = mapped_column(Text, index=True)
    search: Mapped[str] = mapped_column(Text, default="")
