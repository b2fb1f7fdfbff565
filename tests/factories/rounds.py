"""Routes of a school, and what a phone records while one is walked."""

from __future__ import annotations

from datetime import date
from typing import Any

from server.records import Route, RouteVersion, new_id
from server.web.clock import now
from tests.factories.facts import Phone

DAILY = {
    "cycle": "weekdays",
    "weekdays": [1, 2, 3, 4, 5, 6, 7],
    "on_holidays": True,
    "slots": [
        {"key": "1", "name": "早巡", "start": "07:00", "end": "07:40", "grace": 60},
        {"key": "n", "name": "夜巡", "start": "22:00", "end": "05:00", "grace": 30},
    ],
}
INK = {"width": 300, "height": 100, "strokes": [[1, 2, 30, 40], [5, 6, 7, 8]]}


def stop(asset_id: str | None = None, place_id: str | None = None) -> dict[str, Any]:
    return {"asset_id": asset_id, "place_id": place_id, "checklist_id": None}


def add_route(
    school: Any,
    *stops: dict[str, Any],
    valid_from: date = date(2026, 1, 1),
    route_id: str | None = None,
) -> str:
    """A route walked twice a day, every day; its id."""
    route_id = route_id or new_id()
    walked = {"stops": list(stops), "schedule": DAILY, "person_ids": []}
    with school.writing() as session:
        session.add(Route(id=route_id, name="一号楼", purpose="patrol", **walked))
        session.flush()
        session.add(_version(route_id, 1, valid_from, walked))
    return route_id


def add_version(school: Any, route_id: str, valid_from: date, **changed: Any) -> None:
    """The next version of a route."""
    with school.writing() as session:
        route = session.get_one(Route, route_id)
        route.version += 1
        walked = {"stops": route.stops, "schedule": route.schedule, "person_ids": []} | changed
        for name, value in walked.items():
            setattr(route, name, value)
        session.add(_version(route_id, route.version, valid_from, walked))


def _version(route_id: str, version: int, valid_from: date, walked: Any) -> RouteVersion:
    return RouteVersion(
        route_id=route_id, version=version, valid_from=valid_from, made_at=now(), **walked
    )


def round_of(route_id: str, day: str = "2026-11-20", slot: str = "1") -> dict[str, str]:
    return {"route_id": route_id, "day": day, "slot": slot}


def look(phone: Phone, asset_id: str | None = None, **said: Any) -> dict[str, Any]:
    """An inspection of version 2, of an asset or of the place named: in order unless it is said
    otherwise. ``photos`` and fields of the body are ``said``."""
    result = "ok" if said.get("condition", "intact") == "intact" else "abnormal"
    body = {
        "asset_id": asset_id,
        "place_id": None,
        "code": None,
        "how": "picked",
        "result": result,
        "condition": "intact",
        "level": None,
        "fixed_on_spot": False,
        "phrases": [],
        "words": "",
        "photos": [],
        "round": None,
        "checklist": None,
        "answers": [],
        "scanned_at": None,
    } | said
    return phone.fact("inspection_recorded", body, v=2)


def unscanned(phone: Phone, round_: Any, asset_id: str | None = None, **said: Any) -> Any:
    """[扫不了]: the door is locked unless something else is said."""
    body = {
        "round": round_,
        "asset_id": asset_id,
        "place_id": None,
        "why": "locked",
        "words": "",
        "photos": [],
    } | said
    return phone.fact("stop_unscanned", body)


def ending(phone: Phone, round_: Any, **said: Any) -> dict[str, Any]:
    body = {"round": round_, "companions": [], "reasons": [], "signature": INK} | said
    return phone.fact("round_ended", body)
