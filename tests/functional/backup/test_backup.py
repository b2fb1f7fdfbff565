"""A backup is taken while the school is written to, opened again, and only then relied on."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from server.records import Backup, StoredPhoto
from server.records.photo import photo_path
from server.services.backup.locks import only_backup
from server.services.backup.verify import verify_backup
from server.web.clock import now
from tests.factories.facts import URL, add_assets, phone_of
from tests.factories.photos import jpeg
from tests.functional.backup.conftest import close, manifest_of

ROOT = Path(__file__).parents[3]


def backed_up_rev(phone):
    return phone.contact().json["backed_up_rev"]


def send_photo(school, phone, seed=1):
    """A photo whose fact was applied: its file on the server, and the fact's revision."""
    data = jpeg(seed=seed)
    sha256 = hashlib.sha256(data).hexdigest()
    named = {"sha256": sha256, "bytes": len(data), "width": 1, "height": 1, "taken_at": 0}
    [receipt] = phone.push(phone.inspection(add_assets(school)[0], photos=[named]))
    answer = phone.client.put(f"{URL}/photos/{sha256}", data=data, content_type="image/jpeg")
    assert answer.status_code == 201
    return photo_path(school.settings.photo_dir, answer.json["stored_sha256"]), receipt["rev"]


def age_photos(school):
    with school.writing() as session:
        for photo in session.query(StoredPhoto):
            photo.received_at -= timedelta(hours=2)


def rows_of(school):
    with school.reading() as session:
        return [(row.covered_rev, row.created_at, row.path) for row in session.query(Backup)]


def test_only_a_verified_backup_is_announced_to_the_phones(school, machine):
    phone = phone_of(school)
    [asset] = add_assets(school)
    [receipt] = phone.push(phone.inspection(asset))
    assert backed_up_rev(phone) is None
    backup = machine.back_up()
    assert backed_up_rev(phone) == receipt["rev"] == manifest_of(backup)["contents"]["rev"]
    phone.push(phone.inspection(asset))
    assert backed_up_rev(phone) == receipt["rev"]
    [(rev, _, path)] = rows_of(school)
    assert (rev, path) == (receipt["rev"], str(backup))


def test_a_backup_lists_its_school_its_state_and_every_file(school, machine):
    photo, rev = send_photo(school, phone_of(school))
    manifest = manifest_of(machine.back_up())
    contents = manifest["contents"]
    assert (contents["school"], contents["is_demo"], contents["rev"]) == ("试验小学", False, rev)
    assert contents["counts"]["fact"] == 1 and contents["photos"] == [photo.stem]
    assert manifest["files"][f"photos/{photo.parent.name}/{photo.name}"] == photo.stem
    assert "secret_key" in manifest["files"]


def test_writing_goes_on_while_a_backup_is_taken(school, machine):
    ended, wrote = threading.Event(), []

    def write():
        while not ended.is_set():
            wrote.append(add_assets(school, 3))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [machine.back_up() for _ in range(3)]
        during = len(wrote)
    finally:
        ended.set()
        writer.join()
    assert during > 3
    counts = [manifest_of(backup)["contents"]["counts"]["asset"] for backup in backups]
    assert counts == sorted(counts) and all(count % 3 == 0 for count in counts)
    for backup in backups:
        verify_backup(backup)


def test_a_photo_that_arrives_after_the_backup_of_its_fact_is_not_taken_for_backed_up(
    school, machine
):
    phone = phone_of(school)
    before = machine.back_up()
    _, rev = send_photo(school, phone)
    machine.back_up()
    assert backed_up_rev(phone) == rev - 1 >= manifest_of(before)["contents"]["rev"]
    age_photos(school)
    assert backed_up_rev(phone) == rev


def test_a_photo_still_on_its_way_keeps_its_own_phone_from_forgetting_its_fact(school, machine):
    phone, other = phone_of(school), phone_of(school)
    named = {"sha256": "a" * 64, "bytes": 9, "width": 1, "height": 1, "taken_at": 0}
    [receipt] = phone.push(phone.inspection(add_assets(school)[0], photos=[named]))
    machine.back_up()
    assert backed_up_rev(phone) == receipt["rev"] - 1
    assert backed_up_rev(other) == receipt["rev"]


def test_a_photo_lost_on_the_server_is_told_and_phones_are_not_told_to_forget(school, machine):
    phone = phone_of(school)
    lost, _ = send_photo(school, phone)
    send_photo(school, phone, seed=2)
    lost.unlink()
    result = machine.run("backup", "--to", machine.backups)
    assert result.exit_code == 1 and lost.stem in result.output
    [backup] = machine.made()
    assert manifest_of(backup)["missing_photos"] == [lost.stem]
    assert backed_up_rev(phone) is None


def test_a_photo_damaged_on_the_server_is_no_photo(school, machine):
    photo, _ = send_photo(school, phone_of(school))
    photo.write_bytes(b"rot")
    assert machine.run("backup", "--to", machine.backups).exit_code == 1
    assert manifest_of(machine.made()[0])["missing_photos"] == [photo.stem]


