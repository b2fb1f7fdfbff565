"""Why an asset left the register, and who took it out. Its history stays."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, UtcMillis


class AssetRemoval(Base):
    __tablename__ = "asset_removal"
    asset_id: Mapped[str] = mapped_column(ForeignKey("asset.id"), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[datetime] = mapped_column(UtcMillis)
    reason: Mapped[str] = mapped_column(String(200))
