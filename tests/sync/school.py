"""The small school every storm begins with: built once a run, copied for every seed.

All ids are fixed, so that whatever is ordered by them is ordered alike in every run of a seed.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random

from argon2 import PasswordHasher
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from qr_labels import issue_code
from server.domain.access import Role
from server.records import (
    Asset,
    AssetKind,
    Assignment,
    Label,
    Person,
    PersonRole,
    Place,
    Route,
    RouteVersion,
    School,
    SchoolYear,
    SyncCounter,
)
from server.records.database import prepare_engine, write_transaction
from server.records.migrate import migrate
from server.services.assets_search_keys import asset_search_keys
from tests.sync.clock import BEGINNING, moment
from tests.sync.counted import open_count

SECRET_KEY = "the storm's key"
ASSETS = 30
KINDS = ("chair", "desk", "lamp")
# Login -> role. Pei may not record: what he records all the same is held.
PEOPLE = {
    "ada": Role.ADMINISTRATOR,
    "ines": Role.PATROL,
    "tang": Role.TEACHER,
    "rui": Role.REPAIRER,
    "pei": Role.LEADER,
}
# Number -> (parent, kind, name).
PLACES = {
    1: (None, "campus", "本部"),
    2: (1, "building", "东楼"),
    3: (1, "building", "西楼"),
    4: (2, "floor", "一层"),
    5: (4, "room", "101"),
    6: (4, "room", "102"),
    7: (3, "room", "201"),
    8: (1, "area", "操场"),
}
# The stops of the route: two assets and a room.
_STOPS = (("asset_id", "a", 1), ("asset_id", "a", 2), ("place_id", "b", 5))
_LEAVES = (5, 6, 7, 8)
_LABELLED = range(2, ASSETS + 1, 2)
_DOORS = (905, 907)
_BLANK = range(801, 805)
STICKABLE = (*_BLANK, *_BLANK, 701, 702, 2, 4, *_DOORS)
"""The numbers of labels that people stick on things: blank ones, some the server never issued, and
some that are torn off something else."""

# A hash carries its own cost, so that signing in is real and yet takes a millisecond.
_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def fixed_id(family: str, number: int) -> str:
    """A UUID that is the same in every run; ``family`` is one hexadecimal digit."""
    return f"{family * 8}-0000-4000-8000-{number:012x}"


def place_id(number: int) -> str:
    return fixed_id("b", number)


def asset_id(number: int) -> str:
    return fixed_id("a", number)


def route_id() -> str:
    return fixed_id("f", 1)


def person_id(login: str) -> str:
    return fixed_id("e", list(PEOPLE).index(login) + 1)


def password_of(login: str) -> str:
    return f"{login}-password"


@cache
def _hash_of(login: str) -> str:
    return _CHEAP.hash(password_of(login))


def begin(database_url: str) -> None:
    """Migrate the empty database and fill in the school."""
    migrate(database_url)
    engine = create_engine(database_url, poolclass=NullPool)
    prepare_engine(engine)
    with Session(engine) as session, write_transaction(session):
        _school(session)
        session.add_all(_people())
        session.add_all(_places())
        session.flush()
        session.add_all(new_asset(number) for number in range(1, ASSETS + 1))
        session.flush()
        session.add_all(_labels())
        session.add_all(_assignments())
        _route(session)
        open_count(session, _counted_rooms(), person_id("ada"), moment(BEGINNING))
    engine.dispose()


def new_asset(number: int, kind: str = "desk", place: str | None = None) -> Asset:
    """One in five stands nowhere unless ``place`` is given."""
    leaf = place or (place_id(_LEAVES[number % 4]) if number % 5 else None)
    name, ledger_number = f"课桌{number}", f"ZC-{number:04d}"
    return Asset(
        id=asset_id(number),
        identity=f"storm:{number}",
        ledger_number=ledger_number,
        name=name,
        kind_id=kind,
        place_id=leaf,
        search=asset_search_keys(name, ledger_number, None, None),
        created_at=moment(BEGINNING),
    )


def _school(session: Session) -> None:
    school = School(
        id=fixed_id("c", 1), name="试验小学", is_demo=False, created_at=moment(BEGINNING)
    )
    session.add(school)
    session.add(SyncCounter(id=1, epoch=fixed_id("d", 1), rev=0, tombstone_floor=0))
    session.flush()
    days = {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 1, 22)}
    session.add(SchoolYear(id=fixed_id("c", 2), name="2026-2027", **days, terms=[], days=[]))
    phrases = [{"key": "broken", "zh": "坏了", "en": "Broken"}]
    session.add_all(AssetKind(id=k, name_zh=k, name_en=k, phrases=phrases) for k in KINDS)
    session.flush()


def _counted_rooms() -> dict[int, tuple[str, str]]:
    """Tang counts a room outside the building that is hers."""
    return {1: (place_id(5), person_id("ines")), 2: (place_id(7), person_id("tang"))}


def _route(session: Session) -> None:
    """Walked every day, at night too."""
    none = {"asset_id": None, "place_id": None, "checklist_id": None}
    slots = [
        {"key": "1", "name": "早巡", "start": "07:00", "end": "07:40", "grace": 60},
        {"key": "n", "name": "夜巡", "start": "22:00", "end": "05:00", "grace": 30},
    ]
    walked = {
        "stops": [none | {name: fixed_id(*family)} for name, *family in _STOPS],
        "schedule": {"cycle": "weekdays", "weekdays": [1, 3, 5], "slots": slots},
        "person_ids": [],
    }
    session.add(Route(id=route_id(), name="一号楼", purpose="patrol", **walked))
    session.flush()
    made = {"valid_from": date(2026, 1, 1), "made_at": moment(BEGINNING)}
    session.add(RouteVersion(route_id=route_id(), version=1, **made, **walked))


def _assignments() -> list[Assignment]:
    """Two look after a building each, the others after the whole school."""
    return [
        Assignment(
            person_id=person_id(login),
            place_id=place_id(building),
            assigned_at=moment(BEGINNING),
            assigned_by=person_id("ada"),
        )
        for login, building in (("tang", 2), ("rui", 3))
    ]


def _people() -> list[Person]:
    return [
        Person(
            id=person_id(login),
            login=login,
            name=login.title(),
            password_hash=_hash_of(login),
            created_at=moment(BEGINNING),
            roles=[PersonRole(role=role)],
        )
        for login, role in PEOPLE.items()
    ]


def _places() -> list[Place]:
    paths: dict[int, str] = {}
    places = []
    for number, (parent, kind, name) in PLACES.items():
        paths[number] = f"{paths[parent]} / {name}" if parent else name
        upper = place_id(parent) if parent else None
        places.append(
            Place(
                id=place_id(number),
                parent_id=upper,
                kind=kind,
                name=name,
                path=paths[number],
                search=name,
            )
        )
    return places


def _labels() -> list[Label]:
    """Every second asset and the doors of two rooms have one; some are blank."""
    issued = moment(BEGINNING)
    assets = [new_label(number, issued, asset=asset_id(number)) for number in _LABELLED]
    doors = [new_label(number, issued, place=place_id(number - 900)) for number in _DOORS]
    return [*assets, *doors, *(new_label(number, issued) for number in _BLANK)]


def new_label(
    number: int, issued: datetime, asset: str | None = None, place: str | None = None
) -> Label:
    """Blank unless it is for an asset or a place."""
    return Label(
        code=label_code(number),
        asset_id=asset,
        place_id=place,
        issued_asset_id=asset,
        issued_place_id=place,
        issued_at=issued,
        bound_at=issued if asset or place else None,
    )


def label_code(number: int) -> str:
    """A real code, unlike any other number's."""
    return issue_code(Random(number))  # noqa: S311 - the same in every run


def template(folder: Path) -> Path:
    """Build the school as an SQLite file in ``folder``; returns the file."""
    file = folder / "school.db"
    begin(f"sqlite:///{file}")
    return file
