"""A label's code and the thing it stands on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, UtcMillis


class Label(Base):
    """At most one of ``asset_id`` and ``place_id`` is set, and ``bound_at`` with it; a label with
    neither is blank, to be bound in the field. Of several labels of a thing the one bound last is
    the current one, the others were replaced and still lead to it.

    ``issued_asset_id`` and ``issued_place_id`` say what it was printed for, neither for a blank
    one: it leads there again when nothing that was bound stands. Which binding counts is decided
    in ``server.sync.bound_labels``.

    The code travels to the phones inside its asset's or place's row: whoever binds a label touches
    that row, and the row it led to before.
    """

    __tablename__ = "label"
    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"), index=True)
    issued_asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"))
    issued_place_id: Mapped[str | None] = mapped_column(ForeignKey("place.id"))
    issued_at: Mapped[datetime] = mapped_column(UtcMillis)
    bound_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    printed_at: Mapped[datetime | None] = mapped_column(UtcMillis)
