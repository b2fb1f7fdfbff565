"""What a phone asks for is found along an index: its cost does not grow with the school."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from server.services.assignments import assign_place
from server.services.places import add_place
from server.web.clock import now
from server.web.database import db
from tests.factories.facts import add_assets, phone_of

FED = ("asset", "asset_kind", "person", "place", "tombstone")


@contextmanager
def statements(school):
    """Every SELECT from a fed table in the block, with its parameters; not what a commit asks."""
    made = []

    def note(_connection, _cursor, statement, parameters, _context, _many):
        fed = any(re.search(rf"FROM {table}\s", statement) for table in FED)
        if fed and "EXISTS" not in statement:
            made.append((statement, parameters))

    with school.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield made
    event.remove(engine, "before_cursor_execute", note)


def plan_of(school, database_kind, statement, parameters):
    """As the database says it would do it in a school too large to be read whole."""
    with school.reading() as session:
        connection = session.connection()
        explain = "EXPLAIN QUERY PLAN" if database_kind == "sqlite" else "EXPLAIN"
        if database_kind == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        lines = [str(row[-1]).strip() for row in rows]
        session.rollback()
    return "\n".join(lines)


def reads_whole(plan, table):
    """Whether the plan reads all rows of the table, or all of one of its indexes."""
    return bool(
        re.search(rf"SCAN {table}\b", plan)
        or re.search(rf"Seq Scan on {table}\b", plan)
        or re.search(rf"Index (Only )?Scan using \S+ on {table}\b(?!(.|\n)*Index Cond)", plan)
    )


@pytest.fixture
def walker(school):
    """A phone whose person looks after one room of two."""
    with school.writing() as session:
        rooms = [add_place(session, None, "room", f"10{n}").id for n in (1, 2)]
        assign_place(session, school.people["ines"], rooms[0], school.people["ada"], now())
    for room in rooms:
        add_assets(school, 20, room)
    return phone_of(school)


@pytest.mark.parametrize("login", ["ines", "rui"])
def test_changes_are_found_by_their_revision(school, walker, database_kind, login):
    phone = walker if login == "ines" else phone_of(school, login)
    phone.take_along()
    add_assets(school, 3)
    with statements(school) as made:
        phone.follow(2)
    tables = {table for table in FED for s, _ in made if re.search(rf"FROM {table}\s", s)}
    assert tables == set(FED)
    for statement, parameters in made:
        if ".rev" not in statement.partition("WHERE")[2]:
            continue
        plan = plan_of(school, database_kind, statement, parameters)
        [table] = [name for name in FED if re.search(rf"FROM {name}\s", statement)]
        assert f"ix_{table}_rev" in plan and not reads_whole(plan, table), plan


def test_a_scopes_snapshot_reads_only_what_stands_in_its_places(school, walker, database_kind):
    with statements(school) as made:
        walker.take_along()
    of_assets = [s for s in made if re.search(r"FROM asset\s", s[0])]
    assert len(of_assets) == 2, "one counts, one reads"
    for statement, parameters in of_assets:
        plan = plan_of(school, database_kind, statement, parameters)
        assert "ix_asset_place_id_id" in plan and not reads_whole(plan, "asset"), plan


def test_the_whole_school_is_read_along_the_index_of_its_pages(school, database_kind):
    with school.writing() as session:
        room = add_place(session, None, "room", "101").id
    add_assets(school, 300, room)
    phone = phone_of(school, "rui")
    lines = phone.take_along()
    key = next(line["key"] for line in lines if line["t"] == "page")
    with statements(school) as made:
        phone.snapshot_lines(after=key, as_of=lines[0]["as_of"])
    [reading] = [s for s in made if re.search(r"FROM asset\s", s[0]) and "ORDER BY" in s[0]]
    plan = plan_of(school, database_kind, *reading)
    assert "ix_asset_place_id_id" in plan and not reads_whole(plan, "asset"), plan
    assert "TEMP B-TREE" not in plan and "Sort" not in plan, plan
