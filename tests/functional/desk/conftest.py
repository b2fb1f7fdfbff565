"""A small register: a building of two floors with four things. Pages are tested on one database
each, so that time is left for what both must do alike; a test that names them runs on those."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zlib import crc32

import pytest

from server.records import new_id
from server.services.assets import add_asset
from server.services.places import find_or_add_place


@dataclass
class Register:
    """Ids by name."""

    places: dict[str, str]
    assets: dict[str, str]


ASSETS = (
    ("课桌", "desk", "201", "TY-001", "王丽"),
    ("多媒体计算机", "computer", "201", "TY-002", "赵敏"),
    ("干粉灭火器", "fire_extinguisher_powder", "301", "XF-001", None),
    ("钢琴", "music", "音乐教室", None, None),
)
KINDS = ("sqlite", "postgresql")
ROOMS = {"201": "2楼", "301": "3楼", "音乐教室": "3楼"}


@pytest.fixture
def database_kind(request: pytest.FixtureRequest) -> str:
    """Half of the tests have the one and half the other, always the same ones."""
    chosen = KINDS[crc32(request.node.name.encode()) % len(KINDS)]
    return getattr(request, "param", chosen)


@pytest.fixture
def register(school) -> Register:
    now = datetime.now(UTC)
    register = Register({}, {})
    with school.writing() as session:
        for room, floor in ROOMS.items():
            path = [("building", "教学楼"), ("floor", floor), ("room", room)]
            for end in (1, 2, 3):
                register.places[path[end - 1][1]] = find_or_add_place(session, path[:end]).id
        for name, kind, room, number, custodian in ASSETS:
            values = {
                "name": name,
                "kind_id": kind,
                "place_id": register.places[room],
                "ledger_number": number,
                "custodian": custodian,
                "quantity": 1,
            }
            asset = add_asset(session, new_id(), values, school.people["ada"], now)
            register.assets[name] = asset.id
    return register
