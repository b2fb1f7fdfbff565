"""The bodies of what people say on a sheet of a stocktake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.sync import body_parts as parts
from server.sync.body_parts import SHA256_FORM, identity
from server.sync.shape import (
    Check,
    MisfitError,
    integer,
    list_of,
    matching,
    nullable,
    one_of,
    record,
    text,
)

MOST_PIECES = 10_000
MOST_COUNTED = 100_000
MOST_TOTAL = 1_000_000
MOST_DISCREPANCIES = 2_000
MOST_SIGNED_PHOTOS = 40
CAUSES = ("human", "natural", "unknown", "before_takeover")
_NAMES = ("asset_id", "code", "text", "name")
# Kind, name and unit, as ``server.domain.room_count.group_key`` puts them together; each fits into
# its column when a difference of the group is written down.
_group = matching(r"[^|\0]{1,36}\|[^\0]{1,100}\|[^|\0]{0,20}")
_discrepancy_key = text(1, 400)

_sighting_fields = record(
    sheet_id=identity,
    asset_id=nullable(identity),
    code=nullable(parts.code),
    text=nullable(text(1, 300)),
    name=nullable(text(1, 60)),
    kind_id=nullable(text(1, 36)),
    quantity=integer(1, MOST_PIECES),
    how=parts.how,
    condition=one_of("intact", "usable", "unusable"),
    words=parts.words,
    photos=parts.photos,
)


def _asset_sighted(value: Any) -> dict[str, Any]:
    """A thing seen in the room: of the ledger, or named in another way."""
    body: dict[str, Any] = _sighting_fields(value)
    if all(body[name] is None for name in _NAMES):
        raise MisfitError({"asset_id": "at least one of " + ", ".join(_NAMES)})
    if body["asset_id"] is not None and body["quantity"] != 1:
        raise MisfitError({"quantity": "1 with an asset_id"})
    return body


_explanation = record(
    key=_discrepancy_key,
    cause=one_of(*CAUSES),
    words=parts.words,
    photos=list_of(matching(SHA256_FORM), most=parts.MOST_PHOTOS),
)
_signing_fields = record(
    sheet_id=identity,
    discrepancies=list_of(
        record(key=_discrepancy_key, quantity=integer(-MOST_TOTAL, MOST_TOTAL)),
        most=MOST_DISCREPANCIES,
    ),
    explanations=list_of(_explanation, most=MOST_DISCREPANCIES),
    override=parts.words,
    signature=nullable(parts.signature),
    signed_name=nullable(text(1, 60)),
    photos=list_of(parts.photo, most=MOST_SIGNED_PHOTOS),
)


def _sheet_signed(value: Any) -> dict[str, Any]:
    """A sheet closed by its signer, with what it was signed for."""
    body: dict[str, Any] = _signing_fields(value)
    if (body["signature"] is None) == (body["signed_name"] is None):
        raise MisfitError({"signature": "exactly one of signature and signed_name"})
    named = _distinct(body, "discrepancies")
    if unknown := _distinct(body, "explanations") - named:
        raise MisfitError({"explanations": f"of no discrepancy: {min(unknown)[:100]}"})
    return body


def _distinct(body: Mapping[str, Any], field: str) -> set[str]:
    """The keys of this list. Raises MisfitError when one is there twice."""
    keys = [one["key"] for one in body[field]]
    if len(set(keys)) < len(keys):
        raise MisfitError({field: "a key twice"})
    return set(keys)


COUNT_BODIES: Mapping[tuple[str, int], Check] = {
    ("asset_sighted", 1): _asset_sighted,
    ("group_counted", 1): record(
        sheet_id=identity,
        group=_group,
        good=integer(0, MOST_COUNTED),
        damaged=integer(0, MOST_COUNTED),
        how=one_of("typed", "pupil"),
        words=parts.words,
        photos=parts.photos,
    ),
    ("sheet_signed", 1): _sheet_signed,
    ("total_confirmed", 1): record(sheet_id=identity, total=integer(0, MOST_TOTAL)),
}
