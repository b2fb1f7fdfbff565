"""Sessions (the cookie's other half) and failed attempts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from server.records.base import Base, Id, UtcMillis, new_id
from server.records.device import Device
from server.records.person import Person


class SignIn(Base):
    """Only the SHA-256 of the cookie's token is stored."""

    __tablename__ = "sign_in"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"), index=True)
    signed_in_at: Mapped[datetime] = mapped_column(UtcMillis)
    expires_at: Mapped[datetime] = mapped_column(UtcMillis)
    ended_at: Mapped[datetime | None] = mapped_column(UtcMillis)
    person: Mapped[Person] = relationship(lazy="joined")
    device: Mapped[Device] = relationship(lazy="joined")


class SignInFailure(Base):
    """One wrong password, kept to slow down guessing."""

    __tablename__ = "sign_in_failure"
    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    login: Mapped[str] = mapped_column(String(60), index=True)
    failed_at: Mapped[datetime] = mapped_column(UtcMillis)
