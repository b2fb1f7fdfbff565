"""Wrong tries at guessing a 临时清点码."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id, UtcMillis, new_id


class CountCodeFailure(Base):
    """One, kept to slow down guessing. ``address``: the browser's, as the server sees it."""

    __tablename__ = "count_code_failure"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    address: Mapped[str] = mapped_column(String(64), index=True)
    failed_at: Mapped[datetime] = mapped_column(UtcMillis)
