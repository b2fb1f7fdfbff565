"""An extinguisher that was sent away to be serviced."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.asset import Asset
from server.records.base import Base, Id, UtcMillis, new_id
from server.records.place import Place


class ExtinguisherService(Base):
    """``place_id`` is the fixed position it was taken from, ``replacement_id`` the bottle that
    stands there meanwhile and ``replacement_from_id`` where that one stood before. ``outcome``,
    once it is back: `serviced` or `scrapped`."""

    __tablename__ = "extinguisher_service"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    asset_id: Mapped[str] = mapped_column(ForeignKey("asset.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    replacement_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"))
    replacement_from_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    sent_on: Mapped[date] = mapped_column(Date)
    returned_on: Mapped[date | None] = mapped_column(Date, index=True)
    outcome: Mapped[str | None] = mapped_column(String(20))
    company: Mapped[str] = mapped_column(String(100))
    technician: Mapped[str] = mapped_column(String(60))
    serviced_on: Mapped[date | None] = mapped_column(Date)
    agent_replaced_on: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcMillis)
    asset: Mapped[Asset] = relationship(foreign_keys=[asset_id])
    replacement: Mapped[Asset | None] = relationship(foreign_keys=[replacement_id])
    place: Mapped[Place | None] = relationship(foreign_keys=[place_id])
