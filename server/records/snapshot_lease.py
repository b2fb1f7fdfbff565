"""Snapshots under way: tombstones they still need are not collected."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, UtcMillis


class SnapshotLease(Base):
    """One a device: the revision its snapshot began at, until ``expires_at``."""

    __tablename__ = "snapshot_lease"
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"), primary_key=True)
    as_of: Mapped[int] = mapped_column(BigInteger)
    expires_at: Mapped[datetime] = mapped_column(UtcMillis)
