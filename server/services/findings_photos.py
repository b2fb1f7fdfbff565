"""The photos of a finding: of what was found, and of what was done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.records import FactPhoto, Finding, FindingStep, StoredPhoto
from server.services.records_list import PhotoState, photo_state
from server.services.records_list_photos import photo_file


def found_photos(session: Session, finding: Finding) -> list[str]:
    """The SHA-256 of those the inspection names, in its order."""
    named = select(FactPhoto.sha256).where(FactPhoto.fact_id == finding.id)
    return list(session.scalars(named.order_by(FactPhoto.position)))


def photo_states(session: Session, photos: Collection[str]) -> dict[str, PhotoState]:
    """Of each photo whether it has come, is on its way, or was taken away."""
    stored = {
        photo.sha256: photo
        for photo in session.scalars(select(StoredPhoto).where(StoredPhoto.sha256.in_(photos)))
    }
    return {sha256: photo_state(stored.get(sha256)) for sha256 in photos}


def known_photos(session: Session, photos: Sequence[str]) -> list[str]:
    """Those of ``photos`` that are stored, in their order, each once."""
    states = photo_states(session, photos)
    return [sha256 for sha256 in dict.fromkeys(photos) if states[sha256] is PhotoState.STORED]


def finding_photo_file(session: Session, photo_dir: Path, finding: Finding, sha256: str) -> Path:
    """Where the bytes of one of its photos lie. Raises NotFound, PhotoDeleted."""
    of_steps = select(FindingStep.photos).where(FindingStep.finding_id == finding.id)
    named = {one for photos in session.scalars(of_steps) for one in photos}
    if sha256 not in named and sha256 not in found_photos(session, finding):
        raise NotFound
    return photo_file(session, photo_dir, sha256)
