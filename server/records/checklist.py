"""What is looked at on one kind of asset or place."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, Synced, UtcMillis


class Checklist(Synced, Base):
    """The version in force. ``id`` is a readable key ("extinguisher_co2") or an id of the school's
    own. ``subjects``: what it is for, as `asset:<kind>` or `place:<kind>`; empty for one that only
    routes name. ``items``: see ``server.domain.checklist``."""

    __tablename__ = "checklist"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    subjects: Mapped[list[str]] = mapped_column(JsonValue)
    items: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)


class ChecklistVersion(Base):
    """What a checklist asked in one version: records keep the version they were made with."""

    __tablename__ = "checklist_version"
    checklist_id: Mapped[str] = mapped_column(ForeignKey("checklist.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    items: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    made_at: Mapped[datetime] = mapped_column(UtcMillis)
    made_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
