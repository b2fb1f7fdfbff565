"""How believable it is that a round was walked: by what the scans say, never by a place sensor.

The limits are our own, found with made rounds (``tests/unit/domain/walked_rounds.py``); nobody is
accused by them: the walker sees each flag first, and his reason stands beside it. Who waits as long
as the way would take is not seen by this; the fresh photo of a spot check is against that.
``pwa/src/domain/evidence.ts`` says the same on the phone (``tests/contract/evidence.json``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

LEAST_WAY_MS = {"floor": 2_500, "building": 9_000, "school": 30_000}
"""From leaving one place to reading the label in the next: on the same floor, on another floor of
the building, in another building."""
LEAST_DWELL_MS = 1_800
"""Half of all stops take longer from the scan to the record."""
FRESH_PHOTO_MS = 10 * 60_000
_LEAST_QUICK = 2
_LEAST_DWELT = 8
_LEAST_UNSCANNED = 3
_LEAST_JUMPS = 5
_QUICK_SHARE = 0.08
_UNSCANNED_SHARE = 0.25
_JUMPS_SHARE = 0.4
_FAR_SHARE = 1 / 3
_SCANNED = frozenset({"camera", "door"})


class FlagKey(StrEnum):
    TOO_QUICK = "too_quick"
    NO_DWELL = "no_dwell"
    NOT_SCANNED = "not_scanned"
    STALE_PHOTO = "stale_photo"
    JUMPS = "jumps"
    TWO_DEVICES = "two_devices"


@dataclass(frozen=True)
class Trace:
    """One record of a round. Times are ms since 1970 by one clock; ``floor`` and ``building`` are
    ids of places, "" where the tree has none; ``order`` is the stop's place on the route, None for
    what is no stop."""

    stop: str
    author: str
    device: str
    place: str
    floor: str
    building: str
    order: int | None
    how: str
    recorded_at: int
    scanned_at: int | None
    photos_taken_at: tuple[int, ...] = ()

    @property
    def came_at(self) -> int:
        return self.recorded_at if self.scanned_at is None else self.scanned_at


@dataclass(frozen=True)
class Flag:
    """``stops``: the things it is about, in the order they were recorded."""

    key: FlagKey
    stops: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """``score``: of 100 stops so many that no flag is about; 100 where nothing was recorded."""

    score: int
    flags: tuple[Flag, ...]


Walk = Sequence[Trace]
"""One walker's records, or some of them."""
_Look = Callable[[Walk], Walk]


def weigh(traces: Iterable[Trace]) -> Evidence:
    """What the records of one round say of it, whoever made them and in whatever order."""
    walks = _walks(traces)
    flags = [flag for key, look in _LOOKS.items() if (flag := _flag(key, look, walks))]
    seen = {trace.stop for walk in walks for trace in walk}
    doubted = {stop for flag in flags for stop in flag.stops}
    score = 100 if not seen else (100 * (len(seen) - len(doubted)) + len(seen) // 2) // len(seen)
    return Evidence(score, tuple(flags))


def _walks(traces: Iterable[Trace]) -> list[Walk]:
    """Each walker's own records in the order of time."""
    walks: dict[str, list[Trace]] = {}
    ordered = sorted(traces, key=lambda trace: (trace.recorded_at, trace.came_at, trace.stop))
    for trace in ordered:
        walks.setdefault(trace.author, []).append(trace)
    return list(walks.values())


def _flag(key: FlagKey, look: _Look, walks: Sequence[Walk]) -> Flag | None:
    stops = dict.fromkeys(trace.stop for walk in walks for trace in look(walk))
    return Flag(key, tuple(stops)) if stops else None


def _too_quick(walk: Walk) -> Walk:
    """Reached sooner than anybody walks there."""
    found = [
        after
        for before, after in pairwise(walk)
        if before.place != after.place
        and after.came_at - before.recorded_at < _least_way(before, after)
    ]
    return found if len(found) >= max(_LEAST_QUICK, _QUICK_SHARE * len(walk)) else ()


def _least_way(before: Trace, after: Trace) -> int:
    """In ms, between two places."""
    if not before.building or not after.building or before.building == after.building:
        known = before.floor and after.floor and before.floor != after.floor
        return LEAST_WAY_MS["building" if known else "floor"]
    return LEAST_WAY_MS["school"]


def _no_dwell(walk: Walk) -> Walk:
    """Nobody looks at a thing in the time it takes to tap."""
    dwelt = [trace for trace in walk if trace.scanned_at is not None and trace.how == "camera"]
    times = [trace.recorded_at - trace.came_at for trace in dwelt]
    if len(dwelt) < _LEAST_DWELT or median(times) >= LEAST_DWELL_MS:
        return ()
    return [trace for trace in dwelt if trace.recorded_at - trace.came_at < LEAST_DWELL_MS]


def _not_scanned(walk: Walk) -> Walk:
    """Picked, typed, or read from a picture that lay in the phone."""
    found = [trace for trace in walk if trace.how not in _SCANNED]
    return found if len(found) >= max(_LEAST_UNSCANNED, _UNSCANNED_SHARE * len(walk)) else ()


def _stale_photo(walk: Walk) -> Walk:
    return [
        trace
        for trace in walk
        if any(abs(trace.recorded_at - taken) > FRESH_PHOTO_MS for taken in trace.photos_taken_at)
    ]


def _jumps(walk: Walk) -> Walk:
    """To and fro over the route, as from a list and not as from door to door."""
    stops = [trace for trace in walk if trace.order is not None]
    far = _FAR_SHARE * len({trace.order for trace in stops})
    found = [
        after
        for before, after in pairwise(stops)
        if abs((after.order or 0) - (before.order or 0)) > far
    ]
    return found if len(found) >= max(_LEAST_JUMPS, _JUMPS_SHARE * len(stops)) else ()


def _two_devices(walk: Walk) -> Walk:
    """One walker with two phones: the records of the one that has fewer."""
    devices = sorted({trace.device for trace in walk})
    if len(devices) == 1:
        return ()
    counts = {device: sum(trace.device == device for trace in walk) for device in devices}
    main = max(devices, key=lambda device: (counts[device], device))
    return [trace for trace in walk if trace.device != main]


_LOOKS: Mapping[FlagKey, _Look] = {
    FlagKey.TOO_QUICK: _too_quick,
    FlagKey.NO_DWELL: _no_dwell,
    FlagKey.NOT_SCANNED: _not_scanned,
    FlagKey.STALE_PHOTO: _stale_photo,
    FlagKey.JUMPS: _jumps,
    FlagKey.TWO_DEVICES: _two_devices,
}
