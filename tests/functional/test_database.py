"""How a school's database is opened: durable, with foreign keys, writers in turn."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from server.records import Asset, Place
from server.records.database import write_transaction
from tests.factories.facts import add_assets, phone_of


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_sqlite_is_durable_and_keeps_foreign_keys(school):
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "query_only": 1}
    with school.reading() as session:
        found = {name: session.scalar(text(f"PRAGMA {name}")) for name in wanted}
    assert found == wanted


def test_a_row_that_points_nowhere_is_refused(school):
    with pytest.raises(IntegrityError), school.writing() as session:
        session.add(Place(parent_id="nowhere", kind="room", name="x", path="x"))
        session.commit()


def test_what_a_writer_reads_stays_true_until_it_commits(school):
    """Eight threads add one to the same row; none is lost."""
    [asset] = add_assets(school)

    def add_one():
        for _ in range(5):
            with school.writing() as session:
                row = session.get(Asset, asset)
                row.quantity += 1

    threads = [threading.Thread(target=add_one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with school.reading() as session:
        assert session.get(Asset, asset).quantity == 41


def test_readers_do_not_wait_for_a_writer(school):
    """The beginning of a snapshot does: it leases what it will need."""
    phone = phone_of(school)
    phone.take_along()
    began, read = threading.Event(), threading.Event()

    def write():
        with school.writing() as session:
            session.add(Place(kind="room", name="x", path="x"))
            session.flush()
            began.set()
            assert read.wait(20)

    writer = threading.Thread(target=write)
    writer.start()
    assert began.wait(20)
    started = time.monotonic()
    phone.follow()
    read.set()
    writer.join()
    assert time.monotonic() - started < 10
    assert not any(table == "place" for table, _ in phone.rows)


def test_a_failing_block_writes_nothing_and_lets_the_next_one_in(school):
    with pytest.raises(ZeroDivisionError), school.writing() as session:
        session.add(Place(kind="room", name="x", path="x"))
        session.flush()
        raise ZeroDivisionError
    with school.writing() as session:
        assert session.query(Place).count() == 0


def test_a_write_inside_a_write_is_refused_instead_of_waiting_for_ever(school):
    with (
        pytest.raises(RuntimeError, match="nest"),
        school.writing() as session,
        write_transaction(session),
    ):
        pass
    with school.writing() as session:  # and the next one has its turn
        session.execute(text("SELECT 1"))
