"""The form by which an administrator says what a held fact should have been."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate
from sqlalchemy.orm import Session

from qr_labels import ScanKind, parse_scan
from server.domain.problems import BadInput
from server.domain.problems_held import ThingAmbiguous, ThingUnknown
from server.pages.desk.forms import Filled, FormSchema
from server.services.held.text import CONDITIONS, LABEL_TYPES
from server.services.held.things import things_meant
from server.sync.body_parts import MOST_WORDS
from server.sync.repaired_fact import InspectionRepair, KeptCodeRepair, Repair
from server.sync.repaired_label import LabelBoundRepair, LabelRepair, LabelRequestedRepair
from server.web.messages import t

_ID_LONGEST = 36
SCANNED_LONGEST = 300


class RepairForm(FormSchema):
    """``thing`` is a label code or a ledger number; ``asset_id`` the one ticked of those shown.
    ``scanned`` belongs to a kept code, which names no thing; ``type`` to what is said of a label,
    which may be about a place; ``code`` to a label that was bound."""

    type = fields.String(validate=validate.OneOf(LABEL_TYPES))
    code = fields.String(validate=validate.Length(1, 40))
    place_id = fields.String(allow_none=True, validate=validate.Length(max=_ID_LONGEST))
    thing = fields.String(allow_none=True, validate=validate.Length(max=200))
    asset_id = fields.String(allow_none=True, validate=validate.Length(max=_ID_LONGEST))
    condition = fields.String(validate=validate.OneOf(CONDITIONS))
    scanned = fields.String(validate=validate.Length(1, SCANNED_LONGEST))
    words = fields.String(allow_none=True, validate=validate.Length(max=MOST_WORDS))
    author_id = fields.String(allow_none=True, validate=validate.Length(max=_ID_LONGEST))


def read_repair(session: Session, filled: Filled) -> Repair:
    """What is wanted. Raises BadInput, ThingUnknown, ThingAmbiguous."""
    values = filled.require("desk.held")
    words, author_id = values.get("words") or "", values.get("author_id")
    if "scanned" in values:
        return KeptCodeRepair(values["scanned"], words, author_id)
    if "type" in values:
        return _label_repair(session, values)
    if "condition" not in values:
        raise BadInput(fields=t("desk.held.condition"))
    asset_id = _asset_id(session, values.get("thing"), values.get("asset_id"))
    return InspectionRepair(asset_id, values["condition"], words, author_id)


def _label_repair(session: Session, values: Mapping[str, Any]) -> LabelRepair:
    """A place that was chosen counts more than a thing that is ticked."""
    place_id, author_id = values.get("place_id"), values.get("author_id")
    thing = values.get("thing"), values.get("asset_id")
    asset_id = None if place_id else _asset_id(session, *thing)
    if values["type"] == "label_requested":
        return LabelRequestedRepair(asset_id, place_id, author_id)
    label = parse_scan(values.get("code", ""))
    if label.kind is not ScanKind.OWN:
        raise BadInput(fields=t("desk.label.code"))
    return LabelBoundRepair(label.code, asset_id, place_id, author_id)


def _asset_id(session: Session, words: str | None, ticked: str | None) -> str:
    """What was typed counts more than what was ticked, unless both mean the same thing."""
    if not words:
        if not ticked:
            raise BadInput(fields=t("desk.held.thing"))
        return ticked
    meant = [asset.id for asset in things_meant(session, words)]
    if ticked in meant:
        return str(ticked)
    if not meant:
        raise ThingUnknown(words=words)
    if len(meant) > 1:
        raise ThingAmbiguous(words=words, n=len(meant))
    return meant[0]
