"""People who may sign in, and their roles. A person may hold several."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.base import Base, Id, Synced, UtcMillis, new_id


class Person(Synced, Base):
    __tablename__ = "person"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    login: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcMillis)
    suspended_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    roles: Mapped[list[PersonRole]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="PersonRole.role"
    )


class PersonRole(Base):
    __tablename__ = "person_role"
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
