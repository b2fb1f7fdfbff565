"""What an inspection found wrong, in words of both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from server.records import Inspection
from server.services.records_list_answers import (
    Asked,
    ItemAnswer,
    Words,
    asked_of,
    item_answers,
    phrase_words,
)


def said_of(session: Session, inspections: Sequence[Inspection]) -> dict[str, list[Words]]:
    """By the inspection's fact id: the items that were abnormal, with what was read, then the
    phrases that were tapped. One query, where the kinds of the assets were read before."""
    asked = asked_of(session, inspections)
    return {one.fact_id: list(_said(one, asked.get(one.fact_id, {}))) for one in inspections}


def _said(inspection: Inspection, asked: Asked) -> Iterator[Words]:
    for answer in item_answers(inspection, asked):
        if answer.answer == "abnormal":
            yield _with_value(answer)
    yield from phrase_words(inspection, asked)


def _with_value(answer: ItemAnswer) -> Words:
    if answer.value is None:
        return answer.item
    return {name: f"{answer.item[name]} {answer.value[name]}" for name in ("zh", "en")}
