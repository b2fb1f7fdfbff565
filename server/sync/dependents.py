"""Held facts that waited for another one: tried again once it is there."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from server.records import HeldFact, HeldResolution, new_id
from server.sync.envelope import Incoming, open_envelope
from server.sync.hold_detail import detail_of, sent_at_of
from server.sync.receipt import Hold, HoldReason
from server.sync.store import Admitted, store_fact

_WAITING = (HoldReason.DEPENDENCY_HELD, HoldReason.DEPENDENCY_MISSING)
_ALL_WAITING = (
    select(HeldFact.id, HeldFact.hash, HeldFact.detail)
    .select_from(HeldFact)
    .outerjoin(HeldResolution)
    .where(HeldFact.reason.in_(_WAITING), HeldResolution.held_id.is_(None))
    .order_by(HeldFact.device_id, HeldFact.seq, HeldFact.id, HeldFact.hash)
)


@dataclass(frozen=True)
class Released:
    """A held fact, by its id and hash, that is applied now."""

    id: str
    hash: str


def retry_waiting(
    session: Session, fact_ids: Iterable[str], by: str, now: datetime
) -> list[Released]:
    """Try again what is held because one of ``fact_ids`` was missing, and what waited for that.

    ``fact_ids`` are the ids that others name: of a repair, the held fact's. Whatever is applied
    gets a resolution with an empty reason, in the caller's transaction, ``by`` the person whose
    push or decision brought it about. What fails still stays held, for the reason it has now.
    """
    released: list[Released] = []
    arrived = set(fact_ids)
    while arrived:
        done = [held for held in _waiting_for(session, arrived) if _retry(session, held, by, now)]
        released += [Released(held.id, held.hash) for held in done]
        arrived = {held.id for held in done}
    return released


def _waiting_for(session: Session, fact_ids: Set[str]) -> list[HeldFact]:
    return [
        session.get_one(HeldFact, (held_id, held_hash))
        for held_id, held_hash, detail in session.execute(_ALL_WAITING)
        if not fact_ids.isdisjoint(detail.get("waits_for", ()))
    ]


def _retry(session: Session, held: HeldFact, by: str, now: datetime) -> bool:
    """True when it is applied now."""
    try:
        fact_id = _apply(session, held)
    except Hold as hold:
        return _stays(held, hold)
    except OperationalError:
        raise
    except SQLAlchemyError as error:
        return _stays(held, Hold(HoldReason.CANNOT_APPLY, error=repr(error)[:300]))
    session.add(
        HeldResolution(
            held_id=held.id,
            held_hash=held.hash,
            outcome="applied",
            fact_id=fact_id,
            reason="",
            resolved_by=by,
            resolved_at=now,
        )
    )
    session.flush()
    return True


def _stays(held: HeldFact, hold: Hold) -> bool:
    held.reason = hold.reason
    held.detail = detail_of(hold.detail, sent_at_of(held.detail))
    return False


def _apply(session: Session, held: HeldFact) -> str:
    """The id of the fact that stands for the held one. Raises Hold: its sender was found good
    when it came, its number may have gone to another since."""
    envelope = open_envelope(Incoming(held.id, held.hash, held.raw.decode()))
    repair_id = new_id()
    admitted = Admitted(
        id=repair_id,
        hash=held.hash,
        raw=held.raw,
        device_id=envelope.device,
        seq=envelope.seq,
        author_id=envelope.author,
        carried_by=held.carried_by,
        envelope=envelope,
        sent_at=sent_at_of(held.detail),
        received_at=held.received_at,
    )
    store_fact(session, admitted)
    return repair_id
