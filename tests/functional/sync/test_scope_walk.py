# ruff: noqa: S311 - chance in a test needs no secrecy
"""However things, places and assignments move: a phone that follows, and begins anew on 410, ends
with exactly the rows of its person's scope."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select

from server.domain.problems import PlaceLoop
from server.records import Asset, Assignment, Place, SyncCounter
from server.services.assets import remove_asset
from server.services.assignments import assign_place, unassign_place
from server.services.places import add_place, delete_place, move_place
from server.sync import snapshot
from server.sync.floor import LEASE_LIFE, collect_tombstones
from server.web.clock import now
from tests.factories.facts import add_assets, phone_of
from tests.functional.sync.test_feed import held_by, server_rows
from tests.functional.sync.test_floor import back_up

WALKERS = ("ines", "tang", "pei")


def fill(school, chance):
    places = []
    with school.writing() as session:
        for number in range(8):
            parent = session.get(Place, chance.choice(places)) if places else None
            places.append(add_place(session, parent, "area", f"地{number}").id)
    for place_id in [None, *places]:
        add_assets(school, chance.randrange(4), place_id)


def disturb(school, chance):
    """One random change of what stands where, of the tree, or of who looks after what."""
    with school.writing() as session:
        assets = list(session.scalars(select(Asset).where(Asset.removed_at.is_(None))))
        places = list(session.scalars(select(Place)))
        person = school.people[chance.choice(WALKERS)]
        place = chance.choice(places)
        match chance.choices(range(7), weights=(6, 2, 2, 2, 5, 3, 1))[0]:
            case 0:
                chance.choice(assets).place_id = chance.choice([None, place.id, place.id])
            case 1:
                _move(session, place, chance.choice([None, *places]))
            case 2:
                add_place(session, place, "area", f"新 {chance.random()}")
            case 3:
                _delete_if_empty(session, place)
            case 4:
                assign_place(session, person, place.id, school.people["ada"], now())
            case 5:
                _unassign_one(session, person, chance)
            case 6:
                remove_asset(session, chance.choice(assets).id, "旧", person, now())


def _move(session, place, parent):
    try:
        move_place(session, place.id, parent.id if parent else None)
    except PlaceLoop:
        session.expire_all()


def _delete_if_empty(session, place):
    held = session.scalar(select(Asset.id).where(Asset.place_id == place.id).limit(1))
    below = session.scalar(select(Place.id).where(Place.parent_id == place.id).limit(1))
    if not held and not below and session.query(Place).count() > 1:
        delete_place(session, place.id)


def _unassign_one(session, person_id, chance):
    mine = list(session.scalars(select(Assignment).where(Assignment.person_id == person_id)))
    if mine:
        unassign_place(session, person_id, chance.choice(mine).place_id)


def expected(school, login):
    """The scope's rows, found by walking the tree up from every asset."""
    rows = server_rows(school)
    with school.reading() as session:
        parents = dict(session.execute(select(Place.id, Place.parent_id)).all())
        mine = set(
            session.scalars(
                select(Assignment.place_id).where(Assignment.person_id == school.people[login])
            )
        )
    return {
        key: row
        for key, row in rows.items()
        if not mine or not key.startswith("asset/") or mine & set(_up(parents, row[2]))
    }


def _up(parents, place_id):
    while place_id:
        yield place_id
        place_id = parents[place_id]


class Reader:
    """A phone that does what the app does; ``between`` is called between its requests."""

    def __init__(self, school, login, chance):
        self.login, self.phone, self.chance = login, phone_of(school, login), chance
        self.restarts = 0

    def catch_up(self, between):
        """Follow until nothing is left, from the start whenever the cursor has expired."""
        more = True
        while more:
            answer = self.phone.changes(self.phone.cursor, 3)
            if answer.status_code == 410:
                self.restarts += 1
                self.take_along(between)
            else:
                self.phone.apply(answer.json)
                more = answer.json["more"]
            between()

    def take_along(self, between):
        """Now and then the stream is cut, and gone on with when the answer's head is the same."""
        head, key = None, None
        while True:
            asked = {"after": key, "as_of": head["as_of"]} if head else {}
            lines = self.phone.snapshot_lines(**asked)
            if head is None:
                self.phone.rows = {}
            elif lines[0]["scope_hash"] != head["scope_hash"]:
                head = None
                continue
            whole = self.chance.random() < 0.7
            pages = [line for line in lines if line["t"] == "page"]
            kept = lines if whole else [line for line in lines if line not in pages[1:]]
            self.phone.fill(kept)
            if whole:
                self.phone.cursor = lines[-1]["cursor"]
                return
            head, key = lines[0], pages[0]["key"] if pages else key or "|"
            between()


@pytest.fixture
def small_pages(monkeypatch):
    """So that a school of twenty things has several pages, stretches and reads."""
    monkeypatch.setattr(snapshot, "PAGE_SIZE", 3)
    monkeypatch.setattr(snapshot, "_READ_AT_ONCE", 4)
    monkeypatch.setattr(snapshot, "_PLACES_AT_ONCE", 2)


@pytest.mark.usefixtures("small_pages")
@pytest.mark.parametrize("seed", range(4))
def test_a_reader_ends_with_exactly_the_rows_of_its_scope(school, seed):
    chance = random.Random(seed)
    fill(school, chance)
    readers = [Reader(school, login, chance) for login in WALKERS]

    def between():
        if chance.random() < 0.3:
            disturb(school, chance)

    for reader in readers:
        reader.catch_up(lambda: None)
    narrow(school, WALKERS[0])
    for _ in range(6):
        for _ in range(chance.randrange(2, 7)):
            disturb(school, chance)
        forget_deletions(school, chance)
        for reader in readers:
            reader.catch_up(between)
        for reader in readers:
            reader.catch_up(lambda: None)
            assert held_by(reader.phone) == expected(school, reader.login), (seed, reader.login)
    assert sum(reader.restarts for reader in readers) > len(readers), "no scope ever changed"


def narrow(school, login):
    with school.writing() as session:
        place = session.query(Place).order_by(Place.id).first()
        assign_place(session, school.people[login], place.id, school.people["ada"], now())


def forget_deletions(school, chance):
    """Now and then all deletions so far, or up to an earlier revision, are old."""
    with school.reading() as session:
        rev = session.query(SyncCounter).one().rev
    if chance.random() < 0.5:
        back_up(school, days_ago=61, covered=chance.randrange(rev // 2, rev + 1))
        with school.writing() as session:
            collect_tombstones(session, now() + LEASE_LIFE)
