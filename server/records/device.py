"""A phone or browser that somebody signed in on, with its ledger of facts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis


class Device(Base):
    """``contiguous_seq``: every fact up to it has arrived, or was given up when an administrator
    settled the alarm about its gap. ``announced_seq``: the highest number
    the device ever spoke of. The difference is what is still on the phone, or lost."""

    __tablename__ = "device"
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    registered_at: Mapped[datetime] = mapped_column(UtcMillis)
    last_seen_at: Mapped[datetime] = mapped_column(UtcMillis)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    revoked_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    contiguous_seq: Mapped[int] = mapped_column(default=0)
    announced_seq: Mapped[int] = mapped_column(default=0)
    unsent: Mapped[int] = mapped_column(default=0)
    app_build: Mapped[str | None] = mapped_column(String(60))
    clock_error_ms: Mapped[int | None] = mapped_column(BigInteger)
    free_bytes: Mapped[int | None] = mapped_column(BigInteger)
