"""After a backup old deletions are forgotten, once a backup of sixty days ago has covered them."""

from __future__ import annotations

from datetime import timedelta

from server.records import Backup, SyncCounter, Tombstone
from server.services.places import add_place, delete_place
from server.sync.floor import TOMBSTONE_LIFE


def delete_a_place(school):
    with school.writing() as session:
        place = add_place(session, None, "room", "空房")
        session.flush()
        delete_place(session, place.id)


def age_backups(school, by):
    with school.writing() as session:
        for backup in session.query(Backup):
            backup.created_at -= by


def remembered(school):
    with school.reading() as session:
        return session.query(Tombstone).count(), session.query(SyncCounter).one().tombstone_floor


def test_the_nightly_backup_forgets_old_deletions_and_says_how_many(school, machine):
    delete_a_place(school)
    machine.back_up()
    with school.reading() as session:
        covered = session.query(Backup).one().covered_rev
    delete_a_place(school)
    age_backups(school, TOMBSTONE_LIFE + timedelta(hours=1))
    result = machine.run("backup", "--to", machine.backups)
    assert result.exit_code == 0 and "清理了 1 条 60 天" in result.output
    assert "1 marks of deletions" in result.output
    assert remembered(school) == (1, covered)


def test_without_a_backup_old_enough_nothing_is_forgotten_or_said(school, machine):
    delete_a_place(school)
    machine.back_up()
    age_backups(school, TOMBSTONE_LIFE - timedelta(hours=1))
    result = machine.run("backup", "--to", machine.backups)
    assert result.exit_code == 0 and "清理" not in result.output
    assert remembered(school) == (1, 0)
