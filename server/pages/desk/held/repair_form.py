"""The form by which an administrator says what a held fact should have been."""

from __future__ import annotations

from marshmallow import fields, validate
from sqlalchemy.orm import Session

from server.domain.problems import BadInput
from server.domain.problems_held import ThingAmbiguous, ThingUnknown
from server.pages.desk.forms import Filled, FormSchema
from server.services.held.text import CONDITIONS
from server.services.held.things import things_meant
from server.sync.envelope import MOST_WORDS
from server.sync.repaired_fact import InspectionRepair, KeptCodeRepair, Repair
from server.web.messages import t

_ID_LONGEST = 36
SCANNED_LONGEST = 300


class RepairForm(FormSchema):
    """``thing`` is a label code or a ledger number; ``asset_id`` the one ticked of those shown.
    ``scanned`` belongs to a kept code, which names no thing."""

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
    if "condition" not in values:
        raise BadInput(fields=t("desk.held.condition"))
    asset_id = _asset_id(session, values.get("thing"), values.get("asset_id"))
    return InspectionRepair(asset_id, values["condition"], words, author_id)


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
