"""Whether a held fact could be applied as it is, before anybody tries."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Asset, Fact, HeldFact, Person, Place, Route
from server.services.held.text import read_held
from server.sync.aliases import resolve_fact_id
from server.sync.envelope import Envelope, open_body, open_envelope
from server.sync.receipt import Hold, HoldReason
from server.sync.repaired_fact import same_fact, sealed


def why_not_as_it_is(session: Session, held: HeldFact) -> HoldReason | None:
    """The reason for which it would be refused, None when it would be applied."""
    if session.get(Fact, held.id) is not None:
        return HoldReason.DIFFERENT_BYTES
    raw = same_fact(read_held(held.raw), held.id)
    if raw is None:
        return HoldReason.UNREADABLE
    try:
        _check(session, open_envelope(sealed(held.id, raw)))
    except Hold as hold:
        return hold.reason
    return None


def _check(session: Session, envelope: Envelope) -> None:
    body = open_body(envelope)
    if session.get(Person, envelope.author) is None:
        raise Hold(HoldReason.AUTHOR_NOT_ALLOWED)
    for needed in envelope.depends_on:
        if resolve_fact_id(session, needed) is None:
            raise _unmet(session, needed)
    if body.get("asset_id") and session.get(Asset, body["asset_id"]) is None:
        raise Hold(HoldReason.ASSET_UNKNOWN)
    if body.get("place_id") and session.get(Place, body["place_id"]) is None:
        raise Hold(HoldReason.PLACE_UNKNOWN)
    if body.get("round") and session.get(Route, body["round"]["route_id"]) is None:
        raise Hold(HoldReason.ROUTE_UNKNOWN)
    if "target" in body:
        _check_target(session, envelope, body["target"])


def _check_target(session: Session, envelope: Envelope, fact_id: str) -> None:
    target = resolve_fact_id(session, fact_id)
    if target is None or target.type == "record_withdrawn":
        raise Hold(HoldReason.NOT_WITHDRAWABLE)
    if target.author_id != envelope.author:
        raise Hold(HoldReason.NOT_YOUR_RECORD)


def _unmet(session: Session, fact_id: str) -> Hold:
    held = session.scalar(select(HeldFact.id).where(HeldFact.id == fact_id).limit(1))
    return Hold(HoldReason.DEPENDENCY_HELD if held else HoldReason.DEPENDENCY_MISSING)
