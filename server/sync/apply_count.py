"""What the facts of a stocktake do to the school's records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from server.records import GroupCount, SheetSignature, Sighting, TotalConfirmation
from server.sync.envelope import heard_at
from server.sync.ground import Ground
from server.sync.receipt import Hold, HoldReason
from server.sync.rows import Row
from server.sync.withdrawals import Record

Body = dict[str, Any]
_Model = type[GroupCount | SheetSignature | Sighting | TotalConfirmation]


def _asset_sighted(ground: Ground, fact: Row, body: Body) -> None:
    asset_id = body["asset_id"]
    if asset_id is not None and ground.conditions.standing(asset_id) is None:
        raise Hold(HoldReason.ASSET_UNKNOWN, asset=asset_id)
    names = ("asset_id", "code", "text", "name", "kind_id", "quantity")
    _say(ground, Sighting, fact, body, {name: body[name] for name in (*names, *_SEEN, "condition")})


def _group_counted(ground: Ground, fact: Row, body: Body) -> None:
    counted = {name: body[name] for name in ("good", "damaged", *_SEEN)}
    _say(ground, GroupCount, fact, body, counted | {"group_key": body["group"]})


def _total_confirmed(ground: Ground, fact: Row, body: Body) -> None:
    _say(ground, TotalConfirmation, fact, body, {"total": body["total"]})


def _sheet_signed(ground: Ground, fact: Row, body: Body) -> None:
    names = ("discrepancies", "explanations", "override", "signature", "signed_name")
    said = {name: body[name] for name in names} | {"known_at": heard_at(fact["raw"])}
    _say(ground, SheetSignature, fact, body, said)


_SEEN = ("how", "words")


def _say(ground: Ground, model: _Model, fact: Row, body: Body, said: Row) -> None:
    """Raises Hold before anything has changed."""
    sheet_id = body["sheet_id"]
    if not ground.sheets.knows(sheet_id):
        raise Hold(HoldReason.SHEET_UNKNOWN, sheet=sheet_id)
    names = ("author_id", "device_id", "seq", "effective_at", "time_uncertain", "received_at")
    about = {"fact_id": fact["id"], "sheet_id": sheet_id, "withdrawn_by": None}
    ground.rows.add(model, about | {name: fact[name] for name in names} | said)
    ground.withdrawals.note(fact["id"], Record(model, sheet_id=sheet_id))
    ground.sheets.touch(sheet_id, fact["received_at"])
    ground.rows.name_photos(fact["id"], body.get("photos", ()))


APPLY_COUNT: Mapping[str, Callable[[Ground, Row, Body], None]] = {
    "asset_sighted": _asset_sighted,
    "group_counted": _group_counted,
    "sheet_signed": _sheet_signed,
    "total_confirmed": _total_confirmed,
}
