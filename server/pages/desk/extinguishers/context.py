"""What the pages of extinguishers show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request

from server.domain.extinguisher import ExtinguisherState, too_many_away
from server.domain.school_day import school_day
from server.pages.desk.extinguishers.forms import chosen_ids
from server.pages.desk.request_values import page_number
from server.services.extinguishers import (
    AWAY,
    DUE,
    BottleFilter,
    all_extinguishers,
    building_choices,
    chosen_extinguishers,
    count_states,
    extinguisher_kinds,
    find_extinguishers,
    get_extinguisher,
)
from server.services.extinguishers_away import SCRAP_AT_ONCE, most_away, spares
from server.services.extinguishers_card import checks_of, extinguisher_archive, services_of
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within
from server.web.clock import now
from server.web.database import db

STATES = (DUE, *ExtinguisherState, AWAY)


def today() -> date:
    return school_day(now())


def list_context() -> dict[str, Any]:
    """The figures of the whole school above one page of what the address asks for."""
    wanted = BottleFilter(
        state=request.args.get("state", ""),
        kind_id=request.args.get("kind_id", ""),
        place_id=request.args.get("place_id", ""),
    )
    found = find_extinguishers(db.session, wanted, today())
    number = page_within(page_number(), len(found))
    begin = offset_of(number)
    everything = all_extinguishers(db.session, today())
    return {
        "wanted": wanted,
        "bottles": Page(found[begin : begin + PAGE_ROWS], number, len(found)),
        "counts": count_states(everything),
        "total": len(everything),
        "states": STATES,
        "kinds": extinguisher_kinds(db.session),
        "places": building_choices(db.session),
    }


def sending_context(entered: Mapping[str, str]) -> dict[str, Any]:
    """Those of the chosen that are not away, and what may stand in for each kind."""
    everything = all_extinguishers(db.session, today())
    chosen = set(chosen_ids())
    going = [one for one in everything if one.asset.id in chosen and one.away is None]
    away = sum(one.away is not None for one in everything)
    return {
        "bottles": sorted(going, key=lambda one: one.asset.ledger_number or ""),
        "spares": spares(everything, going),
        "entered": entered,
        "away": away,
        "total": len(everything),
        "most": most_away(len(everything)),
        "too_many": too_many_away(away + len(going), len(everything)),
    }


def returning_context(entered: Mapping[str, str]) -> dict[str, Any]:
    """Those of the chosen that are away."""
    bottles = chosen_extinguishers(db.session, chosen_ids(), today())
    return {"bottles": [one for one in bottles if one.away], "entered": entered}


def card_context(asset_id: str) -> dict[str, Any]:
    bottle = get_extinguisher(db.session, asset_id, today())
    return {
        "bottle": bottle,
        "asset": bottle.asset,
        "checks": checks_of(db.session, bottle.asset),
        "services": services_of(db.session, asset_id),
        "scrap_reasons": SCRAP_AT_ONCE,
    }


def archive_context() -> dict[str, Any]:
    """``by_kind``: how many bottles of each kind."""
    rows = extinguisher_archive(db.session)
    by_kind: Counter[str] = Counter()
    for row in rows:
        by_kind[row.kind.id] += row.asset.quantity
    return {"rows": rows, "by_kind": by_kind, "kinds": extinguisher_kinds(db.session)}
