# ruff: noqa: S608 - the table names are ours
"""Nothing synced is written without a new revision, whoever writes and however."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import inspect, text, update
from sqlalchemy.exc import DBAPIError

from server.records import (
    Asset,
    AssetKind,
    Base,
    Checklist,
    CountSheet,
    Person,
    Place,
    Route,
    SchoolYear,
    Stocktake,
    SyncCounter,
    Tombstone,
    new_id,
)
from server.records.sync_counter import STAMPED_TABLES, SYNCED_TABLES
from server.services.places import add_place
from server.web.clock import now
from tests.factories.facts import add_assets, phone_of

MODELS = {m.class_.__tablename__: m.class_ for m in Base.registry.mappers}
NAMES = {
    "asset": "name",
    "asset_kind": "name_en",
    "checklist": "name_en",
    "person": "name",
    "place": "name",
    "route": "name",
    "school_year": "name",
    "stocktake": "name",
    "count_sheet": "title",
}


def counter(school):
    with school.reading() as session:
        return session.query(SyncCounter).one().rev


def a_row(school, table):
    """The id of a row that nothing else refers to."""
    if table == "asset":
        return add_assets(school)[0]
    with school.writing() as session:
        if table == "place":
            return add_place(session, None, "room", "101").id
        row = _NEW[table](session)
        session.add(row)
        session.flush()
        return row.id


def _day(number):
    return date(2026, 9, number)


def _stocktake(session):
    days = {"baseline_on": _day(1), "due_on": _day(2), "opened_at": now()}
    opener = session.query(Person).first().id
    return Stocktake(kind="monthly", name="x", methods={}, scope={}, opened_by=opener, **days)


def _sheet(session):
    stocktake, place = _stocktake(session), add_place(session, None, "room", "102")
    session.add(stocktake)
    session.flush()
    packed = {"person_ids": [], "groups": [], "lines": []}
    return CountSheet(stocktake_id=stocktake.id, place_id=place.id, title="102", **packed)


_NEW = {
    "asset_kind": lambda _: AssetKind(id="odd", name_zh="怪", name_en="Odd", phrases=[]),
    "checklist": lambda _: Checklist(id="odd", name_zh="怪", name_en="Odd", subjects=[], items=[]),
    "person": lambda _: Person(login="x", name="X", password_hash="-", created_at=now()),
    "route": lambda _: Route(name="x", purpose="patrol", stops=[], schedule={}, person_ids=[]),
    "school_year": lambda _: SchoolYear(name="x", starts_on=_day(1), ends_on=_day(2), terms=[]),
    "stocktake": _stocktake,
    "count_sheet": _sheet,
}


def rev_of(school, table, row_id):
    with school.reading() as session:
        return session.get(MODELS[table], row_id).rev


def _by_orm(session, table, row_id):
    row = session.get(MODELS[table], row_id)
    setattr(row, NAMES[table], "by ORM")


def _in_bulk(session, table, row_id):
    model = MODELS[table]
    session.execute(update(model).where(model.id == row_id).values({NAMES[table]: "bulk"}))


def _by_core_many(session, table, row_id):
    session.execute(update(MODELS[table]), [{"id": row_id, NAMES[table]: "many"}])


def _by_raw_sql(session, table, row_id):
    session.execute(
        text(f"UPDATE {table} SET {NAMES[table]} = 'raw' WHERE id = :id"), {"id": row_id}
    )


def _by_a_raw_update_that_changes_nothing(session, table, row_id):
    session.execute(text(f"UPDATE {table} SET id = id WHERE id = :id"), {"id": row_id})


@pytest.mark.parametrize(
    "write", [_by_orm, _in_bulk, _by_core_many, _by_raw_sql, _by_a_raw_update_that_changes_nothing]
)
def test_an_update_bumps_the_row_however_it_is_made(school, write):
    for table in SYNCED_TABLES:
        row_id = a_row(school, table)
        before = counter(school)
        with school.writing() as session:
            write(session, table, row_id)
        assert rev_of(school, table, row_id) == counter(school) == before + 1, table


@pytest.mark.parametrize("raw", [True, False])
def test_a_delete_leaves_a_tombstone_with_the_revision(school, raw):
    for table in SYNCED_TABLES:
        row_id = a_row(school, table)
        before = counter(school)
        with school.writing() as session:
            if raw:
                session.execute(text(f"DELETE FROM {table} WHERE id = :id"), {"id": row_id})
            else:
                session.delete(session.get(MODELS[table], row_id))
        with school.reading() as session:
            dead = session.get(Tombstone, (table, row_id))
            assert dead.rev == before + 1 == session.query(SyncCounter).one().rev


def test_rows_inserted_in_bulk_or_raw_are_stamped(school):
    before = counter(school)
    ids = [new_id(), new_id()]
    with school.writing() as session:
        session.execute(
            Place.__table__.insert(),
            [{"id": ids[0], "kind": "room", "name": "1", "path": "1", "search": ""}],
        )
        session.execute(
            text("INSERT INTO place (id, kind, name, path, search) VALUES (:id,'room','2','2','')"),
            {"id": ids[1]},
        )
    assert [rev_of(school, "place", i) for i in ids] == [before + 1] * 2


def test_one_transaction_bumps_once_whatever_it_writes(school):
    [asset], phone = add_assets(school), phone_of(school)
    before = counter(school)
    with school.writing() as session:
        for _ in range(3):
            add_place(session, None, "room", "x")
            session.get(Asset, asset).name += "!"
            session.flush()
    assert counter(school) == before + 1
    phone.push(*(phone.inspection(asset) for _ in range(20)))
    assert counter(school) == before + 2


def test_a_transaction_that_writes_nothing_synced_does_not_bump(school):
    before = counter(school)
    phone_of(school).contact(highest_seq=3)
    assert counter(school) == before


def test_a_transaction_rolled_back_bumps_nothing(school):
    before = counter(school)
    with pytest.raises(RuntimeError), school.writing() as session:
        add_place(session, None, "room", "x")
        session.flush()
        raise RuntimeError
    assert counter(school) == before


def test_a_write_outside_a_write_transaction_fails(school):
    for statement in ("UPDATE sync_counter SET rev = 0", "DELETE FROM person_role"):
        with school.reading() as session, pytest.raises(DBAPIError):
            session.execute(text(statement))
    with school.reading() as session:
        session.add(Place(kind="room", name="x", path="x"))
        with pytest.raises(DBAPIError):
            session.commit()
        session.rollback()


def test_a_read_after_a_write_on_the_same_connection_is_read_only_again(school):
    add_assets(school)
    with school.reading() as session, pytest.raises(DBAPIError):
        session.execute(text("UPDATE asset SET name = 'x'"))


def test_every_table_with_a_revision_is_stamped_and_every_synced_one_has_its_triggers(
    school, database_kind
):
    with_rev = {t.name for t in Base.metadata.tables.values() if "rev" in t.columns}
    assert with_rev - {"sync_counter"} == set(STAMPED_TABLES)
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if database_kind == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with school.reading() as session:
        found = set(session.scalars(text(query)))
        assert set(SYNCED_TABLES) <= set(inspect(session.connection()).get_table_names())
    assert found == {f"{t}_{what}" for t in SYNCED_TABLES for what in ("born", "pending", "dead")}


_KIND = (
    "INSERT INTO asset_kind (id, name_zh, name_en, phrases, rev) VALUES ('x', 'x', 'x', '[]', 1)"
)


def test_an_insert_that_brings_a_revision_of_its_own_is_stamped_like_any_other(school):
    with school.writing() as session:
        session.execute(text(_KIND))
    with school.reading() as session:
        counter = session.scalar(text("SELECT rev FROM sync_counter"))
        assert session.scalar(text("SELECT rev FROM asset_kind WHERE id = 'x'")) == counter > 1


def test_a_row_that_comes_back_leaves_no_tombstone(school):
    with school.writing() as session:
        session.execute(text(_KIND))
        session.execute(text("DELETE FROM asset_kind WHERE id = 'x'"))
        session.execute(text(_KIND))
    with school.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM tombstone")) == 0


def test_the_order_of_revisions_is_the_order_of_commits_under_many_writers(school):
    """A reader that follows by revision while eight writers write never misses a row."""
    done, made, seen, last = threading.Event(), [], set(), 0

    def write():
        for _ in range(8):
            with school.writing() as session:
                place = add_place(session, None, "room", "x")
                made.append(place.id)

    def read():
        nonlocal last
        while True:
            finished = done.is_set()
            with school.reading() as session:
                high = session.query(SyncCounter).one().rev
                new = session.query(Place).filter(Place.rev > last, Place.rev <= high).all()
                seen.update(place.id for place in new)
            last = high
            if finished:
                return

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write) for _ in range(8)]
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    reader.join()
    assert len(made) == 64 and seen == set(made)
    with school.reading() as session:
        revs = [place.rev for place in session.query(Place)]
        assert len(set(revs)) == 64


def test_two_phones_on_one_thing_at_the_same_moment_leave_the_newest_condition(school):
    [asset] = add_assets(school)
    phones = [phone_of(school, login) for login in ("ines", "rui", "tang", "ada")]
    start = phones[0].clock() - 600_000
    facts = [
        [
            p.inspection(asset, "usable", observed_at=start + step * 50_000 + n * 10_000)
            for step in range(10)
        ]
        for n, p in enumerate(phones)
    ]

    def push(phone, mine):
        for fact in mine:
            phone.push(fact)

    threads = [threading.Thread(target=push, args=pair) for pair in zip(phones, facts, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with school.reading() as session:
        assert session.get(Asset, asset).last_fact_id == facts[-1][-1]["id"]
