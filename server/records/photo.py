"""Photos: those a fact names, and those whose bytes have arrived."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, UtcMillis


def photo_path(photo_dir: Path, stored_sha256: str) -> Path:
    """Where the bytes of a photo lie. A file of this name is whole and is never written again."""
    return photo_dir / stored_sha256[:2] / f"{stored_sha256}.jpg"


class FactPhoto(Base):
    """A photo an applied fact names, in its order."""

    __tablename__ = "fact_photo"
    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    taken_at: Mapped[datetime] = mapped_column(UtcMillis)


class StoredPhoto(Base):
    """The bytes lie in the photo folder under ``stored_sha256``: what is left of the upload after
    EXIF and GPS were cut out without re-encoding."""

    __tablename__ = "stored_photo"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    stored_sha256: Mapped[str] = mapped_column(String(64))
    stored_bytes: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(UtcMillis, index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcMillis)
