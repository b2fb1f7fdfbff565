"""What answers to a checklist mean. Mirrored on the phone by pwa/src/domain/checklist.ts; both run
tests/contract/checklist_answers.json."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from server.domain.checklist_item import AnswerType, Choice, Item, Phrase, item_json, read_items
from server.domain.decimal_text import is_decimal, thousandths

__all__ = [
    "Answer",
    "AnswerType",
    "Choice",
    "Item",
    "ItemAnswer",
    "Phrase",
    "item_json",
    "judge",
    "missing",
    "photo_due",
    "read_answers",
    "read_items",
    "result_of",
]


class Answer(StrEnum):
    """正常, 异常, 不涉及."""

    OK = "ok"
    ABNORMAL = "abnormal"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class ItemAnswer:
    """``item`` is an item's key; ``value`` the decimal text of a reading or score, the key of a
    choice, else None."""

    item: str
    answer: Answer
    value: str | None


def read_answers(raw: Iterable[Mapping[str, Any]]) -> tuple[ItemAnswer, ...]:
    """The answers of a stored inspection: {item, answer, value} each."""
    return tuple(ItemAnswer(it["item"], Answer(it["answer"]), it["value"]) for it in raw)


def judge(item: Item, value: str | None) -> Answer | None:
    """What ``value`` says by itself, limits inclusive; None when it says nothing: a check is the
    person's to judge, and a value may be no value of this item."""
    if value is None:
        return None
    if item.answer is AnswerType.CHOICE:
        found = next((it for it in item.choices if it.key == value), None)
        return None if found is None else _ok_unless(found.abnormal)
    if item.answer is AnswerType.CHECK or not is_decimal(value):
        return None
    size = thousandths(value)
    return _reading(item, size) if item.answer is AnswerType.READING else _score(item, size)


def missing(items: Iterable[Item], answers: Iterable[ItemAnswer]) -> list[str]:
    """The keys of the items that are not answered yet, or not as their value says, in the items'
    order."""
    given = {it.item: it for it in answers}
    return [it.key for it in items if not _is_answer(it, given.get(it.key))]


def result_of(answers: Iterable[ItemAnswer]) -> Answer:
    """`abnormal` as soon as one answer is, else `ok`."""
    return _ok_unless(any(it.answer is Answer.ABNORMAL for it in answers))


def photo_due(items: Iterable[Item], answers: Iterable[ItemAnswer]) -> list[str]:
    """The keys of the items that are abnormal and ask for a photo then, in the items' order."""
    abnormal = {it.item for it in answers if it.answer is Answer.ABNORMAL}
    return [it.key for it in items if it.photo_when_abnormal and it.key in abnormal]


def _is_answer(item: Item, answer: ItemAnswer | None) -> bool:
    if answer is None:
        return False
    if answer.value is None:
        return answer.answer in _WITHOUT_VALUE[item.answer]
    return answer.answer is judge(item, answer.value)


# A gauge that cannot be read is abnormal without a reading.
_WITHOUT_VALUE = {
    AnswerType.CHECK: frozenset(Answer),
    AnswerType.READING: frozenset({Answer.ABNORMAL, Answer.NOT_APPLICABLE}),
    AnswerType.CHOICE: frozenset({Answer.NOT_APPLICABLE}),
    AnswerType.SCORE: frozenset({Answer.NOT_APPLICABLE}),
}


def _reading(item: Item, size: int) -> Answer:
    above = item.low is None or size >= thousandths(item.low)
    below = item.high is None or size <= thousandths(item.high)
    return _ok_unless(not (above and below))


def _score(item: Item, size: int) -> Answer | None:
    if not 0 <= size <= (item.most or 0) * 1000:
        return None
    return _ok_unless(size == 0 if item.low is None else size < thousandths(item.low))


def _ok_unless(abnormal: bool) -> Answer:
    return Answer.ABNORMAL if abnormal else Answer.OK
