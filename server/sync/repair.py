"""What an administrator decides about a held fact: apply it as it is or repaired, or put it aside.

The held row stays as it came. What is applied is a fact of its own; the decision is a row beside
the held one (docs/spec/sync.md, Held). The administrator answers for who sent it and under which
number, never for a body that means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.domain.problems_held import HeldAlreadyDecided, HeldNotApplicable
from server.records import Device, Fact, HeldFact, HeldResolution, Person, new_id
from server.services.held.text import HeldText, read_held
from server.sync.dependents import retry_waiting
from server.sync.envelope import Envelope, open_envelope
from server.sync.hold_detail import sent_at_of
from server.sync.receipt import Hold, HoldReason
from server.sync.repaired_fact import Repair, repaired_fact, same_fact, sealed
from server.sync.store import Admitted, store_fact


@dataclass(frozen=True)
class HeldKey:
    id: str
    hash: str


@dataclass(frozen=True)
class Decider:
    person_id: str
    now: datetime


@dataclass(frozen=True)
class Resolved:
    """``followers``: how many held facts that had waited for this one are applied too."""

    fact_id: str | None
    followers: int = 0


def apply_as_it_is(session: Session, key: HeldKey, by: Decider) -> Resolved:
    """Apply what the phone sent, whoever sent it.

    Part of a writing transaction. Raises NotFound, HeldAlreadyDecided, HeldNotApplicable.
    """
    held = _applicable(session, key)
    text, fact_id = read_held(held.raw), new_id()
    raw = same_fact(text, fact_id)
    if raw is None:
        raise HeldNotApplicable(reason=HoldReason.UNREADABLE)
    return _apply(session, held, fact_id, raw, by)


def apply_repaired(session: Session, key: HeldKey, repair: Repair, by: Decider) -> Resolved:
    """Apply what the administrator says it should have been. As ``apply_as_it_is``."""
    held = _applicable(session, key)
    text, fact_id = read_held(held.raw), new_id()
    author_id = _author(session, text) or repair.author_id or ""
    raw = repaired_fact(session, held, text, repair, fact_id, author_id)
    return _apply(session, held, fact_id, raw, by)


def dismiss(session: Session, key: HeldKey, reason: str, by: Decider) -> None:
    """Put it aside for good. Part of a writing transaction. Raises NotFound, HeldAlreadyDecided."""
    _resolve(session, _open_held(session, key), "dismissed", None, reason, by)


def _applicable(session: Session, key: HeldKey) -> HeldFact:
    """One whose id is applied itself would make a second record of one tap."""
    held = _open_held(session, key)
    if session.get(Fact, key.id) is not None:
        raise HeldNotApplicable(reason=HoldReason.DIFFERENT_BYTES)
    return held


def _open_held(session: Session, key: HeldKey) -> HeldFact:
    held = session.get(HeldFact, (key.id, key.hash))
    if held is None:
        raise NotFound
    decided = session.get(HeldResolution, (key.id, key.hash))
    if decided is not None:
        person = session.get_one(Person, decided.resolved_by)
        raise HeldAlreadyDecided(person=person.name, at=decided.resolved_at)
    return held


def _apply(session: Session, held: HeldFact, fact_id: str, raw: str, by: Decider) -> Resolved:
    try:
        store_fact(session, _admitted(session, held, fact_id, raw))
    except Hold as hold:
        raise HeldNotApplicable(reason=hold.reason) from hold
    except OperationalError:
        raise
    except SQLAlchemyError as error:
        raise HeldNotApplicable(reason=HoldReason.CANNOT_APPLY) from error
    _resolve(session, held, "applied", fact_id, "", by)
    followers = retry_waiting(session, [held.id], by.person_id, by.now)
    return Resolved(fact_id, len(followers))


def _admitted(session: Session, held: HeldFact, fact_id: str, raw: str) -> Admitted:
    incoming = sealed(fact_id, raw)
    envelope = open_envelope(incoming)
    if session.get(Person, envelope.author) is None:
        raise Hold(HoldReason.AUTHOR_NOT_ALLOWED)
    device_id, seq = _number(session, held, envelope)
    return Admitted(
        id=fact_id,
        hash=incoming.hash,
        raw=raw.encode(),
        device_id=device_id,
        seq=seq,
        author_id=envelope.author,
        carried_by=held.carried_by,
        envelope=envelope,
        sent_at=sent_at_of(held.detail),
        received_at=held.received_at,
    )


def _number(session: Session, held: HeldFact, envelope: Envelope) -> tuple[str, int]:
    """The device it was made on and the number it claims there, when that is free; else a number
    below the device's own. A fact of a device nobody knows is kept with the one that carried it."""
    known = session.get(Device, envelope.device) is not None
    device_id = envelope.device if known else held.device_id
    numbers = select(Fact.seq).where(Fact.device_id == device_id)
    if known and session.scalar(numbers.where(Fact.seq == envelope.seq)) is None:
        return device_id, envelope.seq
    lowest = session.scalar(select(func.min(Fact.seq)).where(Fact.device_id == device_id))
    return device_id, min(0, lowest or 0) - 1


def _author(session: Session, text: HeldText) -> str | None:
    """Who made it by its own words, when that is somebody known."""
    known = session.get(Person, text.author) if text.author else None
    return known.id if known else None


def _resolve(
    session: Session,
    held: HeldFact,
    outcome: str,
    fact_id: str | None,
    reason: str,
    by: Decider,
) -> None:
    session.add(
        HeldResolution(
            held_id=held.id,
            held_hash=held.hash,
            outcome=outcome,
            fact_id=fact_id,
            reason=reason,
            resolved_by=by.person_id,
            resolved_at=by.now,
        )
    )
    session.flush()
