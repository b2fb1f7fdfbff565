"""What a route is: its purpose, and its stops in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

MOST_STOPS = 500


class RoutePurpose(StrEnum):
    """What the round is for; the forms of 公安部61号令 art. 25 and 26 are printed of `fire_daily`
    and `fire_monthly`."""

    PATROL = "patrol"
    FIRE_DAILY = "fire_daily"
    FIRE_MONTHLY = "fire_monthly"
    EXTINGUISHERS = "extinguishers"
    FACILITIES = "facilities"
    HAZARDS = "hazards"
    DISPENSERS = "dispensers"
    BEFORE_TERM = "before_term"
    HYGIENE = "hygiene"
    OTHER = "other"


@dataclass(frozen=True)
class Stop:
    """One thing to look at: exactly one of ``asset_id`` and ``place_id`` is set. ``checklist_id``
    None: the checklist follows from the kind."""

    asset_id: str | None = None
    place_id: str | None = None
    checklist_id: str | None = None

    @property
    def thing_id(self) -> str:
        return self.asset_id or self.place_id or ""

    def stored(self) -> dict[str, str | None]:
        """The stop as a route's row keeps it."""
        return {
            "asset_id": self.asset_id,
            "place_id": self.place_id,
            "checklist_id": self.checklist_id,
        }


def read_stop(stored: Mapping[str, Any]) -> Stop:
    """The stop that a route's or a round's row keeps."""
    return Stop(stored["asset_id"], stored["place_id"], stored["checklist_id"])


def with_stops(stops: Sequence[Stop], more: Iterable[Stop]) -> tuple[Stop, ...]:
    """``stops`` and behind them those of ``more`` whose thing is not among them."""
    merged = {stop.thing_id: stop for stop in stops}
    for stop in more:
        merged.setdefault(stop.thing_id, stop)
    return tuple(merged.values())


def without_stops(stops: Sequence[Stop], positions: Collection[int]) -> tuple[Stop, ...]:
    """``stops`` without those at ``positions``, which count from 0."""
    return tuple(stop for at, stop in enumerate(stops) if at not in positions)


def with_stops_moved(
    stops: Sequence[Stop], positions: Collection[int], to: int
) -> tuple[Stop, ...]:
    """``stops`` with those at ``positions`` together, in their order, from position ``to`` on
    (counted from 0; beyond the end is the end)."""
    moved = [stop for at, stop in enumerate(stops) if at in positions]
    others = [stop for at, stop in enumerate(stops) if at not in positions]
    to = max(0, min(to, len(others)))
    return (*others[:to], *moved, *others[to:])


def with_checklist(
    stops: Sequence[Stop], positions: Collection[int], checklist_id: str | None
) -> tuple[Stop, ...]:
    """``stops`` with those at ``positions`` asking by this checklist."""
    return tuple(
        replace(stop, checklist_id=checklist_id) if at in positions else stop
        for at, stop in enumerate(stops)
    )


def repeated_thing(stops: Iterable[Stop]) -> str | None:
    """The id of a thing that stands twice among ``stops``, None when each stands once."""
    seen: set[str] = set()
    for stop in stops:
        if stop.thing_id in seen:
            return stop.thing_id
        seen.add(stop.thing_id)
    return None
