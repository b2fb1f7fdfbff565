"""A served school of 20,000 labelled assets in 400 rooms, and a phone that has it in its pocket."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.app import create_app
from server.config import read_settings
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
from tests.e2e.server_process import ServerProcess

ROOMS, THINGS_A_ROOM = 400, 50
ASSETS = ROOMS * THINGS_A_ROOM
LOGIN, PASSWORD = "patrol", "a bench's password"
_NAMES = ("学生课桌", "学生课椅", "触控一体机", "手提式干粉灭火器", "空调（柜机）", "文件柜")
_KINDS = ("desk", "chair", "display", "fire_extinguisher_powder", "air_conditioner", "cabinet")
_TERM = NewTerm("2026-2027 第一学期", date(2026, 9, 1), date(2027, 1, 22))


@dataclass(frozen=True)
class BigSchool:
    """``code`` is the label of one of its things."""

    server: ServerProcess
    folder: Path
    code: str


@contextmanager
def served_big_school() -> Iterator[BigSchool]:
    """Make and serve it; everything is gone afterwards. ``folder`` is free for profiles."""
    with tempfile.TemporaryDirectory(prefix="campus-bench-") as name:
        folder = Path(name)
        code = _make(folder / "data" / "school")
        server = ServerProcess(folder / "data")
        server.start()
        try:
            yield BigSchool(server, folder, code)
        finally:
            server.stop()


def _make(school_dir: Path) -> str:
    school_dir.mkdir(parents=True)
    settings = read_settings(school_dir, {})
    migrate(settings.database_url)
    app = create_app(settings)
    now = datetime.now(UTC)
    administrator = NewAdministrator("admin", "Ada", PASSWORD)
    with app.app_context():
        with write_transaction(db.session) as session:
            begin_school(session, "大学校", _TERM, administrator, now)
            add_person(session, LOGIN, "Ines", PASSWORD, {Role.PATROL}, now)
            code = _fill(session, now)
        db.engine.dispose()
    return code


def _fill(session: Session, now: datetime) -> str:
    rooms = [_room(session, n) for n in range(ROOMS)]
    assets = [_asset(n, rooms[n // THINGS_A_ROOM], now) for n in range(ASSETS)]
    session.execute(insert(Asset), assets)
    codes = issue_labels(session, now, asset_ids=[asset["id"] for asset in assets])
    return codes[assets[ASSETS // 2]["id"]]


def _room(session: Session, n: int) -> Place:
    building, floor = f"{n // 40 + 1}号楼", n // 10 % 4 + 1
    path = [("building", building), ("floor", f"{floor}层"), ("room", f"{floor}{n % 10:02d}")]
    return find_or_add_place(session, path)


def _asset(n: int, room: Place, now: datetime) -> dict[str, Any]:
    name, number, custodian = _NAMES[n % len(_NAMES)], f"TY{n:06d}", f"老师{n % 90}"
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
