"""Storing facts whose sender, author and number were decided already: by the push's own checks or
by an administrator."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from server.domain.effective_time import effective_time
from server.records import Fact
from server.sync.apply import apply_body
from server.sync.envelope import Envelope, Opened, open_body
from server.sync.ground import Ground, load_ground
from server.sync.known_facts import Applied, KnownFacts
from server.sync.receipt import Hold, HoldReason
from server.sync.rows import Row
from server.sync.timeline import Seen, Timeline


class Admitted(NamedTuple):
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
    """Make the Fact row and what its type makes of it, in a savepoint of its own.

    Raises Hold for a bad body, a taken number, a dependency that is not applied, an unknown asset,
    and what the database raises; nothing is written then.
    """
    opened = Opened(fact.envelope, open_body(fact.envelope))
    ground = load_ground(session, fact.device_id, [fact.seq], [fact.id], [opened])
    check_number(ground.timeline, fact.seq)
    if hold := unmet_dependency(ground.known, fact.envelope):
        raise hold
    carry_out(ground, fact, opened.body)
    with session.begin_nested():
        ground.write(session)
    session.expire_all()


def check_number(timeline: Timeline, seq: int) -> None:
    """Raises Hold when another applied fact of the device has this number."""
    if other := timeline.holder(seq):
        raise Hold(HoldReason.SEQ_TAKEN, by=other)


def unmet_dependency(known: KnownFacts, envelope: Envelope) -> Hold | None:
    """Why it cannot be applied yet: something it depends on is held, or has not arrived. The
    detail names all it waits for."""
    unmet = [needed for needed in envelope.depends_on if known.applied(needed) is None]
    if not unmet:
        return None
    held = any(needed == envelope.id or known.is_held(needed) for needed in unmet)
    reason = HoldReason.DEPENDENCY_HELD if held else HoldReason.DEPENDENCY_MISSING
    return Hold(reason, waits_for=unmet)


def carry_out(ground: Ground, fact: Admitted, body: dict[str, Any]) -> None:
    """Apply a fact to the ground it stands on; written with it. ``body`` is the checked one.
    Raises Hold before it has changed anything."""
    row = _row(ground.timeline, fact)
    apply_body(ground, row, body)
    ground.rows.add(Fact, row)
    ground.timeline.add(fact.seq, Seen(fact.id, row["effective_at"]))
    ground.known.note_applied(Applied(fact.id, fact.hash, fact.author_id))


def _row(timeline: Timeline, fact: Admitted) -> Row:
    envelope = fact.envelope
    when = effective_time(
        envelope.observed_at,
        envelope.anchor,
        fact.sent_at or fact.received_at,
        fact.received_at,
        timeline.neighbours(fact.seq),
    )
    return {
        "id": fact.id,
        "hash": fact.hash,
        "raw": fact.raw,
        "device_id": fact.device_id,
        "seq": fact.seq,
        "author_id": fact.author_id,
        "carried_by": fact.carried_by,
        "type": envelope.type,
        "version": envelope.v,
        "body": envelope.body,
        "observed_at": envelope.observed_at,
        "effective_at": when.at,
        "time_uncertain": when.uncertain or fact.sent_at is None,
        "received_at": fact.received_at,
    }
