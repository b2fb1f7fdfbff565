"""What must hold of times, and of what is newest by them; asserted with the other invariants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from server.domain.effective_time import CLOCK_TOLERANCE
from tests.sync.oracle import Oracle
from tests.sync.server_state import AppliedFact, Looked

# An answer may be under way for as long as a phone has patience.
_PROVEN_MS = CLOCK_TOLERANCE.total_seconds() * 1000 + 61_000
_FIRST = (-(10**15), 0, "")


def times_follow_numbers(oracle: Oracle) -> Iterator[str]:
    """6: one device's facts keep their order; nothing lies in the future."""
    by_device: dict[str, list[AppliedFact]] = defaultdict(list)
    for fact in oracle.state.facts.values():
        if fact.effective > fact.received:
            yield f"{fact.id} lies in the future"
        if fact.seq > 0:
            by_device[fact.device].append(fact)
    for facts in by_device.values():
        facts.sort(key=lambda fact: fact.seq)
        for earlier, later in pairwise(facts):
            if earlier.effective > later.effective:
                yield f"number {later.seq} of {later.device[:8]} lies before its predecessor"


def proven_times_are_true(oracle: Oracle) -> Iterator[str]:
    """6: what is not marked uncertain is when it happened."""
    for known in oracle.facts.values():
        fact = oracle.state.facts.get(known.fact.id)
        if fact is None or fact.uncertain or known.op is None:
            continue
        if abs(fact.effective - known.op.at) > _PROVEN_MS:
            off = (fact.effective - known.op.at) / 1000
            yield f"{known.title} is said to be certain and is {off:.0f} s off"


def latest_condition_is_the_newest(oracle: Oracle) -> Iterator[str]:
    """6: of the inspections that stand, by effective time, then number, then id."""
    newest: dict[str, tuple[tuple[int, int, str], Looked]] = {}
    for fact_id, looked in oracle.state.inspections.items():
        order = (looked.effective, looked.seq, fact_id)
        if looked.asset is None or looked.withdrawn_by is not None:
            continue
        if order > newest.get(looked.asset, (_FIRST,))[0]:
            newest[looked.asset] = (order, looked)
    for (table, row_id), row in oracle.state.rows.items():
        if table != "asset":
            continue
        _, latest = newest.get(row_id, (None, None))
        wanted = [*_as_left(latest), latest.effective, latest.author] if latest else [None] * 4
        if row[12:16] != wanted:
            yield f"asset {row_id[-4:]} shows {row[12:16]}, the newest is {wanted}"


def _as_left(looked: Looked) -> tuple[str, str]:
    """What was put right on the spot is in order."""
    return ("ok", "intact") if looked.fixed else (looked.result, looked.condition)
