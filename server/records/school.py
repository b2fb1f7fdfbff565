"""The school itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis, new_id


class School(Base):
    """One row: the school this database belongs to."""

    __tablename__ = "school"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(100))
    is_demo: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
