"""Made rounds: honest ones, and those that were never walked. A seed makes the same round always.

Honest: door to door along corridors of rooms 8 to 10 m apart, some doors facing each other,
stairs, ways between buildings; some look first and scan then; worn labels are typed; a photo of
what is broken. The cheats are what schools tell of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import log
from random import Random

from server.domain.evidence import Trace

_BEGIN = 1_790_000_000_000


@dataclass(frozen=True)
class Stop:
    id: str
    place: str
    floor: str
    building: str


def made_route(random: Random) -> list[Stop]:
    """12 to 45 stops in one to three buildings, in an order somebody would walk."""
    stops: list[Stop] = []
    for building in range(random.randint(1, 3)):
        for floor in range(random.randint(2, 5)):
            for room in range(random.randint(3, 6)):
                place = f"{building}-{floor}-{room}"
                stops.append(Stop(f"s{place}", place, f"{building}-{floor}", f"{building}"))
                if random.random() < 0.1:
                    stops.append(Stop(f"t{place}", place, f"{building}-{floor}", f"{building}"))
    return stops[: random.randint(12, 45)]


Timing = Callable[[Random, Stop, Stop], int]


def honest_round(seed: int) -> list[Trace]:
    """Walked, whatever the walker's habits."""
    random = Random(seed)  # noqa: S311 - no secret
    route = made_route(random)
    if random.random() < 0.2:
        route.reverse()
    traces = _walked(random, route, _honest_way, _honest_dwell(random))
    return _without_camera(traces) if random.random() < 0.005 else traces


def _without_camera(traces: list[Trace]) -> list[Trace]:
    """A page without a camera reads photos that it asks the phone for."""
    return [replace(trace, how="photo") for trace in traces]


def cheating_round(seed: int) -> tuple[str, list[Trace]]:
    """(how, records), one of ``CHEATS`` by turns."""
    random = Random(seed)  # noqa: S311 - no secret
    how = list(CHEATS)[seed % len(CHEATS)]
    return how, CHEATS[how](random, made_route(random))


def _walked(
    random: Random, route: list[Stop], way: Timing, dwell: Callable[[Random], int]
) -> list[Trace]:
    at = _BEGIN + random.randrange(86_400_000)
    traces: list[Trace] = []
    for order, stop in enumerate(route):
        at += way(random, route[order - 1], stop) if order else 0
        came, at = at, at + dwell(random)
        traces.append(_trace(random, stop, order, came, at))
    return traces


def _trace(random: Random, stop: Stop, order: int, came: int, recorded: int) -> Trace:
    worn = random.random() < 0.015
    photos = (recorded - random.randint(2_000, 40_000),) if random.random() < 0.06 else ()
    return Trace(
        stop=stop.id,
        author="walker",
        device="phone",
        place=stop.place,
        floor=stop.floor,
        building=stop.building,
        order=order,
        how="typed" if worn else "camera",
        recorded_at=recorded,
        scanned_at=None if worn else came,
        photos_taken_at=photos,
    )


def _honest_way(random: Random, before: Stop, after: Stop) -> int:
    """ms: the way at 0.9 to 2 m/s (late for the bell), then the phone is aimed."""
    speed = random.uniform(0.9, 2.0)
    aim = random.uniform(0.8, 4)
    if before.place == after.place:
        metres = random.uniform(0.5, 4)
    elif before.floor == after.floor:
        metres = random.uniform(2.5, 4) if random.random() < 0.25 else random.uniform(7, 30)
    elif before.building == after.building:
        metres = random.uniform(12, 60)
    else:
        metres = random.uniform(50, 250)
    return int(1000 * (metres / speed + aim))


def _honest_dwell(random: Random) -> Callable[[Random], int]:
    """Most scan and look; one in seven looks first and scans at the end."""
    middle = random.uniform(2.2, 3.0) if random.random() < 0.15 else 6.0
    return lambda r: int(1000 * (1 + r.lognormvariate(log(middle - 1), 0.6)))


