"""Years of rounds that were walked: three routes of 40 stops, three times a day, written straight
into the records' tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from bench.big_school import LOGIN, BigSchool
from server.domain.round_identity import round_id_of
from server.domain.school_day import SCHOOL_ZONE
from server.records import (
    Device,
    Fact,
    Finding,
    Inspection,
    Person,
    Round,
    RoundCountersignature,
    RoundEnding,
    Route,
    RouteVersion,
    new_id,
)

ROUTES, STOPS, DAYS_A_YEAR = 3, 40, 365
RECORDS_A_YEAR = ROUTES * 3 * STOPS * DAYS_A_YEAR
_STARTS = (7, 12, 16)
_SLOTS = [
    {"key": str(n), "name": name, "start": f"{hour:02d}:00", "end": f"{hour:02d}:40", "grace": 60}
    for n, (hour, name) in enumerate(zip(_STARTS, ("早巡", "午巡", "晚巡"), strict=True), 1)
]
_SCHEDULE = {
    "cycle": "weekdays",
    "weekdays": [1, 2, 3, 4, 5, 6, 7],
    "on_holidays": True,
    "slots": _SLOTS,
}
_EVERY_ABNORMAL = 50
_FINDINGS_OPEN, _UNSIGNED = timedelta(days=7), timedelta(days=2)
_INK = {"width": 600, "height": 200, "strokes": [[n % 600 for n in range(300)]]}


@dataclass
class Walks:
    """Who walks what. ``seq`` is the last number of the device that recorded it all."""

    routes: list[tuple[str, list[str]]]
    walker: str
    supervisor: str
    device: str
    today: date
    seq: int = 0


def begin_walks(school: BigSchool, today: date) -> Walks:
    """The routes, as if they had been there for ever."""
    things = school.asset_ids()[: ROUTES * STOPS]
    with school.writing() as session:
        people = dict(session.execute(select(Person.login, Person.id)).all())
        device = Device(
            id=new_id(),
            name="bench's walks",
            person_id=people[LOGIN],
            app_build="bench",
            registered_at=datetime.now(UTC),
            last_seen_at=datetime.now(UTC),
        )
        session.add(device)
        session.flush()
        routes = [
            _route(session, n, things[n * STOPS : (n + 1) * STOPS], people["admin"])
            for n in range(ROUTES)
        ]
        return Walks(routes, people[LOGIN], people["admin"], device.id, today)


def _route(session: Session, n: int, things: list[str], by: str) -> tuple[str, list[str]]:
    route = Route(
        name=f"{n + 1}号线",
        purpose="patrol",
        stops=_stops(things),
        schedule=_SCHEDULE,
        person_ids=[],
    )
    session.add(route)
    session.flush()
    version = RouteVersion(
        route_id=route.id,
        version=1,
        valid_from=date(2015, 1, 1),
        stops=route.stops,
        schedule=_SCHEDULE,
        person_ids=[],
        made_at=datetime(2015, 1, 1, tzinfo=UTC),
        made_by=by,
    )
    session.add(version)
    return route.id, things


def add_year(school: BigSchool, walks: Walks, years_ago: int) -> None:
    """Every round of the 365 days that ended ``years_ago`` years ago, yesterday the last."""
    last = walks.today - timedelta(days=1 + years_ago * DAYS_A_YEAR)
    for n in range(DAYS_A_YEAR // 5):
        with school.writing() as session:
            for back in range(n * 5, n * 5 + 5):
                _add_day(session, walks, last - timedelta(days=back))


def _add_day(session: Session, walks: Walks, day: date) -> None:
    rows: dict[Any, list[dict[str, Any]]] = {
        table: []
        for table in (Round, Fact, Inspection, Finding, RoundEnding, RoundCountersignature)
    }
    for route_id, things in walks.routes:
        for n, hour in enumerate(_STARTS):
            begin = datetime.combine(day, time(hour), SCHOOL_ZONE).astimezone(UTC)
            _add_round(rows, walks, (route_id, things), _SLOTS[n], begin)
    for table, values in rows.items():
        if values:
            session.execute(insert(table), values)


def _add_round(
    rows: dict[Any, list[dict[str, Any]]],
    walks: Walks,
    route: tuple[str, list[str]],
    slot: dict[str, Any],
    begin: datetime,
) -> None:
    route_id, things = route
    walked = _round(route_id, things, slot, begin)
    rows[Round].append(walked)
    for fact, thing in zip(_facts(walks, begin, len(things)), things, strict=True):
        rows[Fact].append(fact)
        looked = _inspection(fact, walked["id"], thing)
        rows[Inspection].append(looked)
        if looked["result"] == "abnormal":
            rows[Finding].append(_finding(looked, walks))
    [signed] = _facts(walks, begin + timedelta(minutes=30), 1, "round_ended")
    rows[Fact].append(signed)
    rows[RoundEnding].append(_ending(signed, walked["id"]))
    if walks.today - walked["day"] > _UNSIGNED:
        rows[RoundCountersignature].append(
            {
                "round_id": walked["id"],
                "signed_by": walks.supervisor,
                "signed_at": begin + timedelta(hours=9),
                "words": "",
            }
        )


def _stops(things: list[str]) -> list[dict[str, Any]]:
    return [{"asset_id": thing, "place_id": None, "checklist_id": None} for thing in things]


def _round(route_id: str, things: list[str], slot: dict[str, Any], begin: datetime) -> Any:
    day = begin.astimezone(SCHOOL_ZONE).date()
    return {
        "id": round_id_of(route_id, day, slot["key"]),
        "route_id": route_id,
        "day": day,
        "slot": slot["key"],
        "slot_name": slot["name"],
        "name": "一号线",
        "purpose": "patrol",
        "starts_at": begin,
        "ends_at": begin + timedelta(minutes=40),
        "grace_ends_at": begin + timedelta(minutes=100),
        "stops": _stops(things),
        "person_ids": [],
        "created_at": begin,
    }


def _facts(
    walks: Walks, begin: datetime, count: int, kind: str = "inspection_recorded"
) -> Iterator[dict[str, Any]]:
    """As long as real ones, 40 seconds apart."""
    for n in range(count):
        walks.seq += 1
        seen = begin + timedelta(seconds=40 * n)
        yield {
            "id": new_id(),
            "hash": f"{walks.seq:064x}",
            "raw": b"{}".ljust(900),
            "device_id": walks.device,
            "seq": walks.seq,
            "author_id": walks.walker,
            "carried_by": walks.walker,
            "type": kind,
            "version": 2,
            "body": {},
            "observed_at": seen,
            "effective_at": seen,
            "time_uncertain": False,
            "received_at": seen + timedelta(minutes=40),
        }


def _inspection(fact: dict[str, Any], walked: str, thing: str) -> dict[str, Any]:
    same = ("author_id", "device_id", "seq", "observed_at", "effective_at", "received_at")
    abnormal = fact["seq"] % _EVERY_ABNORMAL == 0
    return {name: fact[name] for name in same} | {
        "fact_id": fact["id"],
        "asset_id": thing,
        "round_id": walked,
        "how": "camera",
        "result": "abnormal" if abnormal else "ok",
        "condition": "usable" if abnormal else "intact",
        "level": "general" if abnormal else None,
        "fixed_on_spot": False,
        "phrases": [],
        "words": "桌腿松动" if abnormal else "",
        "answers": [],
        "scanned_at": fact["observed_at"],
        "time_uncertain": False,
    }


def _finding(looked: dict[str, Any], walks: Walks) -> dict[str, Any]:
    found_at = looked["effective_at"]
    is_open = walks.today - found_at.date() < _FINDINGS_OPEN
    return {
        "id": looked["fact_id"],
        "round_id": looked["round_id"],
        "asset_id": looked["asset_id"],
        "office": "logistics",
        "level": "general",
        "is_fire": False,
        "state": "open" if is_open else "closed",
        "version": 1 if is_open else 4,
        "found_at": found_at,
        "found_by": looked["author_id"],
        "due_on": found_at.date() + timedelta(days=3),
        "interim": "",
        "closed_at": None if is_open else found_at + timedelta(days=3),
    }


def _ending(fact: dict[str, Any], walked: str) -> dict[str, Any]:
    same = ("author_id", "device_id", "effective_at", "time_uncertain", "received_at")
    return {name: fact[name] for name in same} | {
        "fact_id": fact["id"],
        "round_id": walked,
        "companions": [],
        "reasons": [],
        "signature": _INK,
    }
