"""A ledger file on its way in: staged rows, judged, nothing written before it is confirmed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis, new_id


class LedgerImport(Base):
    """``state``: reading -> judged -> applied, or abandoned.

    ``sheets`` is [{name, header_row, header: [titles], mapping: {column: field}, rows, left_out}].
    ``based_on_rev`` is the counter when the rows were compared: confirming against a newer state
    compares again instead of overwriting what somebody else did meanwhile.
    """

    __tablename__ = "ledger_import"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    file_name: Mapped[str] = mapped_column(String(200))
    file_sha256: Mapped[str] = mapped_column(String(64), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    state: Mapped[str] = mapped_column(String(20))
    sheets: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    rows_total: Mapped[int] = mapped_column(default=0)
    rows_judged: Mapped[int] = mapped_column(default=0)
    based_on_rev: Mapped[int | None]
    applied_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    applied_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))


class LedgerImportRow(Base):
    """``verdict``: pending, new, changed, same, bad, total, blank. ``values`` are the parsed
    fields; ``problems`` and ``warnings`` what a person must be told, per cell."""

    __tablename__ = "ledger_import_row"
    __table_args__ = (Index("ix_ledger_import_row_import_id_verdict", "import_id", "verdict"),)
    import_id: Mapped[str] = mapped_column(ForeignKey("ledger_import.id"), primary_key=True)
    sheet: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[list[Any]] = mapped_column(JsonValue)
    verdict: Mapped[str] = mapped_column(String(10))
    values: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)
    problems: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue, default=list)
    identity: Mapped[str | None] = mapped_column(String(300))
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"))
    changes: Mapped[dict[str, Any]] = mapped_column(JsonValue, default=dict)


class LedgerMapping(Base):
    """The columns as a person last corrected them, by the header's signature."""

    __tablename__ = "ledger_mapping"
    signature: Mapped[str] = mapped_column(String(64), primary_key=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JsonValue)
    saved_at: Mapped[datetime] = mapped_column(UtcMillis)