def _quick_dwell(random: Random) -> int:
    return int(1000 * (0.5 + random.lognormvariate(log(0.8), 0.4)))


def _desk_way(random: Random, _before: Stop, _after: Stop) -> int:
    """The next label on a sheet of labels."""
    return int(1000 * random.lognormvariate(log(1.9), 0.4))


def _slow_desk_way(random: Random, _before: Stop, _after: Stop) -> int:
    """The same, with a look at the clock."""
    return int(1000 * random.uniform(3, 10))


def _desk(random: Random, route: list[Stop]) -> list[Trace]:
    return _walked(random, route, _desk_way, _quick_dwell)


def _slow_desk(random: Random, route: list[Stop]) -> list[Trace]:
    return _walked(random, route, _slow_desk_way, _quick_dwell)


def _half_walked(random: Random, route: list[Stop]) -> list[Trace]:
    """The rest of the round in the duty room."""
    walked = max(3, len(route) * random.randint(30, 70) // 100)
    turn = {stop.id for stop in route[walked:]}
    dwell = _honest_dwell(random)

    def way(r: Random, before: Stop, after: Stop) -> int:
        return (_desk_way if after.id in turn else _honest_way)(r, before, after)

    return _walked(random, route, way, dwell)


def _picture_book(random: Random, route: list[Stop]) -> list[Trace]:
    """Pictures of all labels, read as files one after the other."""
    traces = _walked(random, route, _slow_desk_way, _honest_dwell(random))
    return [replace(trace, how="photo", scanned_at=trace.came_at) for trace in traces]


def _list_of_codes(random: Random, route: list[Stop]) -> list[Trace]:
    """A part of the labels is typed from a list, at leisure."""
    traces = _walked(random, route, _honest_way, _honest_dwell(random))
    typed = set(random.sample(range(len(route)), len(route) * random.randint(35, 90) // 100))
    return [
        replace(trace, how="typed", scanned_at=None) if trace.order in typed else trace
        for trace in traces
    ]


def _old_photos(random: Random, route: list[Stop]) -> list[Trace]:
    """Walked in a hurry, with photos of last week where one was asked for."""
    traces = _walked(random, route, _honest_way, _honest_dwell(random))
    asked = set(random.sample(range(len(route)), 3))
    age = random.randint(3_600_000, 7 * 86_400_000)
    return [
        replace(trace, photos_taken_at=(trace.recorded_at - age,))
        if trace.order in asked
        else trace
        for trace in traces
    ]


def _shuffled_sheet(random: Random, route: list[Stop]) -> list[Trace]:
    """Labels kept in a box and scanned as they come."""
    shuffled = random.sample(route, len(route))
    order = {stop.id: n for n, stop in enumerate(route)}
    traces = _walked(random, shuffled, _slow_desk_way, _honest_dwell(random))
    return [replace(trace, order=order[trace.stop]) for trace in traces]


def _a_friend_helps(random: Random, route: list[Stop]) -> list[Trace]:
    """Two phones of one account in two buildings at a time."""
    middle = len(route) // 2
    dwell = _honest_dwell(random)
    first = _walked(random, route[:middle], _honest_way, dwell)
    second = _walked(random, route[middle:], _honest_way, dwell)
    late = first[0].recorded_at - second[0].recorded_at
    moved = [
        replace(
            trace,
            device="other phone",
            order=middle + n,
            recorded_at=trace.recorded_at + late,
            scanned_at=trace.came_at + late,
        )
        for n, trace in enumerate(second)
    ]
    return first + moved


CHEATS: Mapping[str, Callable[[Random, list[Stop]], list[Trace]]] = {
    "desk": _desk,
    "slow desk": _slow_desk,
    "half walked": _half_walked,
    "picture book": _picture_book,
    "list of codes": _list_of_codes,
    "old photos": _old_photos,
    "shuffled sheet": _shuffled_sheet,
    "a friend helps": _a_friend_helps,
}
