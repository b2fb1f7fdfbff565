"""Who looks after which part of the school."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, UtcMillis


class Assignment(Base):
    """A place with all that is inside it. A person without any looks after the whole school."""

    __tablename__ = "assignment"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    place_id: Mapped[str] = mapped_column(
        ForeignKey("place.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    assigned_at: Mapped[datetime] = mapped_column(UtcMillis)
    assigned_by: Mapped[str] = mapped_column(ForeignKey("person.id"))
