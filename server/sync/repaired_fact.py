"""The text of a repaired fact: what the held one says where that is sound, and what an
administrator says instead."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Asset, AssetKind, HeldFact, Route, new_id
from server.services.held.text import HeldText
from server.sync.bodies import sound_round_fields
from server.sync.body_parts import MOST_WORDS, WAYS, is_photo
from server.sync.envelope import Incoming, sound_envelope_fields
from server.sync.repaired_label import LabelRepair, label_body

_LONGEST_CODE = 16
_VERSIONS: Mapping[str, int] = {"inspection_recorded": 2}


@dataclass(frozen=True)
class InspectionRepair:
    """Which thing was seen in which condition. ``author_id`` counts only when the held text names
    nobody who is known here."""

    asset_id: str
    condition: str
    words: str
    author_id: str | None = None


@dataclass(frozen=True)
class KeptCodeRepair:
    """Which text was scanned. ``author_id``: as above."""

    scanned: str
    words: str
    author_id: str | None = None


Repair = InspectionRepair | KeptCodeRepair | LabelRepair


def same_fact(held_text: HeldText, fact_id: str) -> str | None:
    """The held text under another id; None when there is no object in it."""
    if held_text.whole is None:
        return None
    return orjson.dumps({**held_text.whole, "id": fact_id}).decode()


def sealed(fact_id: str, raw: str) -> Incoming:
    """A text of ours as it would travel."""
    return Incoming(fact_id, hashlib.sha256(raw.encode()).hexdigest(), raw)


def repaired_fact(
    session: Session, held: HeldFact, text: HeldText, repair: Repair, fact_id: str, author_id: str
) -> str:
    """The fact's text as ``repair`` wants it, by ``author_id``; it depends on nothing any more."""
    type_, body = _body(session, held, text, repair)
    fixed = {"id": fact_id, "author": author_id, "type": type_, "v": _VERSIONS.get(type_, 1)}
    envelope = _sound_envelope(held, text) | fixed | {"depends_on": [], "body": body}
    return orjson.dumps(envelope).decode()


def _body(
    session: Session, held: HeldFact, text: HeldText, repair: Repair
) -> tuple[str, Mapping[str, Any]]:
    """With its type."""
    if isinstance(repair, InspectionRepair):
        return "inspection_recorded", _inspection(session, held, text, repair)
    if isinstance(repair, KeptCodeRepair):
        return "unknown_code_kept", _kept_code(held, text, repair)
    return label_body(repair, text.body, _how(text))


def _sound_envelope(held: HeldFact, text: HeldText) -> dict[str, Any]:
    """The fields of the held envelope that are what they should be, the others made good."""
    instead = {
        "device": held.device_id,
        "seq": 1,
        "capture_grant": "-",
        "app_build": "",
        "observed_at": _millis(held),
        "anchor": None,
        "page_session": new_id(),
    }
    return instead | sound_envelope_fields(text.whole or {})


def _inspection(
    session: Session, held: HeldFact, text: HeldText, repair: InspectionRepair
) -> dict[str, Any]:
    phrases, words = _phrases(session, text, repair)
    return {
        **_of_round(session, text, repair),
        "asset_id": repair.asset_id,
        "place_id": None,
        "code": text.code if text.code and len(text.code) <= _LONGEST_CODE else None,
        "how": _how(text),
        "result": "ok" if repair.condition == "intact" else "abnormal",
        "condition": repair.condition,
        "phrases": phrases,
        "words": words,
        "photos": _photos(held, text),
    }


def _of_round(session: Session, text: HeldText, repair: InspectionRepair) -> dict[str, Any]:
    """What it says of its round and checklist; of no round when nobody knows the route."""
    said = sound_round_fields(text.body)
    if said["round"] and session.get(Route, said["round"]["route_id"]) is None:
        said["round"] = None
    in_order = {"level": None, "fixed_on_spot": False}
    return said | in_order if repair.condition == "intact" else said


def _kept_code(held: HeldFact, text: HeldText, repair: KeptCodeRepair) -> dict[str, Any]:
    return {
        "text": repair.scanned,
        "how": _how(text),
        "words": repair.words,
        "photos": _photos(held, text),
    }


def _how(text: HeldText) -> str:
    how = text.body.get("how")
    return how if how in WAYS else "typed"


def _phrases(session: Session, text: HeldText, repair: InspectionRepair) -> tuple[list[str], str]:
    """Phrases that the thing's kind or the items of its checklist have, and the words: a phrase of
    another kind is written out before them, so that nothing that was said is lost."""
    asset = session.get(Asset, repair.asset_id)
    own = _by_key(asset.kind.phrases) if asset else {}
    every = _by_key([p for kind in session.scalars(select(AssetKind)) for p in kind.phrases])
    kept = [key for key in text.phrases if key in own or ":" in key]
    foreign = [key for key in text.phrases if key not in kept]
    said = [every[key]["zh"] if key in every else key for key in foreign]
    words = " ".join(filter(None, [*said, repair.words]))
    return kept, words[:MOST_WORDS]


def _by_key(phrases: Sequence[dict[str, str]]) -> Mapping[str, dict[str, str]]:
    return {phrase["key"]: phrase for phrase in phrases}


def _photos(held: HeldFact, text: HeldText) -> list[dict[str, Any]]:
    """All that the held text names: what is not said of one does not keep it out."""
    said = text.body.get("photos")
    named = {p["sha256"]: p for p in said if is_photo(p)} if isinstance(said, list) else {}
    unsaid = {"bytes": 1, "width": 1, "height": 1, "taken_at": _millis(held)}
    return [named.get(sha) or {"sha256": sha} | unsaid for sha in held.photos]


def _millis(held: HeldFact) -> int:
    return round(held.received_at.timestamp() * 1000)
