"""What the checklists asked of some records, and what was answered, in the words of the version
that was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from server.records import ChecklistVersion, Inspection

Asked = Mapping[str, Mapping[str, Any]]
Words = Mapping[str, str]


@dataclass(frozen=True)
class ItemAnswer:
    """``item`` as {zh, en}; ``answer`` is `ok`, `abnormal` or `not_applicable`; ``value`` a
    reading with its unit, points, or a choice, as {zh, en}, None of a plain answer."""

    item: Words
    answer: str
    value: Words | None


def asked_of(session: Session, records: Iterable[Inspection]) -> dict[str, Asked]:
    """The items by key that each record answered, by fact id; nothing of one without a
    checklist."""
    named = {
        one.fact_id: (one.checklist_id, one.checklist_version)
        for one in records
        if one.checklist_id is not None
    }
    if not named:
        return {}
    key = tuple_(ChecklistVersion.checklist_id, ChecklistVersion.version)
    versions = session.scalars(select(ChecklistVersion).where(key.in_(set(named.values()))))
    items = {
        (one.checklist_id, one.version): {item["key"]: item for item in one.items}
        for one in versions
    }
    return {fact_id: items.get(version, {}) for fact_id, version in named.items()}


def item_answers(record: Inspection, asked: Asked) -> list[ItemAnswer]:
    """In the order in which they were answered; an item nobody knows shows its key."""
    return [_answer(said, asked.get(said["item"], {})) for said in record.answers]


def phrase_words(record: Inspection, asked: Asked) -> list[Words]:
    """The tapped phrases as {zh, en}: of the kind's own, and of items, named `item:phrase`. A
    phrase nobody knows shows its key."""
    known = dict(_item_phrases(asked))
    if record.asset is not None:
        known |= {phrase["key"]: phrase for phrase in record.asset.kind.phrases}
    return [known.get(key) or _as_it_is(key) for key in record.phrases]


def _item_phrases(asked: Asked) -> Iterable[tuple[str, Words]]:
    for key, item in asked.items():
        for phrase in item["phrases"]:
            yield f"{key}:{phrase['key']}", phrase


def _answer(said: Mapping[str, Any], item: Mapping[str, Any]) -> ItemAnswer:
    return ItemAnswer(item or _as_it_is(said["item"]), said["answer"], _value(said["value"], item))


def _value(value: str | None, item: Mapping[str, Any]) -> Words | None:
    if value is None:
        return None
    chosen = [one for one in item.get("choices", ()) if one["key"] == value]
    unit = item.get("unit", "")
    return chosen[0] if chosen else _as_it_is(f"{value} {unit}".strip())


def _as_it_is(text: str) -> Words:
    return {"zh": text, "en": text}
