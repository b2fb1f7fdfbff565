"""班级考核: what a class's count comes to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

FULL_SCORE = 100
_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Lost:
    """One discrepancy of a class's room. ``missing``: fewer pieces than there should be, else they
    are damaged. ``cause`` as its teacher explained it."""

    missing: bool
    pieces: int
    cause: str


@dataclass(frozen=True)
class ClassFigures:
    """Pieces. ``missing`` and ``damaged`` by humans count against the class; ``others``, from wear,
    unknown causes or before it took over (接班前已有), do not."""

    expected: int
    missing: int
    damaged: int
    others: int

    @property
    def score(self) -> Decimal:
        """100 times the share of the expected pieces that humans neither lost nor damaged, to a
        tenth; 100 for an empty room."""
        lost = min(self.missing + self.damaged, self.expected)
        if not self.expected:
            return Decimal(FULL_SCORE)
        whole = Decimal(FULL_SCORE * (self.expected - lost)) / self.expected
        return whole.quantize(_TENTH, ROUND_HALF_UP)


def class_figures(expected: int, lost: Iterable[Lost]) -> ClassFigures:
    """The pieces of all ``lost`` by whether they count against the class."""
    by_humans = {True: 0, False: 0}
    others = 0
    for one in lost:
        if one.cause == "human":
            by_humans[one.missing] += one.pieces
        else:
            others += one.pieces
    return ClassFigures(expected, by_humans[True], by_humans[False], others)


def was_on_time(signed_on: date | None, due_on: date, today: date) -> bool | None:
    """Whether a room was signed by its due day; None while it still can be."""
    if signed_on is not None:
        return signed_on <= due_on
    return False if today > due_on else None


def ranks(scores: Sequence[Decimal | None]) -> list[int | None]:
    """In the order of ``scores``, from 1, equal ones sharing a rank; None without a score."""
    known = [score for score in scores if score is not None]
    return [
        None if score is None else 1 + sum(other > score for other in known) for score in scores
    ]
