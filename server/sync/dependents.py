"""Held facts that waited for another one: tried again once it is there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import HeldFact, HeldResolution, new_id
from server.sync.envelope import Incoming, open_envelope
from server.sync.receipt import Hold, HoldReason
from server.sync.store import Admitted, store_fact

_WAITING = (HoldReason.DEPENDENCY_HELD, HoldReason.DEPENDENCY_MISSING)


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
    push or decision brought it about. What fails still is left as it is.
    """
    released: list[Released] = []
    arrived = set(fact_ids)
    while arrived:
        done = [held for held in _waiting_for(session, arrived) if _apply(session, held, by, now)]
        released += [Released(held.id, held.hash) for held in done]
        arrived = {held.id for held in done}
    return released


def _waiting_for(session: Session, fact_ids: Collection[str]) -> list[HeldFact]:
    waiting = session.scalars(
        select(HeldFact)
        .outerjoin(HeldResolution)
        .where(HeldFact.reason.in_(_WAITING), HeldResolution.held_id.is_(None))
        .order_by(HeldFact.device_id, HeldFact.seq, HeldFact.id, HeldFact.hash)
    )
    return [held for held in waiting if held.detail.get("fact") in fact_ids]


def _apply(session: Session, held: HeldFact, by: str, now: datetime) -> bool:
    envelope = open_envelope(Incoming(held.id, held.hash, held.raw.decode()))
    repair = Admitted(
        id=new_id(),
        hash=held.hash,
        raw=held.raw,
        device_id=envelope.device,
        seq=envelope.seq,
        author_id=envelope.author,
        carried_by=held.carried_by,
        envelope=envelope,
        sent_at=None,
        received_at=held.received_at,
    )
    try:
        store_fact(session, repair)
    except Hold:
        return False
    session.add(
        HeldResolution(
            held_id=held.id,
            held_hash=held.hash,
            outcome="applied",
            fact_id=repair.id,
            reason="",
            resolved_by=by,
            resolved_at=now,
        )
    )
    session.flush()
    return True
