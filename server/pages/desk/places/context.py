"""What the pages of places show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from server.pages.desk.forms import FormSchema
from server.pages.desk.request_values import page_number
from server.records import Place
from server.services.assets_list import AssetFilter, find_assets
from server.services.places import PLACE_KINDS, ancestors_of, get_place
from server.services.places_tree import children_of, place_choices, place_labels
from server.services.records_list import RecordFilter, find_records
from server.web.database import db

_RECORDS_SHOWN = 5


class PlaceForm(FormSchema):
    name = fields.String(required=True, validate=validate.Length(1, 100))
    kind = fields.String(required=True, validate=validate.OneOf(PLACE_KINDS))
    parent_id = fields.String(load_default=None, allow_none=True)


def page_context(place_id: str) -> dict[str, Any]:
    """One place: the way to it, its sub places, its things, its door's labels, its records."""
    place = get_place(db.session, place_id)
    return {
        "place": place,
        "ancestors": ancestors_of(db.session, place)[:-1],
        "children": children_of(db.session, place_id),
        "assets": find_assets(db.session, AssetFilter(place_id=place_id), page_number()),
        "labels": place_labels(db.session, place_id),
        "records": find_records(db.session, RecordFilter(place_id=place_id)).rows[:_RECORDS_SHOWN],
    }


def form_context(place: Place | None, entered: Mapping[str, Any]) -> dict[str, Any]:
    """The form of a new place (None) or of an old one, which cannot go into itself."""
    return {
        "place": place,
        "entered": entered,
        "kinds": PLACE_KINDS,
        "parents": place_choices(db.session, without=place.id if place else None),
    }
