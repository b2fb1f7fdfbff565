"""A big school whose rooms are counted: a stocktake of all or some of them, and who counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bench.big_school import LOGIN, PASSWORD, BigSchool
from server.domain.access import Role
from server.domain.school_day import school_day
from server.domain.stocktake import Method, Scope, StocktakeKind, StocktakePlan
from server.records import Asset, AssetKind, Assignment, CountLine, CountSheet, Person, new_id
from server.services.people import add_person
from server.services.stocktakes import open_stocktake

TEACHERS_A_ROOM = 2


@dataclass(frozen=True)
class OpenCount:
    """By sheet: ``things``, the assets expected on it, and ``counters``, the people who count."""

    stocktake_id: str
    things: Mapping[str, Sequence[str]]
    counters: Mapping[str, Sequence[str]]


def open_count(
    school: BigSchool, place_ids: Sequence[str] = (), *, by_teachers: bool = False
) -> OpenCount:
    """Piece by piece, in these rooms or in all; by the one patroller unless ``by_teachers``."""
    today = school_day(datetime.now(UTC))
    with school.writing() as session:
        kinds = session.scalars(select(AssetKind.id)).all()
        people = _ids(session)
        plan = StocktakePlan(
            StocktakeKind.TERM_START,
            "期初清查",
            today,
            today + timedelta(days=7),
            Scope(place_ids=tuple(place_ids)),
            dict.fromkeys(kinds, Method.BY_PIECE),
            person_ids=() if by_teachers else (people[LOGIN],),
        )
        stocktake = open_stocktake(session, new_id(), plan, people["admin"], datetime.now(UTC))
        return _opened(session, stocktake.id)


def add_teachers(school: BigSchool, count: int, rooms: Sequence[str]) -> list[str]:
    """Their logins; two of them look after each room."""
    now = datetime.now(UTC)
    logins = [f"teacher{n}" for n in range(count)]
    with school.writing() as session:
        people = [
            add_person(session, login, login, PASSWORD, {Role.TEACHER}, now) for login in logins
        ]
        session.flush()
        by = _ids(session)["admin"]
        for n, place_id in enumerate(rooms):
            for person in (people[n % count], people[(n + 1) % count]):
                session.add(
                    Assignment(
                        person_id=person.id, place_id=place_id, assigned_at=now, assigned_by=by
                    )
                )
    return logins


def rooms_of(school: BigSchool) -> list[str]:
    """The ids of all rooms with things."""
    with school.reading() as session:
        return list(session.scalars(select(Asset.place_id).distinct().order_by(Asset.place_id)))


def gather(school: BigSchool, place_id: str, count: int) -> None:
    """Move things of other rooms into this one until it has so many."""
    inside = Asset.place_id == place_id
    with school.writing() as session:
        missing = count - session.scalars(select(func.count()).where(inside)).one()
        others = select(Asset.id).where(~inside).order_by(Asset.id).limit(missing)
        moved = update(Asset).where(Asset.id.in_(others)).values(place_id=place_id)
        session.execute(moved, execution_options={"synchronize_session": False})


def _ids(session: Session) -> dict[str, str]:
    return dict(session.execute(select(Person.login, Person.id)).tuples().all())


def _opened(session: Session, stocktake_id: str) -> OpenCount:
    things: dict[str, list[str]] = defaultdict(list)
    own = CountSheet.stocktake_id == stocktake_id
    lines = select(CountLine.sheet_id, CountLine.asset_id).join(CountSheet).where(own)
    for sheet_id, asset_id in session.execute(lines.order_by(CountLine.sheet_id)):
        things[sheet_id].append(asset_id)
    people = session.execute(select(CountSheet.id, CountSheet.person_ids).where(own))
    return OpenCount(stocktake_id, dict(things), dict(people.tuples().all()))
