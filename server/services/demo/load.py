"""Filling an empty database with the demo school."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.domain.access import Role
from server.domain.school_day import school_day
from server.records import Asset, Person, Place, SchoolYear, new_id
from server.services.assets_search_keys import asset_search_keys
from server.services.demo.calendar import current_term, demo_year
from server.services.demo.classes import TEACHERS, add_demo_classes
from server.services.demo.extinguishers import extinguisher_dates
from server.services.demo.layout import Extinguisher, Room, Thing, demo_extinguishers, demo_rooms
from server.services.demo.routes import add_demo_routes
from server.services.demo.stocktake import open_demo_stocktake
from server.services.labels import issue_labels
from server.services.people import add_person
from server.services.places import find_or_add_place
from server.services.school import NewAdministrator, begin_school
from server.services.school_years import change_year

SCHOOL_NAME = "演示实验学校"
_PEOPLE = (
    ("admin", "管理员 艾达", Role.ADMINISTRATOR),
    ("patrol", "巡查员 殷师傅", Role.PATROL),
    ("teacher", "班主任 唐老师", Role.TEACHER),
    ("repair", "维修工 芮师傅", Role.REPAIRER),
    ("leader", "校长 裴校长", Role.LEADER),
)
# Teachers look after a room's things.
_CUSTODIANS = tuple(TEACHERS.values())[:8]

AssetValues = dict[str, Any]


@dataclass(frozen=True)
class Credential:
    """Shown once at the first start, stored nowhere in the clear."""

    role: Role
    login: str
    password: str


def load_demo(session: Session, now: datetime) -> list[Credential]:
    """Write the whole demo school; returns everybody's password, in the order of roles."""
    credentials = [Credential(role, login, _password()) for login, _name, role in _PEOPLE]
    administrator_id = _begin(session, credentials[0], now)
    for (login, name, role), credential in zip(_PEOPLE[1:], credentials[1:], strict=True):
        add_person(session, login, name, credential.password, {role}, now)
    assets = [*_room_assets(session, now), *_extinguisher_assets(session, now)]
    session.execute(insert(Asset), assets)
    doors = session.scalars(select(Place.id).where(Place.kind.in_(("room", "position")))).all()
    issue_labels(session, now, asset_ids=[asset["id"] for asset in assets], place_ids=doors)
    add_demo_routes(session, now)
    class_ids = add_demo_classes(session, administrator_id, now)
    open_demo_stocktake(session, class_ids, administrator_id, now)
    return credentials


def _begin(session: Session, administrator: Credential, now: datetime) -> str:
    """Returns the administrator's id."""
    login, name, _role = _PEOPLE[0]
    today = school_day(now)
    year = demo_year(today)
    begin_school(
        session,
        SCHOOL_NAME,
        current_term(year, today),
        NewAdministrator(login, name, administrator.password),
        now,
        is_demo=True,
    )
    begun = session.scalars(select(SchoolYear)).one()
    change_year(session, begun.id, year, begun.rev)
    return session.scalars(select(Person.id)).one()


def _room_assets(session: Session, now: datetime) -> Iterator[AssetValues]:
    number = 0
    for index, room in enumerate(demo_rooms()):
        place = find_or_add_place(session, _room_path(room))
        custodian = _CUSTODIANS[index % len(_CUSTODIANS)]
        for thing in room.things:
            for _ in range(thing.pieces):
                number += 1
                yield _asset(place, thing, f"TY{number:05d}", custodian, now)


def _room_path(room: Room) -> list[tuple[str, str]]:
    return [("building", room.building), ("floor", f"{room.floor}层"), ("room", room.name)]


def _asset(place: Place, thing: Thing, number: str, custodian: str, now: datetime) -> AssetValues:
    price = Decimal(thing.price)
    return _values(
        place,
        number,
        thing.name,
        now,
        kind_id=thing.kind,
        model=thing.model,
        quantity=thing.quantity,
        unit=thing.unit,
        unit_price=price,
        amount=price * thing.quantity,
        custodian=custodian,
        acquired_on=date(now.year - 3, 8, 20),
        manufactured_on=None,
        serviced_on=None,
    )


def _extinguisher_assets(session: Session, now: datetime) -> Iterator[AssetValues]:
    for bottle in demo_extinguishers():
        floor = [("building", bottle.building), ("floor", f"{bottle.floor}层")]
        place = find_or_add_place(session, [*floor, ("position", bottle.spot)])
        yield _extinguisher(place, bottle, now)


def _extinguisher(place: Place, bottle: Extinguisher, now: datetime) -> AssetValues:
    dates = extinguisher_dates(bottle.number, school_day(now))
    return _values(
        place,
        f"MH-{bottle.number:03d}",
        bottle.name,
        now,
        kind_id=bottle.kind,
        model=bottle.model,
        quantity=1,
        unit="具",
        unit_price=None,
        amount=None,
        custodian=None,
        acquired_on=None,
        manufactured_on=dates.manufactured_on,
        serviced_on=dates.serviced_on,
    )


def _values(place: Place, number: str, name: str, now: datetime, **values: Any) -> AssetValues:
    return {
        "id": new_id(),
        "identity": f"demo:{number}",
        "ledger_number": number,
        "name": name,
        "place_id": place.id,
        "created_at": now,
        "search": asset_search_keys(name, number, values["custodian"], values["model"]),
        **values,
    }


def _password() -> str:
    return "-".join(secrets.token_hex(2) for _ in range(3))
