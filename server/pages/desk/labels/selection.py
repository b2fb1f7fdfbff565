"""What a form has selected for printing, by ticks, by a search, by a place, or what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from server.pages.desk.assets.context import filter_of
from server.services.assets_list import (
    AssetFilter,
    keep_asset_ids,
    matching_asset_ids,
    unprinted_asset_ids,
)
from server.services.ledger_import.find import written_asset_ids
from server.services.places_tree import subtree_place_ids

_ECHOED = ("what", "asset", "q", "place_id", "kind_id", "condition", "import_id")


@dataclass(frozen=True)
class Selection:
    """``echo`` are the form's own fields, so that the next form selects the same again."""

    asset_ids: Sequence[str]
    place_ids: Sequence[str]
    echo: list[tuple[str, str]]

    @property
    def count(self) -> int:
        return len(self.asset_ids) + len(self.place_ids)


def selected(session: Session, form: MultiDict[str, str]) -> Selection:
    """``what``: ticked (the default), matching (the search again), unprinted, imported (what
    an import wrote), place_things, place_door, place_doors (of all below too)."""
    echo = [(name, value) for name in _ECHOED for value in form.getlist(name)]
    asset_ids = _assets(session, form)
    return Selection(asset_ids, _doors(session, form), echo)


def _assets(session: Session, form: MultiDict[str, str]) -> list[str]:
    match form.get("what", "ticked"):
        case "ticked":
            return keep_asset_ids(session, form.getlist("asset"))
        case "matching":
            return matching_asset_ids(session, filter_of(form))
        case "unprinted":
            return unprinted_asset_ids(session)
        case "imported" if form.get("import_id"):
            return written_asset_ids(session, form["import_id"])
        case "place_things" if form.get("place_id"):
            return matching_asset_ids(session, AssetFilter(place_id=form["place_id"]))
    return []


def _doors(session: Session, form: MultiDict[str, str]) -> list[str]:
    if not form.get("place_id"):
        return []
    match form.get("what"):
        case "place_door":
            return subtree_place_ids(session, form["place_id"])[:1]
        case "place_doors":
            return subtree_place_ids(session, form["place_id"])
    return []
