"""A fact as it travels: the envelope and the bodies of the types this server knows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from server.domain.effective_time import Anchor
from server.sync.receipt import Hold, HoldReason

MOST_PHOTOS = 8
MOST_WORDS = 500
_ID = validate.Regexp(re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"))
_SHA256_TEXT = re.compile(r"[0-9a-f]{64}\Z")
_SHA256 = validate.Regexp(_SHA256_TEXT)
WAYS = ("camera", "photo", "typed", "picked")
_HOW = validate.OneOf(WAYS)
# The years 1653 to 2286: wide enough for any clock a phone may show, narrow enough that sums and
# differences of them stay datetimes.
_MILLIS = validate.Range(-(10**13), 10**13)


@dataclass(frozen=True)
class Incoming:
    """One fact of a push, untrusted. ``hash`` is what the phone says of the UTF-8 bytes of
    ``raw``."""

    id: str
    hash: str
    raw: str


@dataclass(frozen=True)
class Envelope:
    id: str
    device: str
    seq: int
    author: str
    capture_grant: str
    type: str
    v: int
    app_build: str
    observed_at: datetime
    anchor: Anchor | None
    page_session: str
    depends_on: list[str]
    body: dict[str, Any]


class Millis(fields.Integer):
    """Integer milliseconds since 1970 on the wire, an aware UTC datetime inside."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        number = super()._deserialize(value, attr, data, **kwargs)
        if number is None:
            return None
        _MILLIS(number)
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        return None if value is None else round(value.timestamp() * 1000)


class AnchorSchema(Schema):
    server_time = Millis(required=True, strict=True)
    age_ms = fields.Float(required=True, allow_none=True, validate=validate.Range(0, 10**11))

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Anchor:
        age = data["age_ms"]
        return Anchor(data["server_time"], None if age is None else timedelta(milliseconds=age))


class EnvelopeSchema(Schema):
    id = fields.String(required=True, validate=_ID)
    device = fields.String(required=True, validate=_ID)
    seq = fields.Integer(required=True, strict=True, validate=validate.Range(1, 2**31 - 1))
    author = fields.String(required=True, validate=_ID)
    capture_grant = fields.String(required=True, validate=validate.Length(1, 1000))
    type = fields.String(required=True, validate=validate.Length(1, 40))
    v = fields.Integer(required=True, strict=True, validate=validate.Range(1, 10_000))
    app_build = fields.String(required=True, validate=validate.Length(0, 60))
    observed_at = Millis(required=True, strict=True)
    anchor = fields.Nested(AnchorSchema, required=True, allow_none=True)
    page_session = fields.String(required=True, validate=_ID)
    depends_on = fields.List(
        fields.String(validate=_ID), required=True, validate=validate.Length(max=20)
    )
    body = fields.Dict(required=True)

    @post_load
    def build(self, data: dict[str, Any], **_: Any) -> Envelope:
        return Envelope(**data)


class FactPhotoSchema(Schema):
    sha256 = fields.String(required=True, validate=_SHA256)
    bytes = fields.Integer(required=True, strict=True, validate=validate.Range(1))
    width = fields.Integer(required=True, strict=True, validate=validate.Range(1))
    height = fields.Integer(required=True, strict=True, validate=validate.Range(1))
    taken_at = Millis(required=True, strict=True)


class InspectionRecordedSchema(Schema):
    """``inspection_recorded`` v1: one look at one asset."""

    asset_id = fields.String(required=True, validate=_ID)
    code = fields.String(required=True, allow_none=True, validate=validate.Length(1, 16))
    how = fields.String(required=True, validate=_HOW)
    result = fields.String(required=True, validate=validate.OneOf(("ok", "abnormal")))
    condition = fields.String(
        required=True, validate=validate.OneOf(("intact", "usable", "unusable", "missing"))
    )
    phrases = fields.List(
        fields.String(validate=validate.Length(1, 60)),
        required=True,
        validate=validate.Length(max=20),
    )
    words = fields.String(required=True, validate=validate.Length(max=MOST_WORDS))
    photos = fields.List(
        fields.Nested(FactPhotoSchema), required=True, validate=validate.Length(max=MOST_PHOTOS)
    )

    @validates_schema
    def ok_goes_with_intact(self, data: dict[str, Any], **_: Any) -> None:
        if (data["result"] == "ok") != (data["condition"] == "intact"):
            raise ValidationError("ok goes with intact, and nothing else does", "condition")


class RecordWithdrawnSchema(Schema):
    """``record_withdrawn`` v1: the author takes a record back."""

    target = fields.String(required=True, validate=_ID)


class UnknownCodeKeptSchema(Schema):
    """``unknown_code_kept`` v1: a scanned text that is no label of this school."""

    text = fields.String(required=True, validate=validate.Length(1, 300))
    how = fields.String(required=True, validate=_HOW)
    words = fields.String(required=True, validate=validate.Length(max=MOST_WORDS))
    photos = fields.List(
        fields.Nested(FactPhotoSchema), required=True, validate=validate.Length(max=MOST_PHOTOS)
    )


_ENVELOPE = EnvelopeSchema()
_BODIES: Mapping[tuple[str, int], Schema] = {
    ("inspection_recorded", 1): InspectionRecordedSchema(),
    ("record_withdrawn", 1): RecordWithdrawnSchema(),
    ("unknown_code_kept", 1): UnknownCodeKeptSchema(),
}


def open_envelope(incoming: Incoming) -> Envelope:
    """Parse and check a fact's outside. Raises Hold."""
    raw = incoming.raw.encode("utf-8", "surrogatepass")
    if hashlib.sha256(raw).hexdigest() != incoming.hash:
        raise Hold(HoldReason.HASH_MISMATCH)
    try:
        envelope: Envelope = _ENVELOPE.load(orjson.loads(raw))
    except ValidationError as error:
        raise Hold(HoldReason.UNREADABLE, fields=error.messages) from error
    except (orjson.JSONDecodeError, OverflowError) as error:
        raise Hold(HoldReason.UNREADABLE) from error
    if envelope.id != incoming.id:
        raise Hold(HoldReason.ID_MISMATCH, inside=envelope.id)
    return envelope


def open_body(envelope: Envelope) -> dict[str, Any]:
    """The checked body of a type and version this server knows. Raises Hold."""
    schema = _BODIES.get((envelope.type, envelope.v))
    if schema is None:
        raise Hold(HoldReason.UNKNOWN_TYPE, type=envelope.type, v=envelope.v)
    try:
        body: dict[str, Any] = schema.load(envelope.body)
    except (ValidationError, OverflowError) as error:
        said = error.messages if isinstance(error, ValidationError) else repr(error)
        raise Hold(HoldReason.BAD_BODY, fields=said) from error
    return body


def named_photos(raw: str) -> list[str]:
    """The photo hashes a fact's text names, as far as it can be read: a held fact owns its
    photos too."""
    try:
        photos = orjson.loads(raw.encode("utf-8", "surrogatepass"))["body"]["photos"]
        hashes = [photo["sha256"] for photo in photos]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        return []
    return [h for h in hashes[:MOST_PHOTOS] if isinstance(h, str) and _SHA256_TEXT.match(h)]


def claimed_seq(raw: str, device_id: str) -> int | None:
    """The seq of ``device_id`` a fact's text claims, as far as it can be read; None for a fact of
    another device, whose numbers are not this one's."""
    try:
        fact = orjson.loads(raw.encode("utf-8", "surrogatepass"))
        device, seq = fact["device"], fact["seq"]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        return None
    return seq if device == device_id and type(seq) is int and 0 < seq < 2**31 else None
