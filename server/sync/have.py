"""What this server has of the facts a phone keeps, and which of their photos are still missing.

Asked after a restore, for held facts at each run and at the end of a round (docs/spec/sync.md,
Restore). Four queries answer a thousand facts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from server.records import Fact, FactPhoto, HeldFact, HeldResolution, StoredPhoto
from server.sync.receipt import HoldReason

MOST_ASKED = 1000


class HaveStatus(StrEnum):
    """``different``: the id is known with other bytes only."""

    APPLIED = "applied"
    HELD = "held"
    DISMISSED = "dismissed"
    DIFFERENT = "different"
    ABSENT = "absent"


@dataclass(frozen=True)
class Asked:
    """One fact a phone keeps, by its id and the hash of its bytes."""

    id: str
    hash: str


@dataclass(frozen=True)
class Answer:
    """``rev`` of what was applied or decided; ``reason`` a code when held, the administrator's
    words when dismissed; ``photos_missing`` are upload hashes."""

    id: str
    hash: str
    status: HaveStatus
    rev: int | None
    reason: str | None
    photos_missing: Sequence[str]


@dataclass(frozen=True)
class _Known:
    """What stands behind one (id, hash), with all the photos it names."""

    status: HaveStatus
    rev: int | None
    reason: str | None
    photos: Sequence[str]


_Key = tuple[str, str]
_RESOLVED = {"applied": HaveStatus.APPLIED, "dismissed": HaveStatus.DISMISSED}
_ABSENT = _Known(HaveStatus.ABSENT, None, None, ())
_DIFFERENT = _Known(HaveStatus.DIFFERENT, None, None, ())


def answer_have(session: Session, asked: Sequence[Asked]) -> list[Answer]:
    """One answer for each, in order."""
    ids = {one.id for one in asked}
    known = _held(session, ids) | _applied(session, ids)
    known_ids = {fact_id for fact_id, _ in known}
    stored = _stored(session, {sha for row in known.values() for sha in row.photos})
    return [
        _answer(one, known.get((one.id, one.hash)) or _unknown(one, known_ids), stored)
        for one in asked
    ]


def _unknown(one: Asked, known_ids: set[str]) -> _Known:
    return _DIFFERENT if one.id in known_ids else _ABSENT


def _answer(one: Asked, known: _Known, stored: set[str]) -> Answer:
    missing = [sha for sha in known.photos if sha not in stored]
    return Answer(one.id, one.hash, known.status, known.rev, known.reason, missing)


def _applied(session: Session, ids: Iterable[str]) -> dict[_Key, _Known]:
    photos = _photos_of_facts(session, ids)
    rows = session.execute(select(Fact.id, Fact.hash, Fact.rev).where(Fact.id.in_(ids)))
    return {
        (row.id, row.hash): _Known(HaveStatus.APPLIED, row.rev, None, photos.get(row.id, ()))
        for row in rows
    }


def _photos_of_facts(session: Session, ids: Iterable[str]) -> Mapping[str, list[str]]:
    photos = defaultdict(list)
    rows = session.execute(
        select(FactPhoto.fact_id, FactPhoto.sha256)
        .where(FactPhoto.fact_id.in_(ids))
        .order_by(FactPhoto.fact_id, FactPhoto.position)
    )
    for fact_id, sha256 in rows:
        photos[fact_id].append(sha256)
    return photos


def _held(session: Session, ids: Iterable[str]) -> dict[_Key, _Known]:
    raw_in_doubt = case((HeldFact.reason == HoldReason.HASH_MISMATCH, HeldFact.raw))
    rows = session.execute(
        select(HeldFact.id, HeldFact.hash, HeldFact.reason, HeldFact.photos, raw_in_doubt)
        .add_columns(HeldResolution.outcome, HeldResolution.rev, HeldResolution.reason)
        .outerjoin(HeldResolution)
        .where(HeldFact.id.in_(ids))
    )
    return {
        (fact_id, fact_hash): _DIFFERENT
        if _is_mangled(fact_hash, raw)
        else _held_one(code, photos, outcome, rev, words)
        for fact_id, fact_hash, code, photos, raw, outcome, rev, words in rows
    }


def _held_one(
    code: str, photos: list[str], outcome: str | None, rev: int | None, words: str | None
) -> _Known:
    if outcome is None:
        return _Known(HaveStatus.HELD, None, code, photos)
    status = _RESOLVED[outcome]
    return _Known(status, rev, words if status is HaveStatus.DISMISSED else None, photos)


def _is_mangled(fact_hash: str, raw: bytes | None) -> bool:
    """What is held are other bytes than the phone's: it may send its own again."""
    return raw is not None and hashlib.sha256(raw).hexdigest() != fact_hash


def _stored(session: Session, hashes: Iterable[str]) -> set[str]:
    """Those whose bytes have arrived; deleted ones among them, for they are not wanted again."""
    return set(session.scalars(select(StoredPhoto.sha256).where(StoredPhoto.sha256.in_(hashes))))
