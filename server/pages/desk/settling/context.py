"""What the pages of settling show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import request

from server.domain.school_day import school_day
from server.domain.settlement import Decision, Side
from server.pages.desk.request_values import page_number
from server.pages.desk.settling.book import class_name
from server.records import Asset, Place
from server.services.findings_photos import photo_states
from server.services.people import list_people
from server.services.settling import discrepancy_of, steps_of
from server.services.settling_balance import ledger_balance
from server.services.settling_comparison import compare_stocktakes, earlier_stocktakes
from server.services.settling_list import (
    STATES,
    WAITING,
    SettlingFilter,
    find_discrepancies,
    rooms_with_discrepancies,
    settling_row,
    state_counts,
)
from server.services.settling_moves import count_moves, proposed_moves
from server.services.settling_summary import summary
from server.services.stocktakes import get_stocktake
from server.web.clock import now
from server.web.database import db
from server.web.messages import t

_USUALLY_WITHIN = timedelta(days=14)


def list_context(
    stocktake_id: str, entered: Mapping[str, str] | None = None, ticked: Sequence[str] = ()
) -> dict[str, Any]:
    """``entered``: the decision that could not be taken, and what was ticked for it."""
    wanted = _wanted()
    return (
        _frame(stocktake_id, "list")
        | {
            "wanted": wanted,
            "found": find_discrepancies(
                db.session, stocktake_id, wanted, school_day(now()), page_number()
            ),
            "states": _states(stocktake_id),
            "rooms": rooms_with_discrepancies(db.session, stocktake_id),
            "sides": [(side, t(f"desk.settling.side.{side}")) for side in Side],
            "decisions": _decisions(tuple(Decision)),
            "ticked": {one.partition(":")[0] for one in ticked},
            "today": school_day(now()),
            "asked": request.query_string.decode(),
        }
        | _decision_form(entered)
    )


def discrepancy_context(
    stocktake_id: str, discrepancy_id: str, entered: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """One discrepancy. Raises NotFound."""
    found = discrepancy_of(db.session, stocktake_id, discrepancy_id)
    row, steps = settling_row(found), steps_of(db.session, discrepancy_id)
    added = [step.detail["asset_id"] for step in steps if "asset_id" in step.detail]
    home = db.session.get(Place, found.home_place_id) if found.home_place_id else None
    return (
        _frame(stocktake_id, "")
        | {
            "row": row,
            "one": found,
            "home": home,
            "steps": steps,
            "photos": photo_states(db.session, found.photos),
            "decisions": _decisions(row.possible),
            "added": db.session.get(Asset, added[-1]) if added else None,
            "entered_end": (entered or {}).get("end_words", ""),
        }
        | _decision_form(entered or _decided(found))
    )


def moves_context(stocktake_id: str, ticked: Sequence[str] = ()) -> dict[str, Any]:
    """Proposed moves; ``ticked`` are the keys that could not be accepted."""
    frame = _frame(stocktake_id, "moves")
    return frame | {"moves": proposed_moves(db.session, stocktake_id), "ticked": set(ticked)}


def summary_context(stocktake_id: str) -> dict[str, Any]:
    return _frame(stocktake_id, "summary") | {
        "summary": summary(db.session, stocktake_id),
        "n_moves": count_moves(db.session, stocktake_id),
        "class_name": class_name,
        "balance": ledger_balance(db.session),
    }


def comparison_context(stocktake_id: str) -> dict[str, Any]:
    """With the stocktake that the address names, else with the one before this."""
    frame = _frame(stocktake_id, "comparison")
    others = earlier_stocktakes(db.session, frame["stocktake"])
    by_id = {one.id: one for one in others}
    other = by_id.get(request.args.get("with", "")) or (others[0] if others else None)
    pairs = compare_stocktakes(db.session, other.id, stocktake_id) if other else []
    choices = [(one.id, f"{one.name} {one.baseline_on}") for one in others]
    return frame | {"other": other, "others": choices, "pairs": pairs}


def _frame(stocktake_id: str, here: str) -> dict[str, Any]:
    """What stands on every page. Raises NotFound."""
    return {"stocktake": get_stocktake(db.session, stocktake_id), "here": here}


def _wanted() -> SettlingFilter:
    """What cannot be read counts as not given."""
    state, side = request.args.get("state", ""), request.args.get("side", "")
    return SettlingFilter(
        state=state if state in STATES else WAITING,
        side=side if side in list(Side) else "",
        sheet_id=request.args.get("sheet_id", ""),
    )


def _states(stocktake_id: str) -> list[tuple[str, str]]:
    counts = state_counts(db.session, stocktake_id, school_day(now()))
    return [(one, f"{t(f'desk.settling.state.{one}')} {counts[one]}") for one in STATES]


def _decisions(possible: Sequence[Decision]) -> list[tuple[str, str]]:
    return [(one, t(f"desk.settling.decision.{one}")) for one in possible]


def _decision_form(entered: Mapping[str, str] | None) -> dict[str, Any]:
    people = list_people(db.session)
    usual = {"due_on": (school_day(now()) + _USUALLY_WITHIN).isoformat()}
    return {
        "people": [(one.id, one.name) for one in people if one.suspended_at is None],
        "people_names": {one.id: one.name for one in people},
        "entered": entered or usual,
    }


def _decided(found: Any) -> dict[str, str] | None:
    """The decision that stands, for the form that changes it."""
    if found.decision is None:
        return None
    return {
        "decision": found.decision,
        "responsible_id": found.responsible_id,
        "due_on": found.due_on.isoformat(),
        "words": found.decision_words,
    }
