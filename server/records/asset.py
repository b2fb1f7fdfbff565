"""A labelled piece, or an unlabelled line with a quantity above one."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.asset_kind import AssetKind
from server.records.base import Base, Id, Money, Synced, UtcMillis, new_id
from server.records.place import Place


class Asset(Synced, Base):
    """``identity`` is what a ledger row is recognised by when the file comes again.

    ``search`` holds number, name and custodian with their pinyin keys. The ``last_*`` columns are
    derived from inspections: the newest by effective time that was not withdrawn.
    """

    __tablename__ = "asset"
    __table_args__ = (Index("ix_asset_place_id_id", "place_id", "id"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    identity: Mapped[str] = mapped_column(String(300), index=True)
    ledger_number: Mapped[str | None] = mapped_column(String(60), index=True)
    name: Mapped[str] = mapped_column(String(100))
    kind_id: Mapped[str] = mapped_column(ForeignKey("asset_kind.id"))
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    quantity: Mapped[int] = mapped_column(default=1)
    unit: Mapped[str | None] = mapped_column(String(20))
    unit_price: Mapped[Decimal | None] = mapped_column(Money)
    amount: Mapped[Decimal | None] = mapped_column(Money)
    category_code: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str | None] = mapped_column(String(100))
    brand: Mapped[str | None] = mapped_column(String(100))
    model: Mapped[str | None] = mapped_column(String(200))
    serial_number: Mapped[str | None] = mapped_column(String(100))
    supplier: Mapped[str | None] = mapped_column(String(200))
    acquired_on: Mapped[date | None] = mapped_column(Date)
    acquisition_method: Mapped[str | None] = mapped_column(String(40))
    useful_life_years: Mapped[int | None]
    manufactured_on: Mapped[date | None] = mapped_column(Date)
    serviced_on: Mapped[date | None] = mapped_column(Date)
    department: Mapped[str | None] = mapped_column(String(100))
    custodian: Mapped[str | None] = mapped_column(String(60))
    usage_state: Mapped[str | None] = mapped_column(String(40))
    fund_source: Mapped[str | None] = mapped_column(String(100))
    note: Mapped[str | None] = mapped_column(Text)
    search: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
    removed_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    last_fact_id: Mapped[str | None] = mapped_column(Id)
    last_result: Mapped[str | None] = mapped_column(String(20))
    last_condition: Mapped[str | None] = mapped_column(String(20))
    last_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    last_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[AssetKind] = relationship()
    place: Mapped[Place | None] = relationship()
