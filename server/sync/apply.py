"""What each type of fact does to the school's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from server.records import FactPhoto, Inspection, KeptCode, LabelBinding, LabelRequest
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
        "round_id": None,
        "author_id": fact["author_id"],
        "device_id": fact["device_id"],
        "seq": fact["seq"],
        "code": body["code"],
        "how": body["how"],
        "result": body["result"],
        "condition": body["condition"],
        "level": None,
        "fixed_on_spot": False,
        "phrases": body["phrases"],
        "words": body["words"],
        "checklist_id": None,
        "checklist_version": None,
        "answers": [],
        "scanned_at": None,
        "observed_at": fact["observed_at"],
        "effective_at": fact["effective_at"],
        "time_uncertain": fact["time_uncertain"],
        "received_at": fact["received_at"],
    }
    ground.rows.add(Inspection, inspection)
    ground.withdrawals.note(fact["id"], Record(Inspection, asset_id=asset_id))
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
    ground.withdrawals.note(fact["id"], Record(KeptCode))
    _name_photos(ground, fact, body)


def _label_bound(ground: Ground, fact: Row, body: Body) -> None:
    binding = _about_a_thing(ground, fact, body) | {"code": body["code"]}
    ground.rows.add(LabelBinding, binding)
    ground.withdrawals.note(fact["id"], Record(LabelBinding, code=body["code"]))
    ground.labels.bind(body["code"], fact["received_at"])


def _label_requested(ground: Ground, fact: Row, body: Body) -> None:
    asked = {"why": body["why"], "pile": body["pile"], "job_id": None}
    ground.rows.add(LabelRequest, _about_a_thing(ground, fact, body) | asked)
    ground.withdrawals.note(fact["id"], Record(LabelRequest))


def _about_a_thing(ground: Ground, fact: Row, body: Body) -> Row:
    """The columns of a row that says something of an asset or a place. Raises Hold."""
    asset_id, place_id = body["asset_id"], body["place_id"]
    if asset_id is not None and ground.conditions.standing(asset_id) is None:
        raise Hold(HoldReason.ASSET_UNKNOWN, asset=asset_id)
    if place_id is not None and place_id not in ground.places:
        raise Hold(HoldReason.PLACE_UNKNOWN, place=place_id)
    return {
        "fact_id": fact["id"],
        "asset_id": asset_id,
        "place_id": place_id,
        "author_id": fact["author_id"],
        "effective_at": fact["effective_at"],
        "withdrawn_by": None,
    }


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
    if record.code is not None:
        ground.labels.doubt(record.code)


def _name_photos(ground: Ground, fact: Row, body: Body) -> None:
    for position, photo in enumerate(body["photos"]):
        named = {"fact_id": fact["id"], "position": position}
        ground.rows.add(
            FactPhoto, named | {"sha256": photo["sha256"], "taken_at": photo["taken_at"]}
        )


_APPLY: Mapping[str, Callable[[Ground, Row, Body], None]] = {
    "inspection_recorded": _inspection_recorded,
    "label_bound": _label_bound,
    "label_requested": _label_requested,
    "record_withdrawn": _record_withdrawn,
    "unknown_code_kept": _unknown_code_kept,
}
