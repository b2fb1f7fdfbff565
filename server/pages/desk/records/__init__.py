"""What was recorded, by day, person and place, and the photos."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request, send_file

from server.domain.access import Action
from server.pages.desk.request_values import day_given, page_number
from server.services.people import list_people
from server.services.places_tree import place_choices
from server.services.records_list import RecordFilter, count_abnormal, find_records
from server.services.records_list_labels import find_label_records
from server.services.records_list_photos import photo_file
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed

_PHOTO_CACHE = "private, max-age=604800, immutable"

blueprint = Blueprint("desk_records", __name__, url_prefix="/desk")


@blueprint.get("/records")
@allowed(Action.SEE_RECORDS)
def list_records() -> str:
    wanted = _wanted()
    return render_template(
        "desk/records/list.html",
        **_frame_of("/desk/records", wanted),
        records=find_records(db.session, wanted, page_number()),
        abnormal=count_abnormal(db.session, wanted),
    )


@blueprint.get("/records/labels")
@allowed(Action.SEE_RECORDS)
def list_label_records() -> str:
    wanted = _wanted()
    return render_template(
        "desk/records/labels.html",
        **_frame_of("/desk/records/labels", wanted),
        records=find_label_records(db.session, wanted, page_number()),
    )


@blueprint.get("/photos/<sha256>")
@allowed(Action.SEE_PHOTOS)
def photo(sha256: str) -> Response:
    path = photo_file(db.session, current_settings().photo_dir, sha256)
    response = send_file(path, mimetype="image/jpeg")
    response.headers["Cache-Control"] = _PHOTO_CACHE
    return response


def _wanted() -> RecordFilter:
    return RecordFilter(
        day=day_given("day"),
        person_id=request.args.get("person_id", ""),
        asset_id=request.args.get("asset_id", ""),
        place_id=request.args.get("place_id", ""),
        result=request.args.get("result", ""),
    )


def _frame_of(address: str, wanted: RecordFilter) -> dict[str, object]:
    """What stands around a list of records."""
    return {
        "address": address,
        "wanted": wanted,
        "people": list_people(db.session),
        "places": place_choices(db.session),
    }
