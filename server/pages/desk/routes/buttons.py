"""What the buttons of a route's form do to the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from flask import request

from server.domain.route import (
    with_checklist,
    with_stops,
    with_stops_moved,
    without_stops,
)
from server.pages.desk.routes.draft import RouteDraft, read_stops, whole, with_schedule
from server.pages.desk.routes.presets import PRESETS, preset_schedule
from server.services.routes_sample import EXTINGUISHERS, StopKinds, sample_route, sorted_by_place
from server.web.database import db

SAVE = "save"
PLACE_STOPS = ("room", "area", "position", "floor")


def pressed(draft: RouteDraft) -> RouteDraft:
    """``draft`` after the button named by the field ``do``: a name, or name:argument. One that is
    not known, like that of the search, changes nothing."""
    name, _, argument = request.form.get("do", "").partition(":")
    button = _BUTTONS.get(name)
    return button(draft, argument) if button else draft


def _up(draft: RouteDraft, argument: str) -> RouteDraft:
    return _moved(draft, argument, -1)


def _down(draft: RouteDraft, argument: str) -> RouteDraft:
    return _moved(draft, argument, 1)


def _moved(draft: RouteDraft, argument: str, by: int) -> RouteDraft:
    at = whole(argument)
    if at is None:
        return draft
    moved = with_stops_moved(draft.stops, {at}, at + by)
    return replace(draft, stops=moved, ticked=frozenset())


def _remove(draft: RouteDraft, argument: str) -> RouteDraft:
    at = whole(argument)
    positions = draft.ticked if at is None else {at}
    return replace(draft, stops=without_stops(draft.stops, positions), ticked=frozenset())


def _move(draft: RouteDraft, _: str) -> RouteDraft:
    """The ticked ones together to the position that was typed, counted from 1."""
    place = whole(draft.fields.get("move_to"))
    if place is None:
        return draft
    moved = with_stops_moved(draft.stops, draft.ticked, place - 1)
    return replace(draft, stops=moved, ticked=frozenset())


def _checklist(draft: RouteDraft, _: str) -> RouteDraft:
    chosen = draft.fields.get("checklist_id") or None
    stops = with_checklist(draft.stops, draft.ticked, chosen)
    return replace(draft, stops=stops, ticked=frozenset())


def _add(draft: RouteDraft, _: str) -> RouteDraft:
    return replace(draft, stops=with_stops(draft.stops, read_stops("found")))


def _building(draft: RouteDraft, _: str) -> RouteDraft:
    chosen = kinds_chosen(request.form.getlist("what"), draft.fields.get("kind_id", ""))
    stops = sample_route(db.session, draft.fields.get("building_id", ""), chosen)
    return replace(draft, stops=with_stops(draft.stops, stops))


def _sort(draft: RouteDraft, _: str) -> RouteDraft:
    stops = tuple(sorted_by_place(db.session, draft.stops))
    return replace(draft, stops=stops, ticked=frozenset())


def _preset(draft: RouteDraft, argument: str) -> RouteDraft:
    return with_schedule(draft, preset_schedule(argument)) if argument in PRESETS else draft


def kinds_chosen(ticked: list[str], kind_id: str) -> StopKinds:
    """``ticked``: kinds of places, and `extinguishers` for all types of them; ``kind_id``: one
    more kind of assets, or ""."""
    return StopKinds(
        place_kinds=tuple(kind for kind in PLACE_STOPS if kind in ticked),
        asset_kinds=(
            *((f"{EXTINGUISHERS}*",) if "extinguishers" in ticked else ()),
            *((kind_id,) if kind_id else ()),
        ),
    )


_BUTTONS: Mapping[str, Callable[[RouteDraft, str], RouteDraft]] = MappingProxyType(
    {
        "up": _up,
        "down": _down,
        "remove": _remove,
        "move": _move,
        "checklist": _checklist,
        "add": _add,
        "building": _building,
        "sort": _sort,
        "preset": _preset,
    }
)
