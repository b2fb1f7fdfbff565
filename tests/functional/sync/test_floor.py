"""Deletions are remembered for sixty days, and as long as a snapshot under way needs them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from server.records import Backup, Place, SnapshotLease, SyncCounter, Tombstone
from server.services.places import add_place, delete_place
from server.sync.floor import LEASE_LIFE, collect_tombstones
from server.web.clock import now
from tests.factories.facts import add_assets, phone_of
from tests.functional.sync.test_feed import held_by, server_rows

DAY = timedelta(days=1)


def rev(school):
    with school.reading() as session:
        return session.query(SyncCounter).one().rev


def delete_places(school, count=1):
    """Of which the phones may know; the revision of the deletion."""
    ids = []
    with school.writing() as session:
        for number in range(count):
            ids.append(add_place(session, None, "room", f"空房{number}").id)
    with school.writing() as session:
        for place_id in ids:
            delete_place(session, place_id)
    return rev(school)


def back_up(school, days_ago, covered=None):
    made = Backup(
        covered_rev=rev(school) if covered is None else covered,
        created_at=now() - days_ago * DAY,
        path="/disk/x",
        bytes=1,
    )
    with school.writing() as session:
        session.add(made)


def collect(school, at=None):
    with school.writing() as session:
        return collect_tombstones(session, at or now())


def remembered(school):
    """Revisions of the tombstones, and the floor."""
    with school.reading() as session:
        revs = sorted(row.rev for row in session.query(Tombstone))
        return revs, session.query(SyncCounter).one().tombstone_floor


def test_deletions_are_kept_until_a_backup_of_sixty_days_ago_covers_them(school):
    deleted = delete_places(school, 2)
    assert collect(school) == 0
    back_up(school, days_ago=59)
    assert collect(school) == 0 and remembered(school) == ([deleted] * 2, 0)
    assert collect(school, now() + 2 * DAY) == 2
    assert remembered(school) == ([], deleted)


def test_deletions_after_that_backup_are_kept(school):
    old = delete_places(school)
    back_up(school, days_ago=70)
    young = delete_places(school)
    back_up(school, days_ago=1)
    assert collect(school) == 1 and remembered(school) == ([young], old)


def test_the_newest_of_the_old_backups_counts(school):
    first = delete_places(school)
    second = delete_places(school)
    back_up(school, days_ago=61, covered=second)
    back_up(school, days_ago=90, covered=first)
    assert collect(school) == 2 and remembered(school) == ([], second)


def test_the_floor_never_falls(school):
    deleted = delete_places(school)
    back_up(school, days_ago=61)
    collect(school)
    with school.writing() as session:
        session.query(Backup).one().covered_rev = 1
    assert collect(school) == 0 and remembered(school) == ([], deleted)


def test_collecting_again_forgets_nothing_more_and_bumps_no_revision(school):
    deleted = delete_places(school)
    back_up(school, days_ago=61)
    assert (collect(school), collect(school), rev(school)) == (1, 0, deleted)


def test_a_cursor_below_the_floor_has_expired_and_one_at_it_goes_on(school):
    behind, beside = phone_of(school), phone_of(school)
    behind.take_along()
    delete_places(school)
    beside.take_along()
    back_up(school, days_ago=61)
    let_leases_end(school)
    assert collect(school) == 1
    young = delete_places(school)
    assert behind.changes(behind.cursor).json["code"] == "cursor_expired"
    beside.follow()
    assert held_by(beside) == server_rows(school) and remembered(school)[0] == [young]


def let_leases_end(school):
    with school.writing() as session:
        session.query(SnapshotLease).delete()


def test_a_cursor_in_the_midst_of_the_floors_own_deletions_has_expired(school):
    phone = phone_of(school)
    phone.take_along()
    with school.writing() as session:
        for number in range(3):
            add_place(session, None, "room", f"空房{number}")
    phone.follow()
    with school.writing() as session:
        for place in session.query(Place):
            delete_place(session, place.id)
    assert phone.next_page(limit=1)["more"]
    back_up(school, days_ago=61)
    let_leases_end(school)
    assert collect(school) == 3
    assert phone.changes(phone.cursor, 1).status_code == 410
    phone.take_along()
    assert held_by(phone) == server_rows(school)


def test_a_snapshot_under_way_holds_the_floor(school):
    phone = phone_of(school)
    lines = phone.snapshot_lines()
    phone.fill(lines)
    phone.cursor = lines[-1]["cursor"]
    deleted = delete_places(school)
    back_up(school, days_ago=61)
    assert collect(school) == 0
    assert remembered(school) == ([deleted], lines[0]["as_of"])
    phone.follow()
    assert held_by(phone) == server_rows(school)


def test_a_lease_that_has_run_out_holds_nothing(school):
    phone = phone_of(school)
    phone.take_along()
    deleted = delete_places(school)
    back_up(school, days_ago=61)
    assert collect(school, now() + LEASE_LIFE - timedelta(minutes=1)) == 0
    assert collect(school, now() + LEASE_LIFE) == 1
    assert remembered(school) == ([], deleted)
    assert phone.changes(phone.cursor).status_code == 410
    with school.reading() as session:
        assert session.query(SnapshotLease).count() == 0


def test_going_on_with_a_snapshot_renews_its_lease(school):
    phone = phone_of(school)
    as_of = phone.snapshot_lines()[0]["as_of"]
    with school.writing() as session:
        session.query(SnapshotLease).one().expires_at = now()
    delete_places(school)
    phone.snapshot_lines(after="|", as_of=as_of)
    back_up(school, days_ago=61)
    assert collect(school) == 0 and remembered(school)[1] == as_of


def test_a_device_that_begins_anew_lets_go_of_its_first_snapshot(school):
    phone = phone_of(school)
    phone.snapshot_lines()
    deleted = delete_places(school)
    phone.snapshot_lines()
    back_up(school, days_ago=61)
    assert collect(school) == 1 and remembered(school) == ([], deleted)


@pytest.mark.parametrize("limit", [2, 1000])
def test_a_phone_that_was_away_for_seventy_days_begins_anew_and_ends_equal(school, limit):
    phone, [asset] = phone_of(school), add_assets(school)
    delete_places(school)
    phone.take_along()
    seen = phone.inspection(asset)
    delete_places(school, 3)
    back_up(school, days_ago=65)
    let_leases_end(school)
    collect(school)
    assert phone.changes(phone.cursor).status_code == 410
    phone.take_along()
    assert phone.push(seen)[0]["status"] == "applied", "a new snapshot touches no fact"
    phone.follow(limit)
    assert held_by(phone) == server_rows(school)
    assert phone.changes(phone.cursor).status_code == 200
