"""Photos by hash: only those a fact of the device names, whole, and on the disk before the row."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import PhotoDeleted, PhotoHashDiffers, PhotoTooLarge, PhotoUnnamed
from server.records import Fact, FactPhoto, HeldFact, StoredPhoto, new_id
from server.records.photo import photo_path
from server.sync.jpeg import jpeg_size, without_metadata

MOST_PHOTO_BYTES = 2 * 2**20


@dataclass(frozen=True)
class StoredFile:
    """A photo's bytes on the disk, not yet in the database."""

    sha256: str
    stored_sha256: str
    stored_bytes: int
    width: int
    height: int


def find_photo(session: Session, sha256: str) -> StoredPhoto | None:
    """The stored photo, or None when its bytes have not arrived. Raises PhotoDeleted."""
    photo = session.get(StoredPhoto, sha256)
    if photo is not None and photo.deleted_at is not None:
        raise PhotoDeleted
    return photo


def check_named(session: Session, device_id: str, sha256: str) -> None:
    """Raises PhotoUnnamed unless a fact of the device, applied or held, names the photo."""
    named = session.scalar(
        select(FactPhoto.sha256)
        .join(Fact, Fact.id == FactPhoto.fact_id)
        .where(FactPhoto.sha256 == sha256, Fact.device_id == device_id)
        .limit(1)
    )
    if named is not None:
        return
    held = session.scalars(select(HeldFact.photos).where(HeldFact.device_id == device_id))
    if not any(sha256 in photos for photos in held):
        raise PhotoUnnamed


def store_file(photo_dir: Path, sha256: str, data: bytes) -> StoredFile:
    """Check the bytes and put them on the disk, synced, under their stored hash.

    Raises PhotoTooLarge, PhotoHashDiffers, PhotoUnreadable, OSError when the disk is full.
    """
    if len(data) > MOST_PHOTO_BYTES:
        raise PhotoTooLarge(limit_mb=MOST_PHOTO_BYTES // 2**20)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PhotoHashDiffers
    width, height = jpeg_size(data)
    stored = without_metadata(data)
    stored_sha256 = hashlib.sha256(stored).hexdigest()
    _write_durably(photo_path(photo_dir, stored_sha256), stored)
    return StoredFile(sha256, stored_sha256, len(stored), width, height)


def record_photo(session: Session, file: StoredFile, now: datetime) -> StoredPhoto:
    """Write the row of a photo whose bytes are on the disk; the second time finds the first."""
    known = find_photo(session, file.sha256)
    if known is not None:
        return known
    photo = StoredPhoto(**vars(file), received_at=now)
    session.add(photo)
    return photo


def _write_durably(path: Path, data: bytes) -> None:
    """All of it or nothing: a file of this name is always whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{new_id()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
