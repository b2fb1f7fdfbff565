"""What an inspection found wrong, in words of both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from server.records import AssetKind, ChecklistVersion, Inspection

Said = dict[str, str]
"""{"zh": ..., "en": ...}"""
_Items = Mapping[str, dict[str, Any]]
_Versions = Mapping[tuple[str | None, int | None], _Items]


def said_of(session: Session, inspections: Sequence[Inspection]) -> dict[str, list[Said]]:
    """By the inspection's fact id: the items that were abnormal, with what was read, then the
    phrases that were tapped. Two queries in all; what the school has dropped shows its key."""
    kinds = _phrases_of_kinds(session, {one.asset.kind_id for one in inspections if one.asset})
    versions = _items(session, {(one.checklist_id, one.checklist_version) for one in inspections})
    return {one.fact_id: list(_said(one, kinds, versions)) for one in inspections}


def _said(
    inspection: Inspection, kinds: Mapping[str, Mapping[str, Said]], versions: _Versions
) -> Iterator[Said]:
    items = versions.get((inspection.checklist_id, inspection.checklist_version), {})
    for answer in inspection.answers:
        if answer["answer"] == "abnormal":
            yield _read(items.get(answer["item"]), answer)
    phrases = kinds.get(inspection.asset.kind_id, {}) if inspection.asset else {}
    for key in inspection.phrases:
        yield _phrase(key, phrases, items)


def _read(item: dict[str, Any] | None, answer: dict[str, Any]) -> Said:
    if item is None:
        return {"zh": answer["item"], "en": answer["item"]}
    chosen = next((one for one in item.get("choices", ()) if one["key"] == answer["value"]), None)
    value = chosen or {"zh": answer["value"], "en": answer["value"]}
    return {
        language: " ".join(
            part for part in (item[language], _measured(item, value[language])) if part
        )
        for language in ("zh", "en")
    }


def _measured(item: dict[str, Any], value: str | None) -> str:
    return f"{value} {item.get('unit', '')}".strip() if value else ""


def _phrase(key: str, phrases: Mapping[str, Said], items: _Items) -> Said:
    """A phrase of the kind, or as `item:phrase` of an item."""
    item, _, of_item = key.partition(":")
    known = {one["key"]: one for one in items.get(item, {}).get("phrases", ())} if of_item else {}
    found = known.get(of_item) or phrases.get(key) or {"zh": of_item or key, "en": of_item or key}
    return {"zh": found["zh"], "en": found["en"]}


def _phrases_of_kinds(session: Session, kind_ids: Collection[str]) -> dict[str, dict[str, Said]]:
    rows = session.execute(
        select(AssetKind.id, AssetKind.phrases).where(AssetKind.id.in_(kind_ids))
    )
    return {kind: {phrase["key"]: phrase for phrase in phrases} for kind, phrases in rows}


def _items(
    session: Session, wanted: Collection[tuple[str | None, int | None]]
) -> dict[tuple[str | None, int | None], _Items]:
    named = [key for key in wanted if key[0] is not None]
    if not named:
        return {}
    of = ChecklistVersion.checklist_id, ChecklistVersion.version
    rows = session.execute(select(*of, ChecklistVersion.items).where(tuple_(*of).in_(named)))
    return {
        (checklist, version): {item["key"]: item for item in items}
        for checklist, version, items in rows
    }
