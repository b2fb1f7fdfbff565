"""Where a photo's bytes lie."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from server.domain.problems import NotFound, PhotoDeleted
from server.records import StoredPhoto


def photo_file(session: Session, photo_dir: Path, sha256: str) -> Path:
    """The stored file of the photo with this upload hash.

    Raises NotFound while it has not arrived, PhotoDeleted when it was taken away for privacy.
    """
    stored = session.get(StoredPhoto, sha256)
    if stored is None:
        raise NotFound
    if stored.deleted_at is not None:
        raise PhotoDeleted
    return photo_dir / stored.stored_sha256[:2] / f"{stored.stored_sha256}.jpg"
