"""What the page of a sheet shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from sqlalchemy import select

from server.domain.count_sheet_state import SheetState
from server.domain.problems import NotFound
from server.pages.desk.rounds.shown import stroke_points
from server.records import Asset, GroupCount, SheetSignature, Sighting, TotalConfirmation
from server.services.count_codes import standing_code
from server.services.count_sheets import SheetView, ViewEntry
from server.services.count_sheets_helpers import sheet_helpers
from server.services.count_sheets_view import sheet_view
from server.services.findings_photos import photo_states
from server.services.records_list import PhotoState
from server.services.stocktakes_rooms import people_who_count
from server.web.clock import now
from server.web.database import db
from server.web.guard import person_may


@dataclass(frozen=True)
class ShownPhoto:
    sha256: str
    state: PhotoState


@dataclass(frozen=True)
class ShownEntry:
    """``name``: what it is about; ``n``: how many pieces it says there are."""

    entry: ViewEntry
    kind: str
    name: str
    n: int


@dataclass(frozen=True)
class ShownSignature:
    """``lines``: the points of each stroke as SVG takes them, none where the name was typed."""

    row: SheetSignature
    box: str
    lines: tuple[str, ...]


def sheet_context(stocktake_id: str, sheet_id: str) -> dict[str, Any]:
    """Raises NotFound."""
    view = sheet_view(db.session, sheet_id)
    if view.sheet.stocktake_id != stocktake_id:
        raise NotFound
    is_open = view.sheet.stocktake.ended_at is None
    named = [one for found in view.discrepancies for one in found.photos]
    states = photo_states(db.session, [*named, *(p for one in view.entries for p in one.photos)])
    return {
        "view": view,
        "sheet": view.sheet,
        "stocktake": view.sheet.stocktake,
        "address": f"/desk/stocktakes/{stocktake_id}/sheets/{sheet_id}",
        "numbered": [one for one in view.groups if one.by_number],
        "pieces": _pieces(view),
        "entries": _shown_entries(view),
        "signatures": [_signature(one) for one in view.signatures],
        "photos": {sha256: ShownPhoto(sha256, state) for sha256, state in states.items()},
        "helpers": sheet_helpers(db.session, sheet_id) if is_open else [],
        "code": standing_code(db.session, sheet_id, now()),
        "people": list(people_who_count(db.session).values()),
        "words": request.form.get("words", ""),
        "may_sign": is_open and person_may("countersign_sheets"),
        "is_done": view.state is SheetState.COUNTERSIGNED,
        "is_open": is_open,
    }


def _pieces(view: SheetView) -> list[Any]:
    numbered = {one.key for one in view.groups if one.by_number}
    return [one for one in view.lines if one.line.group_key not in numbered]


def _shown_entries(view: SheetView) -> list[ShownEntry]:
    """The newest first."""
    sighted = {one.row.asset_id for one in view.entries if isinstance(one.row, Sighting)}
    found = db.session.execute(select(Asset.id, Asset.name).where(Asset.id.in_(sighted - {None})))
    names = dict(found.all())
    return [_shown(one, view, names) for one in reversed(view.entries)]


def _shown(entry: ViewEntry, view: SheetView, names: Mapping[str, str]) -> ShownEntry:
    row = entry.row
    match row:
        case Sighting():
            name = names.get(row.asset_id or "") or row.name or row.code or row.text or ""
            return ShownEntry(entry, "sighting", name, row.quantity)
        case GroupCount():
            group = next((one.name for one in view.groups if one.key == row.group_key), "")
            return ShownEntry(entry, "count", group, row.good + row.damaged)
        case TotalConfirmation():
            return ShownEntry(entry, "total", "", row.total)


def _signature(row: SheetSignature) -> ShownSignature:
    drawn = row.signature
    if drawn is None:
        return ShownSignature(row, "", ())
    box = f"0 0 {drawn['width']} {drawn['height']}"
    return ShownSignature(row, box, tuple(stroke_points(one) for one in drawn["strokes"]))
