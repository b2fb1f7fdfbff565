"""Where on a round a record was made, as far as ways between records are judged by it.

``pwa/src/domain/roundSpot.ts`` says the same on the phone (``tests/contract/round_spots.json``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_POSITION = "position"
_ROOM = "room"


class Level(NamedTuple):
    """A place of the tree; ``kind`` is `campus`, `building`, `floor`, `room`, `area` or
    `position`."""

    id: str
    kind: str


class Spot(NamedTuple):
    """Ids of places. Nothing is asked of the time between two records of one ``place``. ``floor``
    and ``building`` are "" where the tree has none."""

    place: str
    floor: str
    building: str


def spot_of(path: Sequence[Level], *, by_door: bool) -> Spot:
    """The spot of a thing in the last place of ``path``, which goes from the top down and is empty
    for what stands nowhere.

    A fixed position is a spot of its own, steps away from the next; one in a room is in that room,
    and what was said ``by_door`` was said of the place whose label was read there.
    """
    return Spot(_place(path, by_door), _nearest(path, "floor"), _nearest(path, "building"))


def _place(path: Sequence[Level], by_door: bool) -> str:
    if not path:
        return ""
    around = path[-2:-1]
    is_within = path[-1].kind == _POSITION and any(by_door or one.kind == _ROOM for one in around)
    return around[0].id if is_within else path[-1].id


def _nearest(path: Sequence[Level], kind: str) -> str:
    return next((level.id for level in reversed(path) if level.kind == kind), "")
