"""One room's sheet on the online page, and the photos that were taken for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file

from server.domain.access import Action
from server.domain.count_sheet_state import DONE, SheetState
from server.domain.problems import NotFound
from server.domain.school_day import school_day
from server.pages.count.context import sheet_here
from server.pages.count.shown import is_withdrawable, shown_sheet, time_of
from server.records import new_id
from server.services.count_codes import standing_code
from server.services.count_sheets import SheetView
from server.services.count_sheets_view import sheet_view
from server.services.records_list_photos import photo_file
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed, current_person

blueprint = Blueprint("sheet", __name__)

_PHOTO_CACHE = "private, max-age=604800, immutable"


@dataclass(frozen=True)
class Tried:
    """A form that could not be taken: which line of the sheet, what was entered, and the photos
    that came with it."""

    line: str = ""
    entered: Mapping[str, str] = field(default_factory=dict)
    photos: tuple[str, ...] = ()


@blueprint.get("/sheets/<sheet_id>")
@allowed(Action.COUNT_ROOMS)
def show(sheet_id: str) -> str:
    return render_template("count/sheet.html", **page_context(sheet_id))


@blueprint.get("/sheets/<sheet_id>/photos/<sha256>")
@allowed(Action.COUNT_ROOMS)
def photo(sheet_id: str, sha256: str) -> Response:
    """Raises NotFound for a photo that nothing on this sheet names."""
    view = sheet_view(db.session, sheet_here(sheet_id).id)
    if sha256 not in _photos_of(view):
        raise NotFound
    path = photo_file(db.session, current_settings().photo_dir, sha256)
    response = send_file(path, mimetype="image/jpeg")
    response.headers["Cache-Control"] = _PHOTO_CACHE
    return response


def page_context(sheet_id: str, tried: Tried | None = None) -> dict[str, Any]:
    """What the sheet's template needs. Raises NotFound."""
    sheet, person = sheet_here(sheet_id), current_person()
    view = sheet_view(db.session, sheet.id)
    return {
        "sheet": sheet,
        "stocktake": sheet.stocktake,
        "shown": shown_sheet(view),
        "person": person,
        "is_own": person.id in sheet.person_ids,
        "is_over": is_over(view),
        "is_editing": _is_editing(view, tried),
        "code": standing_code(db.session, sheet.id, now()),
        "code_address": f"{current_settings().base_url or request.host_url.rstrip('/')}/count/code",
        "tried": tried or Tried(),
        "new_id": new_id,
        "today": school_day(now()),
        "is_withdrawable": is_withdrawable,
        "time_of": time_of,
    }


def is_over(view: SheetView) -> bool:
    """Nothing is said on it any more."""
    return view.sheet.stocktake.ended_at is not None or view.state is SheetState.COUNTERSIGNED


def _is_editing(view: SheetView, tried: Tried | None) -> bool:
    """A signed sheet shows its forms to whoever asks for them: a slip would undo the signature."""
    if is_over(view):
        return False
    return view.state not in DONE or tried is not None or "edit" in request.args


def _photos_of(view: SheetView) -> set[str]:
    said = {one for entry in view.entries for one in entry.photos}
    told = (one for signed in view.signatures for one in signed.explanations)
    return said | {photo for one in told for photo in one["photos"]}
