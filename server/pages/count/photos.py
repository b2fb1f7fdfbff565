"""How a fact's body names the photos that were chosen in a form of the online page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from server.records import StoredPhoto


def photo_bodies(session: Session, photos: Sequence[str]) -> list[dict[str, Any]]:
    """As a fact's body names them (docs/spec/sync-wire.md)."""
    return [_body(session.get_one(StoredPhoto, one)) for one in photos]


def _body(photo: StoredPhoto) -> dict[str, Any]:
    return {
        "sha256": photo.sha256,
        "bytes": photo.stored_bytes,
        "width": photo.width,
        "height": photo.height,
        "taken_at": round(photo.received_at.timestamp() * 1000),
    }
