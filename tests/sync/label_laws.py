"""What must hold of labels; asserted with the other invariants."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.oracle import Oracle
from tests.sync.server_state import Stuck

_Order = tuple[int, int, str]


def codes_lead_where_they_were_stuck_last(oracle: Oracle) -> Iterator[str]:
    """6: by the bindings that stand, by effective time, then number, then id; else to what the
    label was issued for. A place that was deleted leaves its labels blank."""
    newest: dict[str, tuple[_Order, Stuck]] = {}
    for fact_id, stuck in oracle.state.bindings.items():
        order = (stuck.effective, stuck.seq, fact_id)
        if stuck.withdrawn_by is None and order > newest.get(stuck.code, (_FIRST,))[0]:
            newest[stuck.code] = (order, stuck)
    for code in newest.keys() - oracle.state.labels.keys():
        yield f"label {code} was stuck on something and is none"
    for code, label in oracle.state.labels.items():
        _, stuck = newest.get(code, (None, None))
        asset, place, at = (stuck.asset, stuck.place, stuck.effective) if stuck else label.issued
        wanted = (asset, place, at) if asset or place else (None, None, None)
        if label.now != wanted:
            yield f"label {code} leads to {label.now}, the newest binding says {wanted}"


def bindings_say_what_their_facts_say(oracle: Oracle) -> Iterator[str]:
    """6: but for places that are gone."""
    for fact_id, stuck in oracle.state.bindings.items():
        body = oracle.state.facts[fact_id].body
        place = body["place_id"] if body["place_id"] in oracle.state.above else None
        if (stuck.code, stuck.asset, stuck.place) != (body["code"], body["asset_id"], place):
            yield f"{fact_id} says {body}, its row {stuck}"


_FIRST = (-(10**15), 0, "")
