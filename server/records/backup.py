"""Verified backups: only these let phones forget what they keep."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis, new_id


class Backup(Base):
    """A backup that was opened again and found whole. It holds everything up to ``covered_rev``,
    and every photo whose row was committed at ``created_at``, a moment before the copy began."""

    __tablename__ = "backup"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    covered_rev: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
    path: Mapped[str] = mapped_column(Text)
    bytes: Mapped[int] = mapped_column(BigInteger)
