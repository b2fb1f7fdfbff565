"""Kinds of assets with the phrases to tap when something is wrong."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, JsonValue, Synced


class AssetKind(Synced, Base):
    """``id`` is a readable key ("desk"); ``phrases`` a list of {key, zh, en}. Of extinguishers the
    years from manufacture to the first service, then between services, and to the scrapping; of
    all others None."""

    __tablename__ = "asset_kind"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name_zh: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    phrases: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    first_service_years: Mapped[int | None]
    service_every_years: Mapped[int | None]
    scrap_years: Mapped[int | None]
