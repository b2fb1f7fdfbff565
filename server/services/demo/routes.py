"""The demo's routes: one of every cycle that schools keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.route import RoutePurpose, Stop
from server.domain.schedule import read_schedule
from server.domain.school_day import school_day
from server.records import Place, new_id
from server.services.routes import RouteChange, RoutePlan, add_route
from server.services.routes_sample import EXTINGUISHERS, StopKinds, sample_route

_EVERY_DAY = {"cycle": "weekdays", "weekdays": [1, 2, 3, 4, 5, 6, 7], "on_holidays": True}
_ROOMS = StopKinds(place_kinds=("room",))
_POSITIONS = StopKinds(place_kinds=("position",))


@dataclass(frozen=True)
class _DemoRoute:
    """``parts``: building and what of it are stops. ``slots``: name, start, end, minutes of
    grace."""

    name: str
    purpose: RoutePurpose
    parts: Sequence[tuple[str, StopKinds]]
    cycle: Mapping[str, Any]
    slots: Sequence[tuple[str, str, str, int]]
    checklist_id: str | None = None
    spot_check_percent: int = 0

    def schedule(self) -> dict[str, Any]:
        slots = [
            {"key": str(n), "name": name, "start": start, "end": end, "grace": grace}
            for n, (name, start, end, grace) in enumerate(self.slots, 1)
        ]
        return {**self.cycle, "slots": slots}


_ROUTES = (
    _DemoRoute(
        "教学楼日常三巡",
        RoutePurpose.PATROL,
        [("教学楼", _ROOMS)],
        {"cycle": "school_days"},
        [
            ("早巡", "07:00", "08:00", 60),
            ("午巡", "12:00", "13:00", 60),
            ("晚巡", "17:00", "18:00", 60),
        ],
        spot_check_percent=5,
    ),
    _DemoRoute(
        "夜间巡视",
        RoutePurpose.PATROL,
        [("宿舍楼", _ROOMS), ("宿舍楼", _POSITIONS)],
        _EVERY_DAY,
        [("夜巡", "22:00", "00:30", 60)],
    ),
    _DemoRoute(
        "每日防火巡查",
        RoutePurpose.FIRE_DAILY,
        [(building, _POSITIONS) for building in ("教学楼", "综合楼", "宿舍楼")],
        _EVERY_DAY,
        [("防火巡查", "08:00", "20:00", 120)],
        checklist_id="fire_daily",
    ),
    _DemoRoute(
        "每周饮水机检查",
        RoutePurpose.DISPENSERS,
        [("教学楼", StopKinds(asset_kinds=("water_dispenser",)))],
        {"cycle": "weekly"},
        [("每周", "07:00", "18:00", 0)],
    ),
    _DemoRoute(
        "教学楼每月防火检查",
        RoutePurpose.FIRE_MONTHLY,
        [("教学楼", StopKinds(asset_kinds=(f"{EXTINGUISHERS}*",)))],
        {"cycle": "monthly", "on_holidays": True},
        [("每月", "07:00", "18:00", 0)],
    ),
)


def add_demo_routes(session: Session, now: datetime) -> None:
    """All routes, due from today on."""
    buildings = select(Place).where(Place.kind == "building")
    ids = {place.name: place.id for place in session.scalars(buildings)}
    change = RouteChange(None, now, school_day(now))
    for route in _ROUTES:
        plan = RoutePlan(
            route.name,
            route.purpose,
            tuple(_stops(session, route, ids)),
            read_schedule(route.schedule()),
            spot_check_percent=route.spot_check_percent,
        )
        add_route(session, new_id(), plan, change)


def _stops(session: Session, route: _DemoRoute, ids: Mapping[str, str]) -> Iterable[Stop]:
    for building, kinds in route.parts:
        for stop in sample_route(session, ids[building], kinds):
            yield replace(stop, checklist_id=route.checklist_id)
