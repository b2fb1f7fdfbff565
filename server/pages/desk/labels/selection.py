"""What a form has selected for printing: by ticks, a search, a place, or what somebody misses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from server.domain.problems import BadInput
from server.pages.desk.assets.context import filter_of
from server.services.assets_list import (
    AssetFilter,
    keep_asset_ids,
    matching_asset_ids,
    unprinted_asset_ids,
)
from server.services.label_blank import MOST_BLANK
from server.services.label_requests import find_requests
from server.services.ledger_import.find import written_asset_ids
from server.services.places_tree import subtree_place_ids
from server.services.print_labels_things import Thing, in_walking_order
from server.web.messages import t

_ECHOED = ("what", "asset", "q", "place_id", "kind_id", "condition", "import_id", "count", "pile")


@dataclass(frozen=True)
class Selection:
    """``things`` in the order of printing, or so many ``blank`` labels. ``fact_ids``: the requests
    that named them. ``echo`` are the form's own fields, so that the next form selects the same."""

    echo: Sequence[tuple[str, str]]
    things: Sequence[Thing] = ()
    blank: int = 0
    fact_ids: Sequence[str] = ()

    @property
    def count(self) -> int:
        return len(self.things) + self.blank


def selected(session: Session, form: MultiDict[str, str]) -> Selection:
    """``what``: ticked (the default), matching (the search again), unprinted, imported (what
    an import wrote), place_things, place_door, place_doors (of all below too), blank, requests (of
    a pile in its order, of the worn labels in that of a walk).

    Raises BadInput for a number of blank labels that cannot be.
    """
    echo = [(name, value) for name in _ECHOED for value in form.getlist(name)]
    if form.get("what") == "blank":
        return Selection(echo, blank=_blank(form))
    if form.get("what") == "requests":
        return _requested(session, form.get("pile") or None, echo)
    things = [Thing(asset_id) for asset_id in _assets(session, form)]
    things += [Thing(place_id, is_place=True) for place_id in _doors(session, form)]
    return Selection(echo, in_walking_order(session, things))


def _blank(form: MultiDict[str, str]) -> int:
    count = form.get("count", 0, type=int)
    if not 0 < count <= MOST_BLANK:
        raise BadInput(fields=t("desk.label.blank_count"))
    return count


def _requested(session: Session, pile: str | None, echo: Sequence[tuple[str, str]]) -> Selection:
    group = find_requests(session, pile)
    things = [
        Thing(asked.asset_id or asked.place_id or "", is_place=asked.asset_id is None)
        for asked in group.things
    ]
    in_order = things if pile else in_walking_order(session, things)
    return Selection(echo, in_order, fact_ids=group.fact_ids)


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
