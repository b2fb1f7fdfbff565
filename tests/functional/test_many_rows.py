"""Rows written many at a time, and rows found by a list, mean what the ORM means by them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from server.records import DeviceAlarm, Place
from server.records.listed import among, listed
from server.records.many_rows import write_many
from tests.factories.facts import phone_of

RAISED = datetime(2026, 11, 21, 8, 30, 0, 123000, UTC)
_PLACES = insert(Place.__table__)
_FOUND = select(Place.id).where(among(Place.id, "ids")).order_by(Place.id)


def _place(name, **other):
    same = {"id": name, "kind": "room", "name": name, "path": name, "search": ""}
    return same | {"parent_id": None} | other


def _alarm(school, detail):
    """What is read back of an alarm with this detail."""
    row = {"id": "a", "device_id": phone_of(school).device, "kind": "gap", "raised_at": RAISED}
    row["settled_reason"] = ""
    with school.writing() as session:
        write_many(session.connection(), insert(DeviceAlarm.__table__), [row | {"detail": detail}])
    with school.reading() as session:
        alarm = session.get_one(DeviceAlarm, "a")
        return alarm.raised_at, alarm.detail


def test_times_and_json_come_back_as_they_were_written(school):
    detail = {"名": ["字", 1.5, None]}
    assert _alarm(school, detail) == (RAISED, detail)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_half_a_character_is_written_too(school):
    assert _alarm(school, ["\ud800"]) == (RAISED, ["\ud800"])


def test_an_update_takes_of_each_row_what_it_names(school):
    renaming = (
        update(Place.__table__)
        .where(Place.id == bindparam("which"))
        .values(name=bindparam("new_name"))
    )
    news = [{"which": n, "new_name": n * 2, "other": 0} for n in ("a", "b")]
    with school.writing() as session:
        write_many(session.connection(), _PLACES, [_place("a"), _place("b")])
        write_many(session.connection(), renaming, news)
    with school.reading() as session:
        assert [session.get_one(Place, n).name for n in ("a", "b")] == ["aa", "bb"]


def test_what_the_database_refuses_is_raised(school):
    with pytest.raises(IntegrityError), school.writing() as session:
        write_many(session.connection(), _PLACES, [_place("a"), _place("b", parent_id="nowhere")])
        session.commit()


@pytest.mark.parametrize("wanted", [[], ["b"], ["a", "c", "nobody", "it's"]])
def test_a_list_finds_its_rows(school, wanted):
    with school.writing() as session:
        write_many(session.connection(), _PLACES, [_place(n) for n in ("a", "b", "c")])
    with school.reading() as session:
        found = session.scalars(_FOUND, {"ids": listed(wanted)}).all()
    assert found == [n for n in wanted if n in "abc"]
