"""Storing one fact whose sender, author and number were decided already: by the push's own checks
or by an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server.domain.effective_time import Neighbours, effective_time
from server.records import Fact
from server.sync.aliases import resolve_fact_id
from server.sync.apply import apply_body
from server.sync.device_ledger import neighbours_of
from server.sync.envelope import Envelope, open_body
from server.sync.receipt import Hold, HoldReason


@dataclass(frozen=True)
class Admitted:
    """``id``, ``hash``, ``raw`` (the bytes the hash covers), ``device_id``, ``seq`` and
    ``author_id`` are what is stored, whatever the envelope says of them. A ``seq`` below 1 lies
    outside the device's own numbering and has no neighbours. ``sent_at`` is the phone's clock when
    it sent the request, None when nobody knows: then the time is uncertain."""

    id: str
    hash: str
    raw: bytes
    device_id: str
    seq: int
    author_id: str
    carried_by: str
    envelope: Envelope
    sent_at: datetime | None
    received_at: datetime


def store_fact(session: Session, fact: Admitted) -> None:
    """Make the Fact row and what its type makes of it, flushed. Raises Hold for a bad body, an
    unknown asset, a dependency that is not applied; nothing is written then."""
    body = open_body(fact.envelope)
    for needed in fact.envelope.depends_on:
        if resolve_fact_id(session, needed) is None:
            raise Hold(HoldReason.DEPENDENCY_MISSING, fact=needed)
    row = _row(session, fact)
    with session.begin_nested():
        session.add(row)
        session.flush()
        apply_body(session, row, body)
        session.flush()


def _row(session: Session, fact: Admitted) -> Fact:
    envelope = fact.envelope
    neighbours = (
        neighbours_of(session, fact.device_id, fact.seq) if fact.seq > 0 else Neighbours(None, None)
    )
    when = effective_time(
        envelope.observed_at,
        envelope.anchor,
        fact.sent_at or fact.received_at,
        fact.received_at,
        neighbours,
    )
    return Fact(
        id=fact.id,
        hash=fact.hash,
        raw=fact.raw,
        device_id=fact.device_id,
        seq=fact.seq,
        author_id=fact.author_id,
        carried_by=fact.carried_by,
        type=envelope.type,
        version=envelope.v,
        body=envelope.body,
        observed_at=envelope.observed_at,
        effective_at=when.at,
        time_uncertain=when.uncertain or fact.sent_at is None,
        received_at=fact.received_at,
    )
