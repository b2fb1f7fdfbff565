"""The items of a checklist: their shape, and reading them from JSON or a form.

As JSON an item is {"key", "zh", "en", "answer", "section_zh"?, "section_en"?, "unit"?, "low"?,
"high"?, "choices"?, "most"?, "photo_when_abnormal", "phrases"}:

- ``answer`` `check`: the person says 正常, 异常 or 不涉及.
- `reading`: a number in ``unit``, normal from ``low`` to ``high``, both inclusive, each optional.
- `choice`: one of ``choices`` {key, zh, en, abnormal}.
- `score`: points from 0 to ``most``; normal from ``low`` upwards, without ``low`` when above 0.

``low`` and ``high`` are decimal texts, never floats. ``phrases`` {key, zh, en} are what there is to
tap when something is wrong. Items with the same ``section_zh`` in a row stand under one heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from server.domain.decimal_text import decimal_text, thousandths
from server.domain.problems import Problem
from server.domain.problems_checklist import (
    ChecklistEmpty,
    ChecklistItemInvalid,
    ChecklistItemRepeated,
    ChecklistTooLong,
)

MOST_ITEMS = 60
MOST_PHRASES = 12
MOST_POINTS = 1000
NAME_LENGTH = 120
PHRASE_LENGTH = 60
UNIT_LENGTH = 10
_KEY = re.compile(r"[a-z0-9_]{1,40}")


class AnswerType(StrEnum):
    CHECK = "check"
    READING = "reading"
    CHOICE = "choice"
    SCORE = "score"


class Expected(StrEnum):
    """What a field should have been, for the sentence of ChecklistItemInvalid."""

    TEXT = "text"
    KEY = "key"
    ANSWER = "answer"
    DECIMAL = "decimal"
    ABOVE_LOW = "above_low"
    POINTS = "points"
    BELOW_MOST = "below_most"
    CHOICES = "choices"
    PHRASES = "phrases"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Phrase:
    key: str
    zh: str
    en: str


@dataclass(frozen=True)
class Choice:
    key: str
    zh: str
    en: str
    abnormal: bool


@dataclass(frozen=True)
class Item:
    """One thing to look at; what is not asked is "" or None or ()."""

    key: str
    zh: str
    en: str
    answer: AnswerType
    section_zh: str = ""
    section_en: str = ""
    unit: str = ""
    low: str | None = None
    high: str | None = None
    choices: tuple[Choice, ...] = ()
    most: int | None = None
    photo_when_abnormal: bool = False
    phrases: tuple[Phrase, ...] = ()


def read_items(raw: object) -> tuple[Item, ...]:
    """Items as JSON or a form brings them, checked; texts are stripped, numbers made canonical.

    Raises ChecklistEmpty, ChecklistTooLong, ChecklistItemRepeated, and ChecklistItemInvalid naming
    the item, its field and what was expected.
    """
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not raw:
        raise ChecklistEmpty
    if len(raw) > MOST_ITEMS:
        raise ChecklistTooLong(most=MOST_ITEMS)
    items = tuple(_Reader(number, it).item() for number, it in enumerate(raw, start=1))
    _refuse_repeated([(it.key, it.zh) for it in items])
    _refuse_repeated([(f"{it.section_zh}\0{it.zh}", it.zh) for it in items])
    return items


def item_json(item: Item) -> dict[str, Any]:
    """The item as it is stored and sent: what is not asked is left out."""
    whole = {name: value for name, value in vars(item).items() if value not in ("", None, ())}
    return whole | {
        "answer": item.answer.value,
        "phrases": [dict(vars(it)) for it in item.phrases],
        **({"choices": [dict(vars(it)) for it in item.choices]} if item.choices else {}),
    }


def _refuse_repeated(named: Iterable[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for mark, name in named:
        if mark in seen:
            raise ChecklistItemRepeated(item=name)
        seen.add(mark)


class _Reader:
    """Reads one item; knows how to name it when something is wrong."""

    def __init__(self, number: int, raw: object) -> None:
        self._raw: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
        name = self._raw.get("zh")
        self._name = name.strip() if isinstance(name, str) and name.strip() else str(number)

    def item(self) -> Item:
        answer = self._answer()
        number = answer in (AnswerType.READING, AnswerType.SCORE)
        item = Item(
            key=self._key(self._raw, "key"),
            zh=self._text(self._raw, "zh", NAME_LENGTH),
            en=self._text(self._raw, "en", NAME_LENGTH),
            answer=answer,
            section_zh=self._text(self._raw, "section_zh", NAME_LENGTH, least=0),
            section_en=self._text(self._raw, "section_en", NAME_LENGTH, least=0),
            unit=self._text(self._raw, "unit", UNIT_LENGTH, least=0) if number else "",
            low=self._decimal("low") if number else None,
            high=self._decimal("high") if answer is AnswerType.READING else None,
            choices=self._choices() if answer is AnswerType.CHOICE else (),
            most=self._most() if answer is AnswerType.SCORE else None,
            photo_when_abnormal=self._yes_no(self._raw, "photo_when_abnormal"),
            phrases=self._phrases(),
        )
        self._limits_fit(item)
        return item

    def _invalid(self, field: str, expected: Expected) -> Problem:
        return ChecklistItemInvalid(item=self._name, field=field, expected=expected.value)

    def _text(
        self, raw: Mapping[str, Any], field: str, most: int, *, least: int = 1, named: str = ""
    ) -> str:
        text = raw.get(field, "")
        if not isinstance(text, str) or not least <= len(text.strip()) <= most:
            raise self._invalid(named or field, Expected.TEXT)
        return text.strip()

    def _key(self, raw: Mapping[str, Any], named: str) -> str:
        key = raw.get("key")
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise self._invalid(named, Expected.KEY)
        return key

    def _answer(self) -> AnswerType:
        try:
            return AnswerType(self._raw.get("answer", ""))
        except ValueError:
            raise self._invalid("answer", Expected.ANSWER) from None

    def _decimal(self, field: str) -> str | None:
        text = self._raw.get(field)
        if text in (None, ""):
            return None
        number = decimal_text(text) if isinstance(text, str) else None
        if number is None:
            raise self._invalid(field, Expected.DECIMAL)
        return number

    def _most(self) -> int:
        """Points are whole; a form brings them as text."""
        given = self._raw.get("most")
        text = decimal_text(given) if isinstance(given, str) else given
        points = int(text) if isinstance(text, str) and "." not in text else text
        if type(points) is not int or not 1 <= points <= MOST_POINTS:
            raise self._invalid("most", Expected.POINTS)
        return points

    def _yes_no(self, raw: Mapping[str, Any], field: str, named: str = "") -> bool:
        value = raw.get(field, False)
        if not isinstance(value, bool):
            raise self._invalid(named or field, Expected.YES_NO)
        return value

    def _choices(self) -> tuple[Choice, ...]:
        found = tuple(
            Choice(*words, abnormal=self._yes_no(raw, "abnormal", "choices"))
            for raw, words in self._worded("choices", Expected.CHOICES)
        )
        if len(found) < 2:  # noqa: PLR2004 - a choice is between at least two
            raise self._invalid("choices", Expected.CHOICES)
        return found

    def _phrases(self) -> tuple[Phrase, ...]:
        return tuple(Phrase(*words) for _, words in self._worded("phrases", Expected.PHRASES))

    def _worded(
        self, field: str, expected: Expected
    ) -> list[tuple[Mapping[str, Any], tuple[str, str, str]]]:
        """The entries of a list with their (key, zh, en); each key and each zh at most once."""
        given = self._raw.get(field, [])
        if not isinstance(given, list | tuple) or len(given) > MOST_PHRASES:
            raise self._invalid(field, expected)
        entries = [it if isinstance(it, Mapping) else {} for it in given]
        found = [
            (
                it,
                (
                    self._key(it, field),
                    self._text(it, "zh", PHRASE_LENGTH, named=field),
                    self._text(it, "en", PHRASE_LENGTH, named=field),
                ),
            )
            for it in entries
        ]
        if any(len({words[n] for _, words in found}) < len(found) for n in (0, 1)):
            raise self._invalid(field, expected)
        return found

    def _limits_fit(self, item: Item) -> None:
        if item.low and item.high and thousandths(item.low) > thousandths(item.high):
            raise self._invalid("high", Expected.ABOVE_LOW)
        if item.low and item.most and not 0 <= thousandths(item.low) <= item.most * 1000:
            raise self._invalid("low", Expected.BELOW_MOST)
