"""The school of a night round: rooms with computers, five stops in each of five rooms."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from qr_labels import A4_3X8, LabelSpec, write_sheet_pdf
from server.domain.route import Stop
from tests.e2e.demo import Demo
from tests.e2e.film import make_film, printed_labels
from tests.e2e.night import Night

ROUTE_NAME = "综合楼夜间巡查"
_ROOMS = 6
_THINGS = 5


@dataclass(frozen=True)
class Labelled:
    id: str
    name: str
    code: str


@dataclass(frozen=True)
class NightSchool:
    """``rooms`` with some of their things; the round goes through all but the last of them. Rooms
    that follow each other are on different floors."""

    night: Night
    demo: Demo
    rooms: tuple[tuple[Labelled, tuple[Labelled, ...]], ...]

    @classmethod
    def begin(cls, folder: Path, at: time) -> NightSchool:
        """A demo school whose clock shows ``at``, with the route laid."""
        night = Night.begin(folder, at)
        demo = Demo(night.server)
        school = cls(night, demo, tuple(_rooms(night, demo)))
        night.lay_route(ROUTE_NAME, [Stop(asset_id=thing.id) for thing in school.stops])
        return school

    @property
    def doors(self) -> tuple[Labelled, ...]:
        return tuple(room for room, _things in self.rooms)

    @property
    def stops(self) -> tuple[Labelled, ...]:
        return tuple(thing for _room, things in self.rooms[:-1] for thing in things)

    @property
    def stranger(self) -> Labelled:
        """A thing that the round does not stop at."""
        return self.rooms[-1][1][0]

    def film_of(self, things: Sequence[Labelled], path: Path) -> Path:
        """What a camera sees that goes from label to label, over and over."""
        pdf = io.BytesIO()
        origin = self.night.server.origin
        specs = [LabelSpec(thing.code, origin, thing.name) for thing in things]
        write_sheet_pdf(specs, A4_3X8, pdf)
        pictures = printed_labels(pdf.getvalue(), A4_3X8.name, len(specs))
        return make_film(pictures, path, label_seconds=1.2, blank_seconds=0.3)


def _rooms(night: Night, demo: Demo) -> Iterator[tuple[Labelled, tuple[Labelled, ...]]]:
    rooms = demo.database.rows(
        "SELECT place.id, place.name FROM place JOIN asset ON asset.place_id = place.id"
        " WHERE asset.kind_id = 'computer' GROUP BY place.id, place.name, place.parent_id"
        " HAVING count(*) >= ?"
        " ORDER BY row_number() OVER (PARTITION BY place.parent_id ORDER BY place.name),"
        " place.parent_id LIMIT ?",
        _THINGS,
        _ROOMS,
    )
    for place_id, name in rooms:
        things = demo.database.rows(
            "SELECT asset.id, asset.name || ' ' || asset.ledger_number, label.code FROM asset"
            " JOIN label ON label.asset_id = asset.id"
            " WHERE asset.place_id = ? AND asset.kind_id = 'computer' ORDER BY asset.id LIMIT ?",
            place_id,
            _THINGS,
        )
        door = Labelled(place_id, name, night.label_door(place_id))
        yield door, tuple(Labelled(*thing) for thing in things)
