"""What must hold of rounds and findings; asserted with the other invariants."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID, uuid5

from tests.sync.oracle import Oracle
from tests.sync.server_state import AppliedFact, Looked, Walked

_Key = tuple[str, str, str]
_NAMESPACE = UUID("6f0c3b52-6a0e-5f0c-9d3e-0f5a1c7b2e41")
# How long a round's window and its grace are; the route is walked on Monday, Wednesday, Friday.
_LASTS = {("2026-11-18", "1"): (40, 60), ("2026-11-20", "1"): (40, 60)} | {
    ("2026-11-18", "n"): (7 * 60, 30),
    ("2026-11-20", "n"): (7 * 60, 30),
}
_OUTSIDE = (24 * 60, 0)


def rounds_are_what_their_facts_say(oracle: Oracle) -> Iterator[str]:
    """6: a round has a row when an applied fact names it; its window follows from its name alone.
    Of its three stops the assets may have left the register, the room may not."""
    state = oracle.state
    named = {_id_of(key): key for key in map(_key_of, state.facts.values()) if key is not None}
    if named.keys() != state.rounds.keys():
        yield f"rounds and those that facts name differ: {named.keys() ^ state.rounds.keys()}"
    for round_id in named.keys() & state.rounds.keys():
        row, key = state.rounds[round_id], named[round_id]
        said = (key, _LASTS.get(key[1:], _OUTSIDE))
        is_so = ((row.route, row.day, row.slot), _lasts(row.window)) == said
        if not is_so or row.stops not in (1, 2, 3):
            yield f"round {key} is {row}"


def records_are_of_the_rounds_they_name(oracle: Oracle) -> Iterator[str]:
    """6: and each is withdrawn when an applied fact takes it back."""
    state, withdrawn = oracle.state, withdrawals(oracle)
    made: dict[str, Looked | Walked] = {**state.inspections, **state.passed, **state.endings}
    for fact_id, row in made.items():
        key = _key_of(state.facts[fact_id])
        if row.round != (key and _id_of(key)):
            yield f"{fact_id} is of round {row.round}, it says {key}"
        if (row.withdrawn_by is not None) != (fact_id in withdrawn):
            yield f"{fact_id} is withdrawn by {row.withdrawn_by}, facts say {fact_id in withdrawn}"


def findings_follow_their_inspections(oracle: Oracle) -> Iterator[str]:
    """6: whatever is abnormal is a finding, closed when it was fixed, withdrawn with its record."""
    state = oracle.state
    wanted = {
        fact_id: "withdrawn" if seen.withdrawn_by else "closed" if seen.fixed else "open"
        for fact_id, seen in state.inspections.items()
        if seen.result == "abnormal"
    }
    if wanted != state.findings:
        differing = sorted(wanted.items() ^ state.findings.items())
        yield f"findings are not what was found: {differing[:3]}"


def _key_of(fact: AppliedFact) -> _Key | None:
    said = fact.body.get("round")
    return said and (said["route_id"], said["day"], said["slot"])


def _id_of(key: _Key) -> str:
    return str(uuid5(_NAMESPACE, "/".join(key)))


def withdrawals(oracle: Oracle) -> set[str]:
    """The facts that applied withdrawals take back; of one that was held, its repair."""
    repairs = {
        held_id: made.fact_id
        for (held_id, _), made in oracle.state.resolutions.items()
        if made.fact_id is not None
    }
    targets = [
        fact.body["target"]
        for fact in oracle.state.facts.values()
        if fact.type == "record_withdrawn"
    ]
    return {
        target if target in oracle.state.facts else repairs.get(target, target)
        for target in targets
    }


def _lasts(window: tuple[int, int, int]) -> tuple[int, int]:
    begin, end, grace = window
    return (end - begin) // 60_000, (grace - end) // 60_000
