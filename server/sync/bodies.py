"""The bodies of the types of facts this server knows; older versions are read as the newest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from qr_labels import is_code
from server.sync.shape import (
    Check,
    MisfitError,
    fits,
    integer,
    list_of,
    matching,
    moment,
    nullable,
    one_of,
    record,
    text,
    yes_or_no,
)

MOST_PHOTOS = 8
MOST_WORDS = 500
MOST_ANSWERS = 200
MOST_STROKES = 500
MOST_STROKE_NUMBERS = 10_000
SHA256_FORM = "[0-9a-f]{64}"
identity = matching("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
WAYS = ("camera", "photo", "typed", "picked")
_how = one_of(*WAYS)
_photo = record(
    sha256=matching(SHA256_FORM),
    bytes=integer(1),
    width=integer(1),
    height=integer(1),
    taken_at=moment(),
)
_photos = list_of(_photo, most=MOST_PHOTOS)
_words = text(0, MOST_WORDS)
_key = text(1, 60)

_FIRST_INSPECTION: dict[str, Check] = {
    "asset_id": identity,
    "code": nullable(text(1, 16)),
    "how": _how,
    "result": one_of("ok", "abnormal"),
    "condition": one_of("intact", "usable", "unusable", "missing"),
    "phrases": list_of(_key, most=20),
    "words": _words,
    "photos": _photos,
}
_first_inspection_fields = record(**_FIRST_INSPECTION)


def _day(value: Any) -> date:
    """A day of this century, as a date."""
    if type(value) is str and re.fullmatch(r"20\d\d-\d\d-\d\d", value, re.ASCII):
        with suppress(ValueError):
            return date.fromisoformat(value)
    raise MisfitError("not a day as YYYY-MM-DD")


_round = record(route_id=identity, day=_day, slot=text(1, 20))
_answer = record(
    item=_key,
    answer=one_of("ok", "abnormal", "not_applicable"),
    value=nullable(_key),
)
_ADDED_IN_2: dict[str, Check] = {
    "asset_id": nullable(identity),
    "place_id": nullable(identity),
    # "door": all others here are in order, said after the label at the room's door was read.
    "how": one_of(*WAYS, "door"),
    # A phrase of a checklist's item is named `item:phrase`.
    "phrases": list_of(text(1, 121), most=40),
    "level": nullable(one_of("general", "major")),
    "fixed_on_spot": yes_or_no,
    "round": nullable(_round),
    "checklist": nullable(record(id=text(1, 36), version=integer(1, 1_000_000))),
    "answers": list_of(_answer, most=MOST_ANSWERS),
    "scanned_at": nullable(moment()),
}
# What an inspection outside of any round says beyond version 1.
OUTSIDE_ROUNDS: Mapping[str, Any] = {
    "level": None,
    "fixed_on_spot": False,
    "round": None,
    "checklist": None,
    "answers": [],
    "scanned_at": None,
}
_inspection_fields = record(**(_FIRST_INSPECTION | _ADDED_IN_2))


def _inspection_recorded(value: Any) -> dict[str, Any]:
    """One look at one asset or place."""
    body = _with_fitting_condition(_about_one_thing(_inspection_fields(value)))
    if body["result"] == "ok" and body["level"] is not None:
        raise MisfitError({"level": "goes with abnormal, and with nothing else"})
    if body["result"] == "ok" and body["fixed_on_spot"]:
        raise MisfitError({"fixed_on_spot": "goes with abnormal, and with nothing else"})
    return body


def _first_inspection(value: Any) -> dict[str, Any]:
    """One look at one asset, as phones before version 2 say it: outside of any round."""
    body = _with_fitting_condition(_first_inspection_fields(value))
    return body | {"place_id": None, **OUTSIDE_ROUNDS}


def _with_fitting_condition(body: dict[str, Any]) -> dict[str, Any]:
    if (body["result"] == "ok") != (body["condition"] == "intact"):
        raise MisfitError({"condition": "ok goes with intact, and nothing else does"})
    return body


def _code(value: Any) -> str:
    """A label's code as this system issues them, in canonical form."""
    if type(value) is not str or not is_code(value):
        raise MisfitError("not a label's code")
    return value


_THING: Mapping[str, Check] = {"asset_id": nullable(identity), "place_id": nullable(identity)}
_binding_fields = record(code=_code, how=_how, **_THING)
_request_fields = record(why=one_of("worn", "pile"), pile=nullable(identity), how=_how, **_THING)
_unscanned_fields = record(
    round=_round,
    why=one_of("label_worn", "out_of_reach", "locked"),
    words=_words,
    photos=_photos,
    **_THING,
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


def _stop_unscanned(value: Any) -> dict[str, Any]:
    """A stop passed without a scan, and why."""
    return _about_one_thing(_unscanned_fields(value))


def _about_one_thing(body: dict[str, Any]) -> dict[str, Any]:
    if (body["asset_id"] is None) == (body["place_id"] is None):
        raise MisfitError({"asset_id": "exactly one of asset_id and place_id"})
    return body


_reason = record(
    flag=_key,
    stops=list_of(identity, most=500),
    reason=one_of("together", "rescanned", "other"),
    words=_words,
)
_coordinate = integer(-10_000, 10_000)
_signature_fields = record(
    width=integer(1, 10_000),
    height=integer(1, 10_000),
    strokes=list_of(list_of(_coordinate, most=MOST_STROKE_NUMBERS), most=MOST_STROKES),
)


def _signature(value: Any) -> dict[str, Any]:
    """At least one stroke; each is x, y, x, y."""
    signature: dict[str, Any] = _signature_fields(value)
    strokes = signature["strokes"]
    if not strokes or any(not stroke or len(stroke) % 2 for stroke in strokes):
        raise MisfitError({"strokes": "not at least one list of x, y, x, y"})
    if sum(map(len, strokes)) > MOST_STROKE_NUMBERS:
        raise MisfitError({"strokes": f"more than {MOST_STROKE_NUMBERS} numbers"})
    return signature


_round_ended = record(
    round=_round,
    companions=list_of(identity, most=20),
    reasons=list_of(_reason, most=20),
    signature=_signature,
)

BODIES: Mapping[tuple[str, int], Check] = {
    ("inspection_recorded", 1): _first_inspection,
    ("inspection_recorded", 2): _inspection_recorded,
    ("label_bound", 1): _label_bound,
    ("label_requested", 1): _label_requested,
    ("record_withdrawn", 1): record(target=identity),
    ("round_ended", 1): _round_ended,
    ("stop_unscanned", 1): _stop_unscanned,
    ("unknown_code_kept", 1): record(text=text(1, 300), how=_how, words=_words, photos=_photos),
}


def sound_round_fields(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a body says beyond version 1 of an inspection: as it came where that is what it should
    be, else as of a look outside of any round."""
    sound = {
        name: said[name]
        for name in OUTSIDE_ROUNDS
        if name in said and fits(_ADDED_IN_2[name], said[name])
    }
    return {**OUTSIDE_ROUNDS, **sound}


def is_photo(value: Any) -> bool:
    """Whether this is what a body says of one photo."""
    return fits(_photo, value)
