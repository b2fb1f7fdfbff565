"""What each type of fact does to the school's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from server.records import Asset, Fact, FactPhoto, Inspection, KeptCode
from server.sync.latest_condition import offer_as_latest, recompute_latest
from server.sync.receipt import Hold, HoldReason

Body = dict[str, Any]


def apply_body(session: Session, fact: Fact, body: Body) -> None:
    """Carry out a fact whose envelope and body were checked. Raises Hold."""
    _APPLY[fact.type](session, fact, body)


def _inspection_recorded(session: Session, fact: Fact, body: Body) -> None:
    asset = session.get(Asset, body["asset_id"])
    if asset is None:
        raise Hold(HoldReason.ASSET_UNKNOWN, asset=body["asset_id"])
    inspection = Inspection(
        fact_id=fact.id,
        asset_id=asset.id,
        place_id=asset.place_id,
        author_id=fact.author_id,
        device_id=fact.device_id,
        seq=fact.seq,
        code=body["code"],
        how=body["how"],
        result=body["result"],
        condition=body["condition"],
        phrases=body["phrases"],
        words=body["words"],
        observed_at=fact.observed_at,
        effective_at=fact.effective_at,
        time_uncertain=fact.time_uncertain,
        received_at=fact.received_at,
    )
    session.add(inspection)
    _name_photos(session, fact, body)
    session.flush()
    offer_as_latest(session, asset, inspection)


def _unknown_code_kept(session: Session, fact: Fact, body: Body) -> None:
    session.add(
        KeptCode(
            fact_id=fact.id,
            author_id=fact.author_id,
            text=body["text"],
            how=body["how"],
            words=body["words"],
            effective_at=fact.effective_at,
        )
    )
    _name_photos(session, fact, body)


def _record_withdrawn(session: Session, fact: Fact, body: Body) -> None:
    """Only the author takes a record back; a second withdrawal changes nothing."""
    target = session.get(Fact, body["target"])
    if target is None or target.id == fact.id:
        raise Hold(HoldReason.NOT_WITHDRAWABLE, target=body["target"])
    if target.author_id != fact.author_id:
        raise Hold(HoldReason.NOT_YOUR_RECORD, target=target.id)
    record = session.get(Inspection, target.id) or session.get(KeptCode, target.id)
    if record is None:
        raise Hold(HoldReason.NOT_WITHDRAWABLE, target=target.id, type=target.type)
    if record.withdrawn_by is not None:
        return
    record.withdrawn_by = fact.id
    session.flush()
    if isinstance(record, Inspection):
        recompute_latest(session, record.asset_id)


def _name_photos(session: Session, fact: Fact, body: Body) -> None:
    for position, photo in enumerate(body["photos"]):
        session.add(
            FactPhoto(
                fact_id=fact.id,
                position=position,
                sha256=photo["sha256"],
                taken_at=photo["taken_at"],
            )
        )


_APPLY: Mapping[str, Callable[[Session, Fact, Body], None]] = {
    "inspection_recorded": _inspection_recorded,
    "record_withdrawn": _record_withdrawn,
    "unknown_code_kept": _unknown_code_kept,
}
