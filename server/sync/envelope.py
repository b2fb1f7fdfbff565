"""A fact as it travels: the envelope and the bodies of the types this server knows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from qr_labels import is_code
from server.domain.effective_time import Anchor
from server.sync.receipt import Hold, HoldReason
from server.sync.shape import (
    Check,
    MisfitError,
    any_object,
    fits,
    integer,
    list_of,
    matching,
    milliseconds,
    moment,
    nullable,
    one_of,
    record,
    text,
)

MOST_PHOTOS = 8
MOST_WORDS = 500
_SHA256_FORM = "[0-9a-f]{64}"
_SHA256_TEXT = re.compile(_SHA256_FORM)
_id = matching("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WAYS = ("camera", "photo", "typed", "picked")
_how = one_of(*WAYS)


class Incoming(NamedTuple):
    """One fact of a push, untrusted. ``hash`` is what the phone says of the UTF-8 bytes of
    ``raw``."""

    id: str
    hash: str
    raw: str


class Envelope(NamedTuple):
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


class Opened(NamedTuple):
    """A fact that can be read: ``body`` is checked, with datetimes; the envelope's is as it
    came."""

    envelope: Envelope
    body: dict[str, Any]


_anchor = record(server_time=moment(), age_ms=nullable(milliseconds(10**11)))


def _read_anchor(value: Any) -> Anchor:
    read = _anchor(value)
    return Anchor(read["server_time"], read["age_ms"])


_ENVELOPE: Mapping[str, Check] = {
    "id": _id,
    "device": _id,
    "seq": integer(1, 2**31 - 1),
    "author": _id,
    "capture_grant": text(1, 1000),
    "type": text(1, 40),
    "v": integer(1, 10_000),
    "app_build": text(0, 60),
    "observed_at": moment(),
    "anchor": nullable(_read_anchor),
    "page_session": _id,
    "depends_on": list_of(_id, most=20),
    "body": any_object,
}
_envelope = record(**_ENVELOPE)
_photo = record(
    sha256=matching(_SHA256_FORM),
    bytes=integer(1),
    width=integer(1),
    height=integer(1),
    taken_at=moment(),
)
_photos = list_of(_photo, most=MOST_PHOTOS)
_words = text(0, MOST_WORDS)
_inspection_fields = record(
    asset_id=_id,
    code=nullable(text(1, 16)),
    how=_how,
    result=one_of("ok", "abnormal"),
    condition=one_of("intact", "usable", "unusable", "missing"),
    phrases=list_of(text(1, 60), most=20),
    words=_words,
    photos=_photos,
)


def _inspection_recorded(value: Any) -> dict[str, Any]:
    """One look at one asset."""
    body: dict[str, Any] = _inspection_fields(value)
    if (body["result"] == "ok") != (body["condition"] == "intact"):
        raise MisfitError({"condition": "ok goes with intact, and nothing else does"})
    return body


def _code(value: Any) -> str:
    """A label's code as this system issues them, in canonical form."""
    if type(value) is not str or not is_code(value):
        raise MisfitError("not a label's code")
    return value


_binding_fields = record(code=_code, asset_id=nullable(_id), place_id=nullable(_id), how=_how)
_request_fields = record(
    asset_id=nullable(_id),
    place_id=nullable(_id),
    why=one_of("worn", "pile"),
    pile=nullable(_id),
    how=_how,
)


def _label_bound(value: Any) -> dict[str, Any]:
    """A label stuck on a thing."""
    return _about_one_thing(_binding_fields(value))


def _label_requested(value: Any) -> dict[str, Any]:
    """A new label asked for."""
    body = _about_one_thing(_request_fields(value))
    if (body["why"] == "pile") != (body["pile"] is not None):
        raise MisfitError({"pile": "goes with why = pile, and with nothing else"})
    return body


def _about_one_thing(body: dict[str, Any]) -> dict[str, Any]:
    if (body["asset_id"] is None) == (body["place_id"] is None):
        raise MisfitError({"asset_id": "exactly one of asset_id and place_id"})
    return body


_BODIES: Mapping[tuple[str, int], Check] = {
    ("inspection_recorded", 1): _inspection_recorded,
    ("label_bound", 1): _label_bound,
    ("label_requested", 1): _label_requested,
    ("record_withdrawn", 1): record(target=_id),
    ("unknown_code_kept", 1): record(text=text(1, 300), how=_how, words=_words, photos=_photos),
}


def open_fact(incoming: Incoming) -> Opened:
    """Parse and check a fact, outside and inside. Raises Hold."""
    envelope = open_envelope(incoming)
    return Opened(envelope, open_body(envelope))


def open_envelope(incoming: Incoming) -> Envelope:
    """Parse and check a fact's outside. Raises Hold."""
    raw = incoming.raw.encode("utf-8", "surrogatepass")
    if hashlib.sha256(raw).hexdigest() != incoming.hash:
        raise Hold(HoldReason.HASH_MISMATCH)
    try:
        envelope = Envelope(**_envelope(orjson.loads(raw)))
    except MisfitError as misfit:
        raise Hold(HoldReason.UNREADABLE, fields=misfit.faults) from misfit
    except orjson.JSONDecodeError as error:
        raise Hold(HoldReason.UNREADABLE) from error
    if envelope.id != incoming.id:
        raise Hold(HoldReason.ID_MISMATCH, inside=envelope.id)
    return envelope


def open_body(envelope: Envelope) -> dict[str, Any]:
    """The checked body of a type and version this server knows. Raises Hold."""
    check = _BODIES.get((envelope.type, envelope.v))
    if check is None:
        raise Hold(HoldReason.UNKNOWN_TYPE, type=envelope.type, v=envelope.v)
    try:
        body: dict[str, Any] = check(envelope.body)
    except MisfitError as misfit:
        raise Hold(HoldReason.BAD_BODY, fields=misfit.faults) from misfit
    return body


def sound_envelope_fields(said: Mapping[str, Any]) -> dict[str, Any]:
    """Those fields of an envelope that are what they should be, as they came."""
    return {
        name: said[name]
        for name, check in _ENVELOPE.items()
        if name in said and fits(check, said[name])
    }


def is_photo(value: Any) -> bool:
    """Whether this is what a body says of one photo."""
    return fits(_photo, value)


def named_photos(raw: str) -> list[str]:
    """The photo hashes a fact's text names, as far as it can be read: a held fact owns its
    photos too."""
    try:
        photos = orjson.loads(raw.encode("utf-8", "surrogatepass"))["body"]["photos"]
        hashes = [photo["sha256"] for photo in photos]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        return []
    return [h for h in hashes[:MOST_PHOTOS] if isinstance(h, str) and _SHA256_TEXT.fullmatch(h)]


def claimed_seq(raw: str, device_id: str) -> int | None:
    """The seq of ``device_id`` a fact's text claims, as far as it can be read; None for a fact of
    another device, whose numbers are not this one's."""
    try:
        fact = orjson.loads(raw.encode("utf-8", "surrogatepass"))
        device, seq = fact["device"], fact["seq"]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        return None
    return seq if device == device_id and type(seq) is int and 0 < seq < 2**31 else None
