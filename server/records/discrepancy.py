"""What did not agree on a countersigned sheet, and what was decided about it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.asset import Asset
from server.records.base import Base, Id, JsonValue, Money, UtcMillis, new_id
from server.records.count_sheet import CountSheet
from server.records.person import Person


class Discrepancy(Base):
    """Frozen when the sheet was countersigned. ``key`` and ``kind`` (`missing`, `unexpected`,
    `misplaced`, `quantity`, `damaged`) as in docs/spec/stocktake-vectors.md. ``quantity`` is the
    number of pieces, less than zero where there are fewer than the ledger says; as many of them as
    ``moved_quantity`` were found to be a move between two rooms. ``amount`` is the
    original value of these pieces, never negative, None where the ledger has no price;
    ``value_basis``: `own` (the card's own price), `card_average` (a shared card's or a group's
    average) or `none`. ``cause``: `human`, `natural`, `unknown` or `before_takeover`. ``decision``:
    `add_to_ledger`, `transfer`, `claim`, `write_off` or `investigate`, by ``version`` steps."""

    __tablename__ = "discrepancy"
    __table_args__ = (
        UniqueConstraint("sheet_id", "key"),
        Index("ix_discrepancy_stocktake_id_decision", "stocktake_id", "decision"),
    )
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    stocktake_id: Mapped[str] = mapped_column(ForeignKey("stocktake.id"))
    sheet_id: Mapped[str] = mapped_column(ForeignKey("count_sheet.id"))
    key: Mapped[str] = mapped_column(String(400))
    kind: Mapped[str] = mapped_column(String(20))
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"), index=True)
    sighting_id: Mapped[str | None] = mapped_column(Id)
    group_key: Mapped[str | None] = mapped_column(String(200))
    kind_id: Mapped[str | None] = mapped_column(Id)
    name: Mapped[str] = mapped_column(String(100))
    ledger_number: Mapped[str | None] = mapped_column(String(60))
    model: Mapped[str | None] = mapped_column(String(200))
    unit: Mapped[str | None] = mapped_column(String(20))
    category_code: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str | None] = mapped_column(String(100))
    book_quantity: Mapped[int]
    counted_quantity: Mapped[int]
    quantity: Mapped[int]
    moved_quantity: Mapped[int] = mapped_column(default=0)
    amount: Mapped[Decimal | None] = mapped_column(Money)
    value_basis: Mapped[str] = mapped_column(String(20))
    home_place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    cause: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    photos: Mapped[list[str]] = mapped_column(JsonValue)
    version: Mapped[int] = mapped_column(default=1)
    decision: Mapped[str | None] = mapped_column(String(20))
    responsible_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date | None] = mapped_column(Date)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    decision_words: Mapped[str] = mapped_column(Text, default="")
    done_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    sheet: Mapped[CountSheet] = relationship()
    asset: Mapped[Asset | None] = relationship()
    responsible: Mapped[Person | None] = relationship(foreign_keys=[responsible_id])


class DiscrepancyStep(Base):
    """What was decided about a discrepancy, in order of ``version``. ``detail``: {decision,
    responsible_id, due_on, with_id}; ``with_id`` is the discrepancy of another room that is the
    other end of a move."""

    __tablename__ = "discrepancy_step"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    discrepancy_id: Mapped[str] = mapped_column(ForeignKey("discrepancy.id"), index=True)
    version: Mapped[int]
    step: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcMillis)
    words: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)
    by: Mapped[Person] = relationship()
