"""What the pages of routes show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from server.domain.route import RoutePurpose, Stop
from server.domain.schedule import MOST_SLOTS, ON_HOLIDAYS, Cycle
from server.pages.desk.routes.buttons import PLACE_STOPS
from server.pages.desk.routes.draft import SLOT_FIELDS, RouteDraft, stop_text
from server.pages.desk.routes.presets import PRESETS
from server.records import Asset, Checklist, Person, Place, Route
from server.services.assets_list import AssetFilter, find_assets, list_kinds
from server.services.places_tree import find_places
from server.services.routes_check import walkers_to_choose
from server.web.database import db
from server.web.messages import request_language

_FOUND_PLACES = 20


@dataclass(frozen=True)
class StopLine:
    """``name`` None: the thing does not stand in the register any more. ``checklist``: the name of
    the one that is asked, "" for 正常/异常 alone."""

    stop: Stop
    name: str | None
    path: str
    checklist: str

    @property
    def text(self) -> str:
        return stop_text(self.stop)


def form_context(
    route_id: str, draft: RouteDraft, route: Route | None, *, is_new: bool
) -> dict[str, Any]:
    """``route`` None: a new one."""
    checklists = list(db.session.scalars(select(Checklist).order_by(Checklist.id)))
    return {
        "route_id": route_id,
        "address": f"/desk/routes/new/{route_id}" if is_new else f"/desk/routes/{route_id}",
        "route": route,
        "is_new": is_new,
        "draft": draft,
        "entered": draft.fields,
        "purposes": list(RoutePurpose),
        "cycles": list(Cycle),
        "on_holidays_of": sorted(ON_HOLIDAYS),
        "presets": PRESETS,
        "slots": _slot_rows(draft),
        "people": [*walkers_to_choose(db.session), *(unfit := _unfit(draft.person_ids))],
        "unfit": {person.id for person in unfit},
        "lines": stop_lines(draft.stops, checklists),
        "checklists": [(one.id, checklist_name(one)) for one in checklists],
        **adding_context(),
        **_found(draft.fields.get("q", "").strip(), draft.stops),
    }


def _unfit(person_ids: Sequence[str]) -> list[Person]:
    """Those chosen who can walk no more: shown, so that taking them off is somebody's decision. A
    route without anybody is everybody's."""
    fit = {person.id for person in walkers_to_choose(db.session)}
    lost = [person_id for person_id in person_ids if person_id not in fit]
    chosen = select(Person).where(Person.id.in_(lost)).order_by(Person.name)
    return list(db.session.scalars(chosen))


def adding_context() -> dict[str, Any]:
    """What can be chosen to make stops of a whole building."""
    wanted = ("campus", "building", "floor")
    places = select(Place.id, Place.path).where(Place.kind.in_(wanted)).order_by(Place.path)
    return {
        "buildings": [(place_id, path) for place_id, path in db.session.execute(places)],
        "place_stops": PLACE_STOPS,
        "kinds": list_kinds(db.session),
    }


def list_lines(routes: list[Route]) -> list[tuple[Route, list[str]]]:
    """Each route with the names of those it is given to."""
    people = db.session.scalars(select(Person))
    names = {person.id: person.name for person in people}
    return [(route, [names.get(one, one) for one in route.person_ids]) for route in routes]


def checklist_name(checklist: Checklist) -> str:
    return checklist.name_zh if request_language() == "zh" else checklist.name_en


def stop_lines(stops: tuple[Stop, ...], checklists: list[Checklist]) -> list[StopLine]:
    """The stops as they are shown, in their order."""
    assets, places = _things(stops)
    by_id = {one.id: checklist_name(one) for one in checklists}
    by_subject = {subject: by_id[one.id] for one in checklists for subject in one.subjects}
    return [_line(stop, assets, places, by_id, by_subject) for stop in stops]


def _line(
    stop: Stop,
    assets: dict[str, Asset],
    places: dict[str, Place],
    by_id: dict[str, str],
    by_subject: dict[str, str],
) -> StopLine:
    asset, place = assets.get(stop.asset_id or ""), places.get(stop.place_id or "")
    named = by_id.get(stop.checklist_id or "", "")
    if asset is not None:
        path = asset.place.path if asset.place else ""
        number = f"{asset.name} {asset.ledger_number or ''}".strip()
        return StopLine(stop, number, path, named or by_subject.get(f"asset:{asset.kind_id}", ""))
    if place is not None:
        path = place.path.removesuffix(place.name).removesuffix(" / ")
        return StopLine(stop, place.name, path, named or by_subject.get(f"place:{place.kind}", ""))
    return StopLine(stop, None, "", named)


def _things(stops: tuple[Stop, ...]) -> tuple[dict[str, Asset], dict[str, Place]]:
    asset_ids = [stop.asset_id for stop in stops if stop.asset_id]
    place_ids = [stop.place_id for stop in stops if stop.place_id]
    assets = db.session.scalars(
        select(Asset)
        .where(Asset.id.in_(asset_ids), Asset.removed_at.is_(None))
        .options(joinedload(Asset.place))
    )
    places = db.session.scalars(select(Place).where(Place.id.in_(place_ids)))
    return {asset.id: asset for asset in assets}, {place.id: place for place in places}


def _slot_rows(draft: RouteDraft) -> list[dict[str, str]]:
    """The typed rows and empty ones behind them."""
    empty = dict.fromkeys(SLOT_FIELDS, "")
    more = 1 if len(draft.slots) < MOST_SLOTS else 0
    return [*(dict(row) for row in draft.slots), *([empty] * more)]


def _found(words: str, stops: tuple[Stop, ...]) -> dict[str, Any]:
    """What the words find and is no stop yet: places, then things."""
    if not words:
        return {"found": None}
    known = {stop.thing_id for stop in stops}
    places = [Stop(place_id=place.id) for place in find_places(db.session, words, _FOUND_PLACES)]
    page = find_assets(db.session, AssetFilter(words=words), 1)
    assets = [Stop(asset_id=asset.id) for asset in page.rows]
    fresh = tuple(stop for stop in (*places, *assets) if stop.thing_id not in known)
    return {"found": stop_lines(fresh, []), "more": page.total - len(page.rows)}
