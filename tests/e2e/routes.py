"""Routes as the desk lays them, written beside the running server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from server.domain.route import RoutePurpose, Stop
from server.domain.schedule import read_schedule
from server.records.database import writing_to
from server.services.routes import RouteChange, RoutePlan, add_route

_NIGHT = {"key": "night", "name": "夜巡", "start": "22:00", "end": "05:00", "grace": 30}
_EVERY_NIGHT = {
    "cycle": "weekdays",
    "weekdays": [1, 2, 3, 4, 5, 6, 7],
    "on_holidays": True,
    "slots": [_NIGHT],
}


def demo_address(data_dir: Path) -> str:
    """Of the demo school's database."""
    return f"sqlite:///{data_dir / 'demo' / 'school.db'}"


def lay_route(
    database: str, route_id: str, name: str, stops: Sequence[Stop], at: datetime, day: date
) -> None:
    """A route that is due every night from the one before ``day`` on."""
    plan = RoutePlan(name, RoutePurpose.PATROL, tuple(stops), read_schedule(_EVERY_NIGHT))
    with writing_to(database) as session:
        add_route(session, route_id, plan, RouteChange(None, at, day - timedelta(days=1)))
