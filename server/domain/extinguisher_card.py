"""The two marks of a line on an extinguisher's paper card: appearance, and pressure or weight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

OK, ABNORMAL, NOT_SEEN = "ok", "abnormal", ""
_PRESSURE = ("pressure", "weight")
"""What the keys of their items end in; CO2 shows no pressure and is weighed."""
_PRESSURE_PHRASES = frozenset({"pressure_low", "weight_low"})


@dataclass(frozen=True)
class Marks:
    """Each OK, ABNORMAL, or NOT_SEEN where nothing was said of it."""

    appearance: str
    pressure: str


def marks_of_answers(answers: Sequence[Mapping[str, object]]) -> Marks:
    """From the answers to a checklist's items, [{item, answer, ...}]."""
    pressure = [one for one in answers if str(one["item"]).endswith(_PRESSURE)]
    others = [one for one in answers if not str(one["item"]).endswith(_PRESSURE)]
    return Marks(_worst(others), _worst(pressure))


def marks_of_phrases(result: str, phrases: Sequence[str], words: str) -> Marks:
    """Without a checklist 正常 says so of everything, 异常 of what its phrases and words name."""
    if result == OK:
        return Marks(OK, OK)
    low = any(phrase in _PRESSURE_PHRASES for phrase in phrases)
    others = words or any(phrase not in _PRESSURE_PHRASES for phrase in phrases)
    if not low:
        return Marks(ABNORMAL, NOT_SEEN)
    return Marks(ABNORMAL if others else NOT_SEEN, ABNORMAL)


def _worst(answers: Sequence[Mapping[str, object]]) -> str:
    given = {one["answer"] for one in answers}
    return next((mark for mark in (ABNORMAL, OK) if mark in given), NOT_SEEN)
