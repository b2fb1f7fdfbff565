"""What each type of fact does to the school's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from server.records import FactPhoto, Inspection, KeptCode
from server.sync.ground import Ground
from server.sync.receipt import Hold, HoldReason
from server.sync.rows import Row
from server.sync.withdrawals import Record

Body = dict[str, Any]


def apply_body(ground: Ground, fact: Row, body: Body) -> None:
    """Carry out a fact whose envelope and body were checked; ``fact`` is its row. Raises Hold
    before it has changed anything."""
    _APPLY[fact["type"]](ground, fact, body)


def _inspection_recorded(ground: Ground, fact: Row, body: Body) -> None:
    asset_id = body["asset_id"]
    standing = ground.conditions.standing(asset_id)
    if standing is None:
        raise Hold(HoldReason.ASSET_UNKNOWN, asset=asset_id)
    inspection = {
        "fact_id": fact["id"],
        "asset_id": asset_id,
        "place_id": standing.place_id,
        "author_id": fact["author_id"],
        "device_id": fact["device_id"],
        "seq": fact["seq"],
        "code": body["code"],
        "how": body["how"],
        "result": body["result"],
        "condition": body["condition"],
        "phrases": body["phrases"],
        "words": body["words"],
        "observed_at": fact["observed_at"],
        "effective_at": fact["effective_at"],
        "time_uncertain": fact["time_uncertain"],
        "received_at": fact["received_at"],
    }
    ground.rows.add(Inspection, inspection)
    ground.withdrawals.note(fact["id"], Record(Inspection, asset_id))
    ground.conditions.offer(inspection)
    _name_photos(ground, fact, body)


def _unknown_code_kept(ground: Ground, fact: Row, body: Body) -> None:
    kept = {
        "fact_id": fact["id"],
        "author_id": fact["author_id"],
        "text": body["text"],
        "how": body["how"],
        "words": body["words"],
        "effective_at": fact["effective_at"],
    }
    ground.rows.add(KeptCode, kept)
    ground.withdrawals.note(fact["id"], Record(KeptCode, None))
    _name_photos(ground, fact, body)


def _record_withdrawn(ground: Ground, fact: Row, body: Body) -> None:
    """Only the author takes a record back; a second withdrawal changes nothing."""
    target = ground.known.applied(body["target"])
    if target is None:
        raise Hold(HoldReason.NOT_WITHDRAWABLE, target=body["target"])
    if target.author_id != fact["author_id"]:
        raise Hold(HoldReason.NOT_YOUR_RECORD, target=target.id)
    record = ground.withdrawals.record(target.id)
    if record is None:
        raise Hold(HoldReason.NOT_WITHDRAWABLE, target=target.id)
    if record.withdrawn_by is not None:
        return
    ground.withdrawals.withdraw(target.id, fact["id"])
    if record.asset_id is not None:
        ground.conditions.doubt(record.asset_id)


def _name_photos(ground: Ground, fact: Row, body: Body) -> None:
    for position, photo in enumerate(body["photos"]):
        named = {"fact_id": fact["id"], "position": position}
        ground.rows.add(
            FactPhoto, named | {"sha256": photo["sha256"], "taken_at": photo["taken_at"]}
        )


_APPLY: Mapping[str, Callable[[Ground, Row, Body], None]] = {
    "inspection_recorded": _inspection_recorded,
    "record_withdrawn": _record_withdrawn,
    "unknown_code_kept": _unknown_code_kept,
}
