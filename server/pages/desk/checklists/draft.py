"""A checklist as it is being written: read from the form, changed by its buttons, shown again.

Nothing is kept on the server until it is saved: the form carries all of it, so that the page works
without script and a second click only does the same once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from marshmallow import ValidationError, fields, validate

from server.domain.checklist import AnswerType, Choice, Item, Phrase, read_items
from server.domain.checklist_item import MOST_ITEMS
from server.domain.problems import BadInput
from server.pages.desk.forms import FormSchema, field_names
from server.records import new_id
from server.services.checklists import ChecklistPlan

_TEXTS = (
    "key",
    "zh",
    "en",
    "answer",
    "section_zh",
    "section_en",
    "unit",
    "low",
    "high",
    "most",
    "least",
    "choices_ok",
    "choices_abnormal",
    "phrases",
)
_MARK = "photo_when_abnormal"
_BETWEEN = "|"


class ChecklistForm(FormSchema):
    name_zh = fields.String(required=True, validate=validate.Length(1, 60))
    name_en = fields.String(load_default=None, allow_none=True, validate=validate.Length(0, 60))


@dataclass(frozen=True)
class ChecklistDraft:
    """``names``: what stands in the fields of the names. ``items``: texts by field, as typed.
    ``opened``: the position of the item that is unfolded, from 0."""

    names: Mapping[str, str]
    subjects: tuple[str, ...] = ()
    items: tuple[Mapping[str, str], ...] = ()
    based_on: int = 0
    opened: int | None = None

    def plan(self, before: Iterable[Item], known_subjects: Collection[str]) -> ChecklistPlan:
        """What is to be saved; phrases and choices that were there ``before`` keep their keys.
        Raises BadInput and what ``read_items`` raises."""
        names = self._names()
        old = {it.key: it for it in before}
        written = [it for it in self.items if not is_blank(it)]
        return ChecklistPlan(
            name_zh=names["name_zh"],
            name_en=names["name_en"] or names["name_zh"],
            subjects=tuple(it for it in known_subjects if it in self.subjects),
            items=read_items([_raw(it, old.get(it["key"])) for it in written]),
        )

    def _names(self) -> dict[str, Any]:
        try:
            names: dict[str, Any] = ChecklistForm().load(dict(self.names))
        except ValidationError as error:
            wrong = sorted(error.normalized_messages())
            raise BadInput(fields=field_names("desk.checklist", wrong)) from None
        return names


def draft_of(plan: ChecklistPlan, based_on: int) -> ChecklistDraft:
    """The form of a checklist that there is."""
    names = {"name_zh": plan.name_zh, "name_en": plan.name_en}
    return ChecklistDraft(names, plan.subjects, tuple(_typed(it) for it in plan.items), based_on)


def read_draft() -> ChecklistDraft:
    """What the browser sent."""
    sent = request.form
    count = min(max(sent.get("count", 0, type=int), 0), MOST_ITEMS + 1)
    return ChecklistDraft(
        names=sent.to_dict(),
        subjects=tuple(sent.getlist("subject")),
        items=tuple(_sent_item(n) for n in range(count)),
        based_on=sent.get("based_on", 0, type=int),
    )


def blank_item() -> dict[str, str]:
    """A new item; its key is made once, so that a form sent twice adds it once."""
    texts = dict.fromkeys(_TEXTS, "")
    return texts | {"key": f"own_{new_id()[:8]}", "answer": AnswerType.CHECK.value}


def is_blank(entry: Mapping[str, str]) -> bool:
    """Whether nobody has written anything into it."""
    return not any(entry[name].strip() for name in _TEXTS if name not in ("key", "answer"))


def pressed(draft: ChecklistDraft) -> ChecklistDraft:
    """``draft`` after the button named by the field ``do``: add, or up, down, remove with the
    position of an item. Any other changes nothing."""
    name, _, argument = request.form.get("do", "").partition(":")
    if name == "add":
        return _with_blank(draft)
    if not argument.isdecimal() or int(argument) >= len(draft.items):
        return draft
    at = int(argument)
    if name == "remove":
        return replace(draft, items=draft.items[:at] + draft.items[at + 1 :])
    return _moved(draft, at, {"up": at - 1, "down": at + 1}.get(name, at))


def _with_blank(draft: ChecklistDraft) -> ChecklistDraft:
    if len(draft.items) > MOST_ITEMS:
        return draft
    return replace(draft, items=(*draft.items, blank_item()), opened=len(draft.items))


def _moved(draft: ChecklistDraft, at: int, to: int) -> ChecklistDraft:
    items = list(draft.items)
    items.insert(max(to, 0), items.pop(at))
    return replace(draft, items=tuple(items))


def _sent_item(n: int) -> dict[str, str]:
    texts = {name: request.form.get(f"{name}-{n}", "") for name in _TEXTS}
    return texts | ({_MARK: "1"} if f"{_MARK}-{n}" in request.form else {})


def _typed(item: Item) -> dict[str, str]:
    """An item as its fields show it."""
    scored = item.answer is AnswerType.SCORE
    texts = {name: getattr(item, name) for name in _TEXTS[:7]}
    return {
        **texts,
        "answer": item.answer.value,
        "low": "" if scored else item.low or "",
        "high": item.high or "",
        "most": "" if item.most is None else str(item.most),
        "least": (item.low or "") if scored else "",
        "choices_ok": _lines(it for it in item.choices if not it.abnormal),
        "choices_abnormal": _lines(it for it in item.choices if it.abnormal),
        "phrases": _lines(item.phrases),
        **({_MARK: "1"} if item.photo_when_abnormal else {}),
    }


def _lines(worded: Iterable[Phrase | Choice]) -> str:
    """One a line: 中文 | English, or the one text that stands for both."""
    return "\n".join(it.zh if it.zh == it.en else f"{it.zh} {_BETWEEN} {it.en}" for it in worded)


def _raw(entry: Mapping[str, str], old: Item | None) -> dict[str, Any]:
    """An item as ``read_items`` takes it; a text given in one language stands for both."""
    zh, en = entry["zh"].strip(), entry["en"].strip()
    section_zh, section_en = entry["section_zh"].strip(), entry["section_en"].strip()
    scored = entry["answer"] == AnswerType.SCORE
    known = _keys(old.choices if old else ())
    return {
        "key": entry["key"],
        "zh": zh or en,
        "en": en or zh,
        "answer": entry["answer"],
        "section_zh": section_zh or section_en,
        "section_en": section_en or section_zh,
        "unit": entry["unit"],
        "low": entry["least" if scored else "low"].strip(),
        "high": entry["high"].strip(),
        "most": entry["most"].strip(),
        "choices": [
            *({**it, "abnormal": False} for it in _worded(entry["choices_ok"], known)),
            *({**it, "abnormal": True} for it in _worded(entry["choices_abnormal"], known)),
        ],
        "photo_when_abnormal": _MARK in entry,
        "phrases": _worded(entry["phrases"], _keys(old.phrases if old else ())),
    }


def _keys(worded: Iterable[Phrase | Choice]) -> dict[str, str]:
    return {it.zh: it.key for it in worded}


def _worded(text: str, known: Mapping[str, str]) -> list[dict[str, str]]:
    """Lines as {key, zh, en}; the same words always get the same key."""
    lines = text.replace("\N{FULLWIDTH VERTICAL LINE}", _BETWEEN).splitlines()
    parts = [line.partition(_BETWEEN) for line in lines if line.replace(_BETWEEN, "").strip()]
    pairs = [(zh.strip() or en.strip(), en.strip() or zh.strip()) for zh, _, en in parts]
    return [{"key": known.get(zh) or _key_of(zh), "zh": zh, "en": en} for zh, en in pairs]


def _key_of(words: str) -> str:
    return "own_" + hashlib.sha256(words.encode(errors="replace")).hexdigest()[:10]
