"""A served school of many labelled assets, 50 a room, and whoever walks its rounds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from flask import Flask
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.school_server import SchoolServer
from server.app import create_app
from server.config import Settings, read_settings
from server.domain.access import Role
from server.records import Asset, Place, new_id
from server.records.database import write_transaction
from server.records.migrate import migrate
from server.services.assets_search_keys import asset_search_keys
from server.services.labels import issue_labels
from server.services.people import add_person
from server.services.places import find_or_add_place
from server.services.school import NewAdministrator, NewTerm, begin_school
from server.web.database import db

THINGS_A_ROOM = 50
ASSETS = 20_000
LOGIN, PASSWORD = "patrol", "a bench's password"
# What a person would type to find things.
NAMES = ("学生课桌", "学生课椅", "触控一体机", "手提式干粉灭火器", "空调（柜机）", "文件柜")
_KINDS = ("desk", "chair", "display", "fire_extinguisher_powder", "air_conditioner", "cabinet")
_TERM = NewTerm("2026-2027 第一学期", date(2026, 9, 1), date(2027, 1, 22))
_ON_SQLITE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class BigSchool:
    """``code`` is the label of one of its things; ``app`` reaches its database from here."""

    server: SchoolServer
    folder: Path
    code: str
    settings: Settings
    app: Flask

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A writing transaction of this process, in turn with the server's."""
        with self.app.app_context(), write_transaction(db.session) as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.app.app_context():
            yield db.session

    def asset_ids(self) -> list[str]:
        """All of them, those of a room together."""
        with self.reading() as session:
            return list(session.scalars(select(Asset.id).order_by(Asset.place_id, Asset.id)))


@contextmanager
def served_big_school(
    assets: int = ASSETS, env: Mapping[str, str] = _ON_SQLITE
) -> Iterator[BigSchool]:
    """Make and serve it; everything is gone afterwards. ``folder`` is free for profiles.

    ``env``: CAMPUS_ variables, to have it on another database.
    """
    with tempfile.TemporaryDirectory(prefix="campus-bench-") as name:
        folder = Path(name)
        settings, app = _begun(folder / "data" / "school", env)
        with app.app_context():
            with write_transaction(db.session) as session:
                code = _fill(session, assets, datetime.now(UTC))
            db.engine.dispose()
        server = SchoolServer(folder / "data", env)
        server.start()
        try:
            yield BigSchool(server, folder, code, settings, app)
        finally:
            server.stop()
            with app.app_context():
                db.engine.dispose()


def _begun(school_dir: Path, env: Mapping[str, str]) -> tuple[Settings, Flask]:
    school_dir.mkdir(parents=True)
    settings = read_settings(school_dir, env)
    migrate(settings.database_url)
    app = create_app(settings)
    now = datetime.now(UTC)
    administrator = NewAdministrator("admin", "Ada", PASSWORD)
    with app.app_context(), write_transaction(db.session) as session:
        begin_school(session, "大学校", _TERM, administrator, now)
        add_person(session, LOGIN, "Ines", PASSWORD, {Role.PATROL}, now)
    return settings, app


def _fill(session: Session, count: int, now: datetime) -> str:
    rooms = [_room(session, n) for n in range(count // THINGS_A_ROOM)]
    assets = [_asset(n, rooms[n // THINGS_A_ROOM], now) for n in range(count)]
    session.execute(insert(Asset), assets)
    codes = issue_labels(session, now, asset_ids=[asset["id"] for asset in assets])
    return codes[assets[count // 2]["id"]]


def _room(session: Session, n: int) -> Place:
    building, floor = f"{n // 40 + 1}号楼", n // 10 % 4 + 1
    path = [("building", building), ("floor", f"{floor}层"), ("room", f"{floor}{n % 10:02d}")]
    return find_or_add_place(session, path)


def _asset(n: int, room: Place, now: datetime) -> dict[str, Any]:
    name, number, custodian = NAMES[n % len(NAMES)], f"TY{n:06d}", f"老师{n % 90}"
    return {
        "id": new_id(),
        "identity": f"bench:{n}",
        "ledger_number": number,
        "name": name,
        "kind_id": _KINDS[n % len(_KINDS)],
        "place_id": room.id,
        "custodian": custodian,
        "model": f"型号 {n % 300}",
        "quantity": 1,
        "unit": "件",
        "created_at": now,
        "search": asset_search_keys(name, number, custodian, f"型号 {n % 300}"),
    }