def test_a_photo_that_rotted_in_the_last_backup_is_taken_from_the_school(school, machine):
    photo, _ = send_photo(school, phone_of(school))
    copy = photo_path(machine.back_up() / "photos", photo.stem)
    copy.unlink()
    copy.write_bytes(b"rot")
    assert not manifest_of(machine.back_up())["missing_photos"]


def test_a_photo_takes_its_room_once(school, machine):
    photo, _ = send_photo(school, phone_of(school))
    copies = [photo_path(machine.back_up() / "photos", photo.stem) for _ in range(2)]
    assert copies[0].samefile(copies[1])


def test_the_newest_are_kept_and_other_things_in_the_folder_stay(machine):
    machine.backups.mkdir()
    (machine.backups / "holiday pictures").mkdir()
    first = machine.back_up()
    other = machine.backups / "another school"
    shutil.copytree(first, other)
    text = (other / "manifest.json").read_text()
    school_id = manifest_of(first)["contents"]["school_id"]
    (other / "manifest.json").write_text(text.replace(school_id, "x" * 36))
    later = [machine.run("backup", "--to", machine.backups, "--keep", "2") for _ in range(3)]
    assert [result.exit_code for result in later] == [0, 0, 0]
    kept = [path.name for path in machine.made()]
    assert len(kept) == 4 and first.name not in kept
    assert {"another school", "holiday pictures"} <= set(kept)


def test_the_last_complete_backup_outlives_any_number_of_incomplete_ones(school, machine):
    complete = machine.back_up()
    photo, _ = send_photo(school, phone_of(school))
    photo.unlink()
    for _ in range(3):
        machine.run("backup", "--to", machine.backups, "--keep", "1")
    assert complete in machine.made() and len(machine.made()) == 2


def test_what_a_killed_backup_left_is_cleared_away(machine):
    machine.back_up()
    program = (
        "import os, server.services.backup.make as make;"
        "make.check_contents = lambda *_: os.kill(os.getpid(), 9);"
        "from server.cli import main; from server.installation import Installation;"
        "from pathlib import Path; import sys;"
        "main(['backup', '--to', sys.argv[2]], obj=Installation(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", program, machine.data_dir, machine.backups]
    ended = subprocess.run(command, cwd=ROOT, env=environment(machine), check=False)  # noqa: S603
    assert ended.returncode == -9 and len(machine.made()) == 2
    machine.back_up()
    assert [path.name[0] for path in machine.made()] == ["2", "2"]


def environment(machine):
    return dict(os.environ) | machine.env


def test_two_at_the_same_moment_do_not_disturb_each_other(machine):
    with only_backup(machine.data_dir):
        result = machine.run("backup", "--to", machine.backups)
    assert result.exit_code == 1 and "正在进行" in result.output
    assert not machine.made()


def test_a_folder_that_cannot_be_written_is_named(machine, tmp_path):
    (tmp_path / "a file").write_text("")
    result = machine.run("backup", "--to", tmp_path / "a file" / "in it")
    assert result.exit_code == 1 and "in it" in result.output


BLOCKS = {"sqlite": 200, "postgresql": 8}  # of 512 bytes: less than the database's copy


def test_a_full_disk_is_told_and_nothing_half_is_left(school, machine, database_kind):
    command = f"ulimit -f {BLOCKS[database_kind]}; exec {sys.executable} -m server backup"
    env = environment(machine) | {"CAMPUS_DATA": str(machine.data_dir)}
    ended = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", f"{command} --to '{machine.backups}'"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, machine.made()) == (1, []), ended.stderr
    assert "磁盘满了" in ended.stderr and not rows_of(school)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_damaged_database_makes_no_backup(school, machine):
    add_assets(school, 500)
    close(school)
    file = school.settings.school_dir / "school.db"
    data = bytearray(file.read_bytes())
    middle = len(data) * 3 // 4
    data[middle : middle + 20_000] = b"\xff" * 20_000
    file.write_bytes(data)
    result = machine.run("backup", "--to", machine.backups)
    assert result.exit_code == 1 and not machine.made()


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_without_postgresqls_programs_it_is_said_what_to_install(machine, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = machine.run("backup", "--to", machine.backups)
    assert result.exit_code == 1 and "apt install postgresql-client" in result.output
    assert not machine.made()


def test_an_installation_that_was_never_started_has_nothing_to_back_up(machine, tmp_path):
    machine.data_dir = tmp_path / "nothing yet"
    result = machine.run("backup")
    assert result.exit_code == 1 and "启动" in result.output


def test_unless_told_otherwise_backups_lie_in_the_data_folder(school, machine):
    assert machine.run("backup").exit_code == 0
    [backup] = (machine.data_dir / "backups").iterdir()
    verify_backup(backup)
    assert now() - rows_of(school)[0][1] < timedelta(minutes=1)
