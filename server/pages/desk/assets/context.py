"""What the pages of assets show."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from flask import request

from server.pages.desk.request_values import page_number
from server.records import Asset
from server.services.assets import get_asset
from server.services.assets_history import asset_history, removal_of
from server.services.assets_list import (
    CONDITIONS,
    NEVER_INSPECTED,
    REMOVED,
    AssetFilter,
    find_assets,
    list_kinds,
)
from server.services.assets_values import (
    LEDGER_FIELDS,
    USAGE_STATES,
    ledger_values,
    written_values,
)
from server.services.labels import labels_of_asset
from server.services.people import get_person
from server.services.places_tree import place_choices
from server.web.database import db


def filter_of(values: Mapping[str, str]) -> AssetFilter:
    """The filter that a form or an address carries."""
    return AssetFilter(
        words=values.get("q", "").strip(),
        place_id=values.get("place_id", ""),
        kind_id=values.get("kind_id", ""),
        condition=values.get("condition", ""),
    )


def list_context() -> dict[str, Any]:
    wanted = filter_of(request.args)
    return {
        "wanted": wanted,
        "assets": find_assets(db.session, wanted, page_number()),
        "kinds": list_kinds(db.session),
        "places": place_choices(db.session),
        "conditions": (*CONDITIONS, NEVER_INSPECTED, REMOVED),
    }


def page_context(asset_id: str) -> dict[str, Any]:
    asset = get_asset(db.session, asset_id)
    removal = removal_of(db.session, asset_id)
    return {
        "asset": asset,
        "values": written_values(ledger_values(asset)),
        "labels": labels_of_asset(db.session, asset_id),
        "history": asset_history(db.session, asset_id),
        "kinds": {kind.id: kind for kind in list_kinds(db.session)},
        "removal": removal,
        "remover": get_person(db.session, removal.person_id) if removal else None,
    }


def form_context(
    asset: Asset | None,
    entered: Mapping[str, str],
    wrong: Collection[str] = (),
    changed: Collection[str] = (),
) -> dict[str, Any]:
    """``seen`` is what the register holds now: the form's base, and what a conflict shows."""
    return {
        "asset": asset,
        "entered": entered,
        "seen": written_values(ledger_values(asset)) if asset else {},
        "wrong": wrong,
        "changed": changed,
        "fields": LEDGER_FIELDS,
        "kinds": list_kinds(db.session),
        "places": place_choices(db.session),
        "usage_states": USAGE_STATES,
    }
