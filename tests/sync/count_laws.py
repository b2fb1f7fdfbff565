"""What must hold of what is said on a stocktake's sheets; asserted with the other invariants."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.oracle import Oracle
from tests.sync.round_laws import withdrawals

_SAID = {"asset_sighted", "group_counted", "sheet_signed", "total_confirmed"}
_ENTRIES = 12
_STATE = 8


def what_is_said_is_on_the_sheet_it_names(oracle: Oracle) -> Iterator[str]:
    """6: each applied fact of a count makes one row, withdrawn when an applied fact takes it
    back."""
    state, withdrawn = oracle.state, withdrawals(oracle)
    wanted = {
        fact.id: (fact.body["sheet_id"], fact.id in withdrawn)
        for fact in state.facts.values()
        if fact.type in _SAID
    }
    if wanted != state.said:
        differing = sorted(wanted.items() ^ state.said.items())
        yield f"what is said on sheets is not what facts say: {differing[:3]}"


def sheets_tell_all_that_was_said(oracle: Oracle) -> Iterator[str]:
    """6: the row that goes to the phones has every entry once, marked when it was withdrawn, and
    has begun when one stands."""
    state = oracle.state
    for (table, sheet), row in state.rows.items():
        if table != "count_sheet":
            continue
        told = sorted((entry[1], bool(entry[4])) for entry in row[_ENTRIES])
        said = sorted((fact, gone) for fact, (of, gone) in state.said.items() if of == sheet)
        if told != said:
            yield f"sheet {sheet[-2:]} tells {told}, said was {said}"
        has_begun = not all(gone for _, gone in said)
        if has_begun == (row[_STATE] == "not_started"):
            yield f"sheet {sheet[-2:]} is {row[_STATE]} with {said}"
