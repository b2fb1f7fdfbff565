"""Filling an empty database with the demo school."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.domain.access import Role
from server.records import Asset, Place, new_id
from server.services.assets_search_keys import asset_search_keys
from server.services.demo.layout import Extinguisher, Room, Thing, demo_extinguishers, demo_rooms
from server.services.labels import issue_labels
from server.services.people import add_person
from server.services.places import find_or_add_place
from server.services.school import NewAdministrator, NewTerm, begin_school

SCHOOL_NAME = "演示实验学校"
_PEOPLE = (
    ("admin", "管理员 艾达", Role.ADMINISTRATOR),
    ("patrol", "巡查员 殷师傅", Role.PATROL),
    ("teacher", "班主任 唐老师", Role.TEACHER),
    ("repair", "维修工 芮师傅", Role.REPAIRER),
    ("leader", "校长 裴校长", Role.LEADER),
)
# Teachers look after a room's things, so the demo's custodians are made-up teachers.
_CUSTODIANS = ("周红", "王建国", "赵丽", "张敏", "吴刚", "郑晓梅", "李秀英", "陈志强")

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
    _begin(session, credentials[0], now)
    for (login, name, role), credential in zip(_PEOPLE[1:], credentials[1:], strict=True):
        add_person(session, login, name, credential.password, {role}, now)
    assets = [*_room_assets(session, now), *_extinguisher_assets(session, now)]
    session.execute(insert(Asset), assets)
    issue_labels(session, now, asset_ids=[asset["id"] for asset in assets])
    return credentials


def _begin(session: Session, administrator: Credential, now: datetime) -> None:
    login, name, _role = _PEOPLE[0]
    begin_school(
        session,
        SCHOOL_NAME,
        _current_term(now.date()),
        NewAdministrator(login, name, administrator.password),
        now,
        is_demo=True,
    )


def _current_term(today: date) -> NewTerm:
    """September to January, or February to July."""
    if 2 <= today.month <= 7:  # noqa: PLR2004 - the months of the second term
        year = f"{today.year - 1}-{today.year}"
        return NewTerm(f"{year} 第二学期", date(today.year, 2, 16), date(today.year, 7, 5))
    first = today.year if today.month > 7 else today.year - 1  # noqa: PLR2004 - idem
    return NewTerm(f"{first}-{first + 1} 第一学期", date(first, 9, 1), date(first + 1, 1, 22))


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
    )


def _extinguisher_assets(session: Session, now: datetime) -> Iterator[AssetValues]:
    for bottle in demo_extinguishers():
        floor = [("building", bottle.building), ("floor", f"{bottle.floor}层")]
        place = find_or_add_place(session, [*floor, ("area", bottle.spot)])
        yield _extinguisher(place, bottle, now)


def _extinguisher(place: Place, bottle: Extinguisher, now: datetime) -> AssetValues:
    made = date(now.year - bottle.number % 7, 1 + bottle.number % 12, 1)
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
        manufactured_on=min(made, now.date()),
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
