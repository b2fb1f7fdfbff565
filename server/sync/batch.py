"""Taking a batch in one savepoint; when it fails, its halves, down to single facts.

A poisonous fact never takes its neighbours along: what the database refuses of two hundred is
found by halving, and only that is held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from server.sync.device_ledger import still_on_phone
from server.sync.envelope import (
    Incoming,
    Opened,
    claimed_seq,
    named_photos,
    open_fact,
)
from server.sync.ground import Ground, load_ground
from server.sync.hold_detail import detail_of
from server.sync.known_facts import Held
from server.sync.receipt import Hold, HoldReason, Receipt, ReceiptStatus, WaitForDependency
from server.sync.rows import Row
from server.sync.senders import Push, Senders
from server.sync.store import Admitted, carry_out, check_number, unmet_dependency

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Taking:
    session: Session
    push: Push
    senders: Senders


def take_batch(session: Session, push: Push, incoming: Sequence[Incoming]) -> list[Receipt]:
    """One receipt for each, in order; what was applied just now has no revision yet. Raises
    OperationalError when it is not the facts' fault (a full disk)."""
    taking = _Taking(session, push, Senders(session, push))
    receipts = _take(taking, incoming) if incoming else []
    session.expire_all()
    return receipts


def _take(taking: _Taking, incoming: Sequence[Incoming]) -> list[Receipt]:
    try:
        return _try(taking, incoming)
    except OperationalError:
        raise
    except Exception as error:
        if len(incoming) == 1:
            return [_hold_failed(taking, incoming[0], error)]
    middle = len(incoming) // 2
    return _take(taking, incoming[:middle]) + _take(taking, incoming[middle:])


def _try(taking: _Taking, incoming: Sequence[Incoming]) -> list[Receipt]:
    opened = [_open(fact) for fact in incoming]
    ground = _ground(taking, incoming, [one for one in opened if isinstance(one, Opened)])
    with taking.session.begin_nested():
        receipts = [
            _receive(taking, ground, fact, one) for fact, one in zip(incoming, opened, strict=True)
        ]
        ground.write(taking.session)
    return receipts


def _open(incoming: Incoming) -> Opened | Hold:
    try:
        return open_fact(incoming)
    except Hold as hold:
        return hold


def _ground(taking: _Taking, incoming: Sequence[Incoming], opened: Sequence[Opened]) -> Ground:
    device_id = taking.push.carrier.device_id
    numbers = [one.envelope.seq for one in opened if one.envelope.device == device_id]
    ids = [fact.id for fact in incoming]
    return load_ground(taking.session, device_id, numbers, ids, opened)


def _receive(taking: _Taking, ground: Ground, incoming: Incoming, opened: Opened | Hold) -> Receipt:
    if known := ground.known.receipt_of(incoming):
        if ground.known.is_mangled(incoming) and not _is_mangled(opened):
            ground.rows.complete(_whole_row(taking.push, incoming))
        return known
    try:
        _apply(taking, ground, incoming, opened)
    except WaitForDependency:
        return Receipt(incoming.id, incoming.hash, ReceiptStatus.RETRY)
    except Hold as hold:
        return _hold(taking.push, ground, incoming, hold)
    return Receipt(incoming.id, incoming.hash, ReceiptStatus.APPLIED)


def _apply(taking: _Taking, ground: Ground, incoming: Incoming, opened: Opened | Hold) -> None:
    if ground.known.has_bytes(incoming.id) and not _is_mangled(opened):
        raise Hold(HoldReason.DIFFERENT_BYTES)
    if isinstance(opened, Hold):
        raise opened
    envelope = opened.envelope
    taking.senders.check(envelope)
    check_number(ground.timeline, envelope.seq)
    if hold := unmet_dependency(ground.known, envelope):
        raise _wait_or_hold(taking, envelope.seq, hold)
    carry_out(ground, _admitted(taking.push, incoming, opened), opened.body)


def _is_mangled(opened: Opened | Hold) -> bool:
    """Whatever else is wrong with it: only what is held as mangled gives way to its true bytes."""
    return isinstance(opened, Hold) and opened.reason is HoldReason.HASH_MISMATCH


def _wait_or_hold(taking: _Taking, seq: int, hold: Hold) -> Exception:
    """What has not come may still be on the phone, if anything older than ``seq`` is."""
    may_come = hold.reason is HoldReason.DEPENDENCY_MISSING and taking.push.comes_again
    if may_come and still_on_phone(taking.session, taking.push.carrier.device_id, seq):
        return WaitForDependency()
    return hold


def _admitted(push: Push, incoming: Incoming, opened: Opened) -> Admitted:
    envelope = opened.envelope
    return Admitted(
        id=incoming.id,
        hash=incoming.hash,
        raw=incoming.raw.encode(),
        device_id=envelope.device,
        seq=envelope.seq,
        author_id=envelope.author,
        carried_by=push.carrier.person_id,
        envelope=envelope,
        sent_at=push.sent_at,
        received_at=push.received_at,
    )


def _hold(push: Push, ground: Ground, incoming: Incoming, hold: Hold) -> Receipt:
    row = _held_row(push, incoming, hold)
    ground.rows.hold(row, replaces=ground.known.is_kept(incoming))
    mangled = row["raw"] if hold.reason is HoldReason.HASH_MISMATCH else None
    ground.known.note_held(incoming.id, incoming.hash, Held(hold.reason, mangled))
    return Receipt(incoming.id, incoming.hash, ReceiptStatus.HELD, reason=hold.reason)


def _hold_failed(taking: _Taking, incoming: Incoming, error: Exception) -> Receipt:
    """Nobody foresaw this one. It is kept whole all the same."""
    log.error("fact cannot be applied", fact=incoming.id, exc_info=error)
    ground = _ground(taking, [incoming], [])
    hold = Hold(HoldReason.CANNOT_APPLY, error=repr(error)[:300])
    receipt = _hold(taking.push, ground, incoming, hold)
    with taking.session.begin_nested():
        ground.write(taking.session)
    return receipt


def _whole_row(push: Push, incoming: Incoming) -> Row:
    """What a mangled one that was repaired should have been: its own bytes, where they are from."""
    return {
        "id": incoming.id,
        "hash": incoming.hash,
        "raw": incoming.raw.encode("utf-8", "surrogatepass"),
        "device_id": push.carrier.device_id,
        "photos": named_photos(incoming.raw),
    }


def _held_row(push: Push, incoming: Incoming, hold: Hold) -> Row:
    return {
        "id": incoming.id,
        "hash": incoming.hash,
        "raw": incoming.raw.encode("utf-8", "surrogatepass"),
        "device_id": push.carrier.device_id,
        "seq": claimed_seq(incoming.raw, push.carrier.device_id),
        "carried_by": push.carrier.person_id,
        "received_at": push.received_at,
        "reason": hold.reason,
        "detail": detail_of(hold.detail, push.sent_at),
        "photos": named_photos(incoming.raw),
    }
