"""What was changed in an asset's ledger data, by whom and from where."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, UtcMillis, new_id


class AssetChange(Base):
    """``source``: created_by_import, changed_by_import, created, edited, removed.
    ``changes``: {field: [before, after]} in the fields' display form."""

    __tablename__ = "asset_change"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    asset_id: Mapped[str] = mapped_column(ForeignKey("asset.id"), index=True)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcMillis)
    source: Mapped[str] = mapped_column(String(30))
    import_id: Mapped[str | None] = mapped_column(ForeignKey("ledger_import.id"))
    changes: Mapped[dict[str, Any]] = mapped_column(JsonValue)
