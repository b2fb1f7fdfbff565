"""The bodies of the types of facts this server knows; older versions are read as the newest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from server.sync import body_parts as parts
from server.sync.body_parts import WAYS, identity
from server.sync.count_bodies import COUNT_BODIES
from server.sync.shape import (
    Check,
    MisfitError,
    fits,
    integer,
    list_of,
    moment,
    nullable,
    one_of,
    record,
    text,
    yes_or_no,
)

MOST_ANSWERS = 200
_FIRST_INSPECTION: dict[str, Check] = {
    "asset_id": identity,
    "code": nullable(text(1, 16)),
    "how": parts.how,
    "result": one_of("ok", "abnormal"),
    "condition": one_of("intact", "usable", "unusable", "missing"),
    "phrases": list_of(parts.key, most=20),
    "words": parts.words,
    "photos": parts.photos,
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
    item=parts.key,
    answer=one_of("ok", "abnormal", "not_applicable"),
    value=nullable(parts.key),
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


_THING: Mapping[str, Check] = {"asset_id": nullable(identity), "place_id": nullable(identity)}
_binding_fields = record(code=parts.code, how=parts.how, **_THING)
_request_fields = record(
    why=one_of("worn", "pile"), pile=nullable(identity), how=parts.how, **_THING
)
_unscanned_fields = record(
    round=_round,
    why=one_of("label_worn", "out_of_reach", "locked"),
    words=parts.words,
    photos=parts.photos,
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
    flag=parts.key,
    stops=list_of(identity, most=500),
    reason=one_of("together", "rescanned", "other"),
    words=parts.words,
)
_round_ended = record(
    round=_round,
    companions=list_of(identity, most=20),
    reasons=list_of(_reason, most=20),
    signature=parts.signature,
)

BODIES: Mapping[tuple[str, int], Check] = {
    **COUNT_BODIES,
    ("inspection_recorded", 1): _first_inspection,
    ("inspection_recorded", 2): _inspection_recorded,
    ("label_bound", 1): _label_bound,
    ("label_requested", 1): _label_requested,
    ("record_withdrawn", 1): record(target=identity),
    ("round_ended", 1): _round_ended,
    ("stop_unscanned", 1): _stop_unscanned,
    ("unknown_code_kept", 1): record(
        text=text(1, 300), how=parts.how, words=parts.words, photos=parts.photos
    ),
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
