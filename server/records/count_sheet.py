"""A room's sheet of a stocktake, what was expected on it, and what was done with it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.asset import Asset
from server.records.base import Base, Id, JsonValue, Money, Synced, UtcMillis, new_id
from server.records.person import Person
from server.records.place import Place
from server.records.stocktake import Stocktake


class CountSheet(Synced, Base):
    """One room. ``title`` and ``class_name`` are words as they were at the baseline. ``person_ids``
    count and sign. ``state``: `not_started`, `counting`, `signed`, `conflict` (signed, and what was
    signed for has changed since), `sent_back` or `countersigned`. ``version`` counts the steps: a
    command says which one it is based on.

    ``groups``, ``lines``, ``meanwhile``, ``entries`` and ``proposals`` are packed for the phones
    (docs/spec/sync-wire.md) and derived from ``CountLine``, ``Sighting``, ``GroupCount``,
    ``TotalConfirmation`` and ``PupilCount``; they are emptied when the stocktake ends.
    ``expected``, ``seen`` (pieces) and ``discrepancies`` (how many) are what the board shows,
    derived by ``server.domain.reconciliation``."""

    __tablename__ = "count_sheet"
    __table_args__ = (Index("ix_count_sheet_stocktake_id_state", "stocktake_id", "state"),)
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    stocktake_id: Mapped[str] = mapped_column(ForeignKey("stocktake.id"))
    place_id: Mapped[str] = mapped_column(ForeignKey("place.id"), index=True)
    class_id: Mapped[str | None] = mapped_column(ForeignKey("school_class.id"))
    title: Mapped[str] = mapped_column(Text)
    class_name: Mapped[str] = mapped_column(String(60), default="")
    person_ids: Mapped[list[str]] = mapped_column(JsonValue)
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(20), default="not_started")
    groups: Mapped[list[list[Any]]] = mapped_column(JsonValue)
    lines: Mapped[list[list[Any]]] = mapped_column(JsonValue)
    meanwhile: Mapped[list[list[Any]]] = mapped_column(JsonValue, default=list)
    entries: Mapped[list[list[Any]]] = mapped_column(JsonValue, default=list)
    proposals: Mapped[list[list[Any]]] = mapped_column(JsonValue, default=list)
    expected: Mapped[int] = mapped_column(default=0)
    seen: Mapped[int] = mapped_column(default=0)
    discrepancies: Mapped[int] = mapped_column(default=0)
    first_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    last_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    signature_id: Mapped[str | None] = mapped_column(Id)
    countersigned_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    countersigned_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    stocktake: Mapped[Stocktake] = relationship()
    place: Mapped[Place] = relationship()


class CountLine(Base):
    """What was expected in the room, frozen at the baseline. Never changed afterwards."""

    __tablename__ = "count_line"
    sheet_id: Mapped[str] = mapped_column(ForeignKey("count_sheet.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asset_id: Mapped[str] = mapped_column(ForeignKey("asset.id"), index=True)
    group_key: Mapped[str] = mapped_column(String(200))
    by_number: Mapped[bool]
    kind_id: Mapped[str] = mapped_column(ForeignKey("asset_kind.id"))
    name: Mapped[str] = mapped_column(String(100))
    ledger_number: Mapped[str | None] = mapped_column(String(60))
    model: Mapped[str | None] = mapped_column(String(200))
    unit: Mapped[str | None] = mapped_column(String(20))
    quantity: Mapped[int]
    unit_price: Mapped[Decimal | None] = mapped_column(Money)
    amount: Mapped[Decimal | None] = mapped_column(Money)
    category_code: Mapped[str | None] = mapped_column(String(40))
    category: Mapped[str | None] = mapped_column(String(100))
    presighted_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    asset: Mapped[Asset] = relationship()


class SheetStep(Base):
    """One thing decided about a sheet, in order of ``version``. ``step``: `opened`, `signed`,
    `conflict`, `sent_back`, `countersigned`, `reopened`, `entered_from_paper`. ``photos``: SHA-256
    of stored photos (the signed page)."""

    __tablename__ = "sheet_step"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    sheet_id: Mapped[str] = mapped_column(ForeignKey("count_sheet.id"), index=True)
    version: Mapped[int]
    step: Mapped[str] = mapped_column(String(20))
    by_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcMillis)
    words: Mapped[str] = mapped_column(Text, default="")
    photos: Mapped[list[str]] = mapped_column(JsonValue, default=list)
    detail: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)
    by: Mapped[Person] = relationship()


class CountCode(Base):
    """临时清点码: lets somebody without an account count one room on one day."""

    __tablename__ = "count_code"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(10), unique=True)
    sheet_id: Mapped[str] = mapped_column(ForeignKey("count_sheet.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(UtcMillis)
    made_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(UtcMillis)
    stopped_at: Mapped[datetime | None] = mapped_column(UtcMillis)


class PupilCount(Base):
    """What was counted with a ``CountCode``: proposed, and nothing before a teacher takes it over.
    The last one of a group counts."""

    __tablename__ = "pupil_count"
    code_id: Mapped[str] = mapped_column(ForeignKey("count_code.id"), primary_key=True)
    group_key: Mapped[str] = mapped_column(String(200), primary_key=True)
    sheet_id: Mapped[str] = mapped_column(ForeignKey("count_sheet.id"), index=True)
    good: Mapped[int]
    damaged: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcMillis)
