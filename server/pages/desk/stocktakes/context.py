"""What the pages of stocktakes show, but a room's sheet."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask import request
from sqlalchemy import select

from server.domain.count_sheet_state import SheetState
from server.domain.school_day import school_day
from server.domain.stocktake import PREFILL_MOST_DAYS, StocktakeKind
from server.records import Place
from server.services.assets_list import list_kinds
from server.services.classes import classes_on
from server.services.count_sheets_board import Board, BoardRow, board, progress_of
from server.services.places_tree import find_places
from server.services.stocktakes import StocktakePreview, list_stocktakes
from server.services.stocktakes_rooms import people_who_count
from server.web.database import db

OVERDUE = "overdue"
_WIDE = ("campus", "building", "floor")


def list_context() -> dict[str, Any]:
    """Every stocktake with how many rooms it has and how many are countersigned."""
    stocktakes = list_stocktakes(db.session)
    return {"stocktakes": stocktakes, "progress": progress_of(db.session, stocktakes)}


def new_context(
    stocktake_id: str,
    entered: dict[str, Any],
    at: datetime,
    preview: StocktakePreview | None = None,
) -> dict[str, Any]:
    """The form with what was typed and ticked, and what it would open."""
    words = str(entered.get("q", "")).strip()
    return {
        "stocktake_id": stocktake_id,
        "entered": entered,
        "preview": preview,
        "kinds_of_stocktake": list(StocktakeKind),
        "places": _places(entered["place_id"]),
        "found": _found(words, entered["place_id"]) if words else None,
        "classes": classes_on(db.session, school_day(at)),
        "kinds": list_kinds(db.session),
        "people": list(people_who_count(db.session).values()),
        "names": {one.id: one.name for one in people_who_count(db.session).values()},
        "most_prefill_days": PREFILL_MOST_DAYS,
    }


def board_context(stocktake_id: str, at: datetime) -> dict[str, Any]:
    """The rooms in the state asked for, or all; what was ticked stays ticked. Raises NotFound."""
    found = board(db.session, stocktake_id, at)
    wanted = request.args.get("state", "")
    return {
        "board": found,
        "stocktake": found.stocktake,
        "rows": [row for row in found.rows if _matches(row, wanted)],
        "wanted": wanted,
        "states": _states(found),
        "ticked": request.form.getlist("sheet"),
        "words": request.form.get("words", ""),
        "done": found.counts[SheetState.COUNTERSIGNED],
    }


def _states(found: Board) -> list[tuple[str, int]]:
    """How many rooms stand how, the states without any left out."""
    counts = [(state.value, found.counts[state]) for state in SheetState]
    return [one for one in [*counts, (OVERDUE, found.overdue)] if one[1]]


def _matches(row: BoardRow, wanted: str) -> bool:
    if wanted == OVERDUE:
        return row.is_overdue
    return not wanted or row.state == wanted


def _places(ticked: Collection[str]) -> list[Place]:
    """Wide places, and whatever else is ticked, by path."""
    wanted = (Place.kind.in_(_WIDE)) | (Place.id.in_(ticked))
    return list(db.session.scalars(select(Place).where(wanted).order_by(Place.path)))


def _found(words: str, ticked: Collection[str]) -> list[Place]:
    found = find_places(db.session, words)
    return [place for place in found if place.id not in ticked and place.kind not in _WIDE]
