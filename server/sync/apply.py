"""What each type of fact does to the school's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from server.records import (
    Inspection,
    KeptCode,
    LabelBinding,
    LabelRequest,
    Round,
    RoundEnding,
    UnscannedStop,
)
from server.sync.apply_count import APPLY_COUNT
from server.sync.ground import Ground
from server.sync.met_rounds import round_key
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
    thing = _place(ground, body) if asset_id is None else _asset(ground, asset_id)
    inspection = _of_round(ground, fact, body) | {
        "asset_id": asset_id,
        "place_id": thing.place_id,
        "seq": fact["seq"],
        **{name: body[name] for name in _SAID},
        **_checklist(body),
        "observed_at": fact["observed_at"],
        "time_uncertain": fact["time_uncertain"],
        "received_at": fact["received_at"],
    }
    ground.rows.add(Inspection, inspection)
    ground.withdrawals.note(fact["id"], Record(Inspection, asset_id=asset_id))
    if asset_id is not None:
        ground.conditions.offer(inspection)
    ground.findings.found(inspection, thing.kind_id)
    ground.rows.name_photos(fact["id"], body["photos"])


# What an inspection says in the words of its body.
_SAID = (
    "code",
    "how",
    "result",
    "condition",
    "level",
    "fixed_on_spot",
    "phrases",
    "words",
    "answers",
    "scanned_at",
)


class _Thing(NamedTuple):
    """Where a thing is, and its kind: of an asset, or of the place itself."""

    place_id: str | None
    kind_id: str


def _asset(ground: Ground, asset_id: str) -> _Thing:
    """Raises Hold."""
    standing = ground.conditions.standing(asset_id)
    if standing is None:
        raise Hold(HoldReason.ASSET_UNKNOWN, asset=asset_id)
    return _Thing(standing.place_id, standing.kind_id)


def _place(ground: Ground, body: Body) -> _Thing:
    """Raises Hold."""
    place_id = body["place_id"]
    kind = ground.places.get(place_id)
    if kind is None:
        raise Hold(HoldReason.PLACE_UNKNOWN, place=place_id)
    return _Thing(place_id, kind)


def _checklist(body: Body) -> Row:
    named = body["checklist"] or {"id": None, "version": None}
    return {"checklist_id": named["id"], "checklist_version": named["version"]}


def _stop_unscanned(ground: Ground, fact: Row, body: Body) -> None:
    about = _about_a_thing(ground, fact, body)
    stop = _of_round(ground, fact, body) | about | {"why": body["why"], "words": body["words"]}
    ground.rows.add(UnscannedStop, stop)
    ground.withdrawals.note(fact["id"], Record(UnscannedStop))
    ground.rows.name_photos(fact["id"], body["photos"])


def _round_ended(ground: Ground, fact: Row, body: Body) -> None:
    ending = _of_round(ground, fact, body) | {
        "companions": body["companions"],
        "reasons": body["reasons"],
        "signature": body["signature"],
        "time_uncertain": fact["time_uncertain"],
        "received_at": fact["received_at"],
    }
    ground.rows.add(RoundEnding, ending)
    ground.withdrawals.note(fact["id"], Record(RoundEnding))


def _of_round(ground: Ground, fact: Row, body: Body) -> Row:
    """The columns of every row that may belong to a round. The round itself is made when no fact
    had named it: what this raises, Hold, it raises before that."""
    key = round_key(body)
    if key is not None:
        ground.rounds.check(key)
        if made := ground.rounds.meet(key, fact["received_at"]):
            ground.rows.add(Round, made)
    return {
        "fact_id": fact["id"],
        "round_id": key and key.id,
        "author_id": fact["author_id"],
        "device_id": fact["device_id"],
        "effective_at": fact["effective_at"],
    }


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
    ground.rows.name_photos(fact["id"], body["photos"])


def _label_bound(ground: Ground, fact: Row, body: Body) -> None:
    binding = _about_a_thing(ground, fact, body) | {"code": body["code"]}
    ground.rows.add(LabelBinding, binding)
    ground.withdrawals.note(fact["id"], Record(LabelBinding, code=body["code"]))
    ground.labels.bind(body["code"], fact["received_at"])
    ground.sheets.lead(body["code"], fact["received_at"])


def _label_requested(ground: Ground, fact: Row, body: Body) -> None:
    asked = {"why": body["why"], "pile": body["pile"], "job_id": None}
    ground.rows.add(LabelRequest, _about_a_thing(ground, fact, body) | asked)
    ground.withdrawals.note(fact["id"], Record(LabelRequest))


def _about_a_thing(ground: Ground, fact: Row, body: Body) -> Row:
    """The columns of a row that says something of an asset or a place. Raises Hold."""
    asset_id = body["asset_id"]
    _ = _place(ground, body) if asset_id is None else _asset(ground, asset_id)
    return {
        "fact_id": fact["id"],
        "asset_id": asset_id,
        "place_id": body["place_id"],
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
    if record.model is Inspection:
        ground.findings.withdrawn(target.id)
    if record.asset_id is not None:
        ground.conditions.doubt(record.asset_id)
    if record.code is not None:
        ground.labels.doubt(record.code)
        ground.sheets.lead(record.code, fact["received_at"])
    if record.sheet_id is not None:
        ground.sheets.touch(record.sheet_id, fact["received_at"])


_APPLY: Mapping[str, Callable[[Ground, Row, Body], None]] = {
    **APPLY_COUNT,
    "inspection_recorded": _inspection_recorded,
    "label_bound": _label_bound,
    "label_requested": _label_requested,
    "record_withdrawn": _record_withdrawn,
    "round_ended": _round_ended,
    "stop_unscanned": _stop_unscanned,
    "unknown_code_kept": _unknown_code_kept,
}
