"""Receiving a push: every fact ends applied, a duplicate, held whole, or told to come again.

One savepoint a fact: a poisonous one never takes its neighbours along. Nothing is answered before
the edge has committed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.domain.access import Action, may
from server.domain.effective_time import EffectiveTime, effective_time
from server.records import Fact, HeldFact, Person
from server.records.sync_counter import stamp_pending
from server.services.grants import Grant, read_grant
from server.services.sign_in import roles_of
from server.sync.apply import apply_body
from server.sync.device_ledger import neighbours_of, note_arrivals, still_on_phone
from server.sync.envelope import (
    Envelope,
    Incoming,
    claimed_seq,
    named_photos,
    open_body,
    open_envelope,
)
from server.sync.hold_detail import storable
from server.sync.receipt import Hold, HoldReason, Receipt, ReceiptStatus, WaitForDependency

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Carrier:
    """Whose session and device carried the push up; authors may be others."""

    person_id: str
    device_id: str
    device_revoked: bool


@dataclass(frozen=True)
class Push:
    """``sent_at`` is the phone's clock, ``received_at`` the server's."""

    carrier: Carrier
    school_id: str
    secret_key: str
    sent_at: datetime
    received_at: datetime


def receive_facts(session: Session, push: Push, incoming: Sequence[Incoming]) -> list[Receipt]:
    """Take a batch, in order; one receipt each. The caller commits, then answers."""
    receipts = [_receive_one(session, push, fact) for fact in incoming]
    note_arrivals(session, push.carrier.device_id, push.received_at)
    session.flush()
    rev = stamp_pending(session.connection())
    return [replace(r, rev=rev) if _is_of_this_push(r) else r for r in receipts]


def _is_of_this_push(receipt: Receipt) -> bool:
    """Applied now, or a second copy within the same batch: neither has its revision yet."""
    done = receipt.status in (ReceiptStatus.APPLIED, ReceiptStatus.DUPLICATE)
    return done and receipt.rev is None


def _receive_one(session: Session, push: Push, incoming: Incoming) -> Receipt:
    if known := _known(session, incoming):
        return known
    try:
        with session.begin_nested():
            _apply(session, push, incoming)
        return _receipt(incoming, ReceiptStatus.APPLIED)
    except WaitForDependency:
        return _receipt(incoming, ReceiptStatus.RETRY)
    except Hold as hold:
        return _hold(session, push, incoming, hold)
    except OperationalError:
        raise
    except Exception as error:
        log.exception("fact cannot be applied", fact=incoming.id, exc_info=error)
        return _hold(
            session, push, incoming, Hold(HoldReason.CANNOT_APPLY, error=repr(error)[:300])
        )


def _known(session: Session, incoming: Incoming) -> Receipt | None:
    """The receipt of a fact that was here before, byte for byte."""
    fact = session.get(Fact, incoming.id)
    if fact is not None and fact.hash == incoming.hash:
        return _receipt(incoming, ReceiptStatus.DUPLICATE, rev=fact.rev)
    held = session.get(HeldFact, (incoming.id, incoming.hash))
    if held is not None and not _arrived_mangled(held, incoming):
        return _receipt(incoming, ReceiptStatus.HELD, reason=held.reason)
    return None


def _arrived_mangled(held: HeldFact, incoming: Incoming) -> bool:
    """True when what is held are not the bytes of its hash and now others came: they may be."""
    raw = incoming.raw.encode("utf-8", "surrogatepass")
    return held.reason == HoldReason.HASH_MISMATCH and held.raw != raw


def _apply(session: Session, push: Push, incoming: Incoming) -> None:
    if session.get(Fact, incoming.id) is not None:
        raise Hold(HoldReason.DIFFERENT_BYTES)
    envelope = open_envelope(incoming)
    _check_sender(push, envelope)
    author = _author(session, envelope)
    _check_seq(session, envelope)
    body = open_body(envelope)
    _check_dependencies(session, envelope)
    fact = _fact(push, incoming, envelope, author, _when(session, push, envelope))
    session.add(fact)
    session.flush()
    apply_body(session, fact, body)
    session.flush()


def _check_sender(push: Push, envelope: Envelope) -> None:
    if push.carrier.device_revoked:
        raise Hold(HoldReason.DEVICE_REVOKED)
    if envelope.device != push.carrier.device_id:
        raise Hold(HoldReason.OTHER_DEVICE, device=envelope.device)
    granted = Grant(push.school_id, envelope.device, envelope.author)
    if read_grant(push.secret_key, envelope.capture_grant) != granted:
        raise Hold(HoldReason.GRANT_INVALID)


def _author(session: Session, envelope: Envelope) -> Person:
    """Who made it; whoever's session carried it up does not matter."""
    person = session.get(Person, envelope.author)
    if person is None or not may(roles_of(person), Action.RECORD):
        raise Hold(HoldReason.AUTHOR_NOT_ALLOWED)
    return person


def _check_seq(session: Session, envelope: Envelope) -> None:
    other = session.scalar(
        select(Fact.id).where(Fact.device_id == envelope.device, Fact.seq == envelope.seq)
    )
    if other is not None:
        raise Hold(HoldReason.SEQ_TAKEN, by=other)


def _check_dependencies(session: Session, envelope: Envelope) -> None:
    if envelope.id in envelope.depends_on:
        raise Hold(HoldReason.DEPENDENCY_HELD, fact=envelope.id)  # it would wait for ever
    for needed in envelope.depends_on:
        if session.get(Fact, needed) is not None:
            continue
        if session.scalar(select(HeldFact.id).where(HeldFact.id == needed)) is not None:
            raise Hold(HoldReason.DEPENDENCY_HELD, fact=needed)
        if still_on_phone(session, envelope.device, envelope.seq):
            raise WaitForDependency
        raise Hold(HoldReason.DEPENDENCY_MISSING, fact=needed)


def _when(session: Session, push: Push, envelope: Envelope) -> EffectiveTime:
    return effective_time(
        envelope.observed_at,
        envelope.anchor,
        push.sent_at,
        push.received_at,
        neighbours_of(session, envelope.device, envelope.seq),
    )


def _fact(
    push: Push, incoming: Incoming, envelope: Envelope, author: Person, when: EffectiveTime
) -> Fact:
    return Fact(
        id=envelope.id,
        hash=incoming.hash,
        raw=incoming.raw.encode(),
        device_id=envelope.device,
        seq=envelope.seq,
        author_id=author.id,
        carried_by=push.carrier.person_id,
        type=envelope.type,
        version=envelope.v,
        body=envelope.body,
        observed_at=envelope.observed_at,
        effective_at=when.at,
        time_uncertain=when.uncertain,
        received_at=push.received_at,
    )


def _hold(session: Session, push: Push, incoming: Incoming, hold: Hold) -> Receipt:
    session.merge(
        HeldFact(
            id=incoming.id,
            hash=incoming.hash,
            raw=incoming.raw.encode("utf-8", "surrogatepass"),
            device_id=push.carrier.device_id,
            seq=claimed_seq(incoming.raw, push.carrier.device_id),
            carried_by=push.carrier.person_id,
            received_at=push.received_at,
            reason=hold.reason,
            detail=storable(hold.detail),
            photos=named_photos(incoming.raw),
        )
    )
    session.flush()
    return _receipt(incoming, ReceiptStatus.HELD, reason=hold.reason)


def _receipt(
    incoming: Incoming, status: ReceiptStatus, rev: int | None = None, reason: str | None = None
) -> Receipt:
    return Receipt(incoming.id, incoming.hash, status, rev, reason)
