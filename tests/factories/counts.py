"""An open stocktake of a school, and what phones say on a sheet of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from server.domain.school_day import school_day
from server.domain.stocktake import Scope, StocktakeKind, StocktakePlan
from server.records import CountSheet, new_id
from server.services.stocktakes import open_stocktake
from server.web.clock import now
from tests.factories.facts import Phone

INK = {"width": 300, "height": 100, "strokes": [[1, 2, 30, 40], [5, 6, 7, 8]]}


def open_count(school: Any, *place_ids: str, **plan: Any) -> dict[str, str]:
    """A stocktake of these rooms, counted piece by piece unless ``methods`` say otherwise and by
    ``person_ids`` (Ines); the sheet's id of each room."""
    today = school_day(now())
    plan = {
        "kind": StocktakeKind.TERM_START,
        "name": "期初清查",
        "baseline_on": today,
        "due_on": today + timedelta(days=7),
        "person_ids": (school.people["ines"],),
        "scope": Scope(place_ids=place_ids),
    } | plan
    with school.writing() as session:
        opened = open_stocktake(
            session, new_id(), StocktakePlan(**plan), school.people["ada"], now()
        )
        rows = session.execute(
            select(CountSheet.place_id, CountSheet.id).where(CountSheet.stocktake_id == opened.id)
        )
        return dict(rows.all())


def sighting(phone: Phone, sheet_id: str, asset_id: str | None = None, **said: Any) -> Any:
    """A thing seen in good order, unless something else is ``said``."""
    body = {
        "sheet_id": sheet_id,
        "asset_id": asset_id,
        "code": None,
        "text": None,
        "name": None,
        "kind_id": None,
        "quantity": 1,
        "how": "camera",
        "condition": "intact",
        "words": "",
        "photos": [],
    } | said
    return phone.fact("asset_sighted", body)


def counted(phone: Phone, sheet_id: str, group: str, good: int, **said: Any) -> Any:
    body = {"sheet_id": sheet_id, "group": group, "good": good, "damaged": 0, "how": "typed"}
    return phone.fact("group_counted", body | {"words": "", "photos": []} | said)


def total(phone: Phone, sheet_id: str, number: int) -> Any:
    return phone.fact("total_confirmed", {"sheet_id": sheet_id, "total": number})


def signing(phone: Phone, sheet_id: str, *found: tuple[str, int], **said: Any) -> Any:
    """Signed for these discrepancies, none of them explained unless ``explanations`` are said."""
    body = {
        "sheet_id": sheet_id,
        "discrepancies": [{"key": key, "quantity": quantity} for key, quantity in found],
        "explanations": [],
        "override": "",
        "signature": INK,
        "signed_name": None,
        "photos": [],
    } | said
    return phone.fact("sheet_signed", body)
