"""One device's own order: which numbers its applied facts have and when they were seen.

Only the numbers around some facts are read. Numbers below 1 belong to repairs that lie outside
the device's own numbering: they have no neighbours and are nobody's.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Integer, Select, bindparam, func, select
from sqlalchemy.orm import Session

from server.domain.effective_time import Neighbours
from server.records import Fact


class Seen(NamedTuple):
    fact_id: str
    effective_at: datetime


class Timeline:
    """Kept up while facts are carried out."""

    def __init__(self) -> None:
        self._seen: dict[int, Seen] = {}
        self._numbers: list[int] = []

    def add(self, seq: int, seen: Seen) -> None:
        if seq not in self._seen:
            insort(self._numbers, seq)
        self._seen[seq] = seen

    def holder(self, seq: int) -> str | None:
        """The id of the applied fact with this number."""
        seen = self._seen.get(seq)
        return seen.fact_id if seen else None

    def neighbours(self, seq: int) -> Neighbours:
        """Effective times of the nearest applied facts before and after ``seq``."""
        if seq < 1:
            return Neighbours(None, None)
        at = bisect_left(self._numbers, seq)
        after = at + (seq in self._seen)
        return Neighbours(self._at(at - 1), self._at(after))

    def _at(self, position: int) -> datetime | None:
        if not 0 <= position < len(self._numbers) or self._numbers[position] < 1:
            return None
        return self._seen[self._numbers[position]].effective_at


def load_timeline(session: Session, device_id: str, numbers: Iterable[int]) -> Timeline:
    """What is applied of ``numbers``, and the nearest around each of them."""
    timeline = Timeline()
    for first, last in _runs(numbers):
        run = {"device": device_id, "first": first, "last": last}
        for seq, fact_id, at in session.execute(_AROUND, run):
            timeline.add(seq, Seen(fact_id, at))
    return timeline


def _around() -> Select[int, str, datetime]:
    """What is applied of a run of numbers, and its neighbours."""
    first, last = bindparam("first", type_=Integer), bindparam("last", type_=Integer)
    mine = Fact.device_id == bindparam("device")
    before = select(func.max(Fact.seq)).where(mine, Fact.seq < first, Fact.seq > 0)
    after = select(Fact.seq).where(mine, Fact.seq > last).order_by(Fact.seq).limit(1)
    return select(Fact.seq, Fact.id, Fact.effective_at).where(
        mine,
        Fact.seq >= func.coalesce(before.scalar_subquery(), first),
        Fact.seq <= func.coalesce(after.scalar_subquery(), last),
    )


_AROUND = _around()


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Consecutive numbers as (first, last): a phone sends its facts in order, so mostly one."""
    ordered = sorted(set(numbers))
    first = 0
    for position, number in enumerate(ordered):
        if position + 1 == len(ordered) or ordered[position + 1] != number + 1:
            yield ordered[first], number
            first = position + 1
