"""A fact as it travels: its envelope, and what is checked of its body."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import orjson

from server.domain.effective_time import Anchor
from server.sync.bodies import BODIES
from server.sync.body_parts import SHA256_FORM, identity
from server.sync.count_bodies import MOST_SIGNED_PHOTOS
from server.sync.receipt import Hold, HoldReason
from server.sync.shape import (
    Check,
    MisfitError,
    any_object,
    fits,
    integer,
    list_of,
    milliseconds,
    moment,
    nullable,
    record,
    text,
)

_SHA256_TEXT = re.compile(SHA256_FORM)


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
    "id": identity,
    "device": identity,
    "seq": integer(1, 2**31 - 1),
    "author": identity,
    "capture_grant": text(1, 1000),
    "type": text(1, 40),
    "v": integer(1, 10_000),
    "app_build": text(0, 60),
    "observed_at": moment(),
    "anchor": nullable(_read_anchor),
    "page_session": identity,
    "depends_on": list_of(identity, most=20),
    "body": any_object,
}
_envelope = record(**_ENVELOPE)


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
    check = BODIES.get((envelope.type, envelope.v))
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


def heard_at(raw: bytes) -> datetime | None:
    """The last server time that the phone knew when it made this sound fact; None when it knew
    none."""
    anchor = _envelope(orjson.loads(raw))["anchor"]
    return anchor.server_time if anchor else None


def named_photos(raw: str) -> list[str]:
    """The photo hashes a fact's text names, as far as it can be read: a held fact owns its
    photos too."""
    try:
        photos = orjson.loads(raw.encode("utf-8", "surrogatepass"))["body"]["photos"]
        hashes = [photo["sha256"] for photo in photos]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        return []
    return [
        h for h in hashes[:MOST_SIGNED_PHOTOS] if isinstance(h, str) and _SHA256_TEXT.fullmatch(h)
    ]


def claimed_seq(raw: str, device_id: str) -> int | None:
    """The seq of ``device_id`` a fact's text claims, as far as it can be read; None for a fact of
    another device, whose numbers are not this one's."""
    try:
        fact = orjson.loads(raw.encode("utf-8", "surrogatepass"))
        device, seq = fact["device"], fact["seq"]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        return None
    return seq if device == device_id and type(seq) is int and 0 < seq < 2**31 else None
