"""A restored school is the school of its backup, under a new epoch, and nothing is lost twice."""

from __future__ import annotations

import shutil

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from server.installation import Installation
from server.records import Asset, Fact, StoredPhoto, SyncCounter
from server.records.migrate import migrate, unmigrate
from server.services.backup.locks import nobody_serving, only_backup, serving
from server.services.backup.place import SchoolPlace
from server.services.backup.postgresql_restore import replaced_schema
from server.web.clock import now
from server.web.database import db
from tests.e2e.server_process import ServerProcess
from tests.factories.facts import URL, add_assets, phone_of
from tests.factories.photos import jpeg
from tests.functional.backup.conftest import close, manifest_of
from tests.functional.backup.test_backup import backed_up_rev, send_photo


def restore(school, machine, backup, *arguments):
    close(school)
    result = machine.run("restore", backup, "--yes", *arguments)
    assert result.exit_code == 0, result.output
    return result


def everything(url):
    """Every row of every table but what a restore itself changes."""
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))  # noqa: S608
            for table in inspect(connection).get_table_names()
            if table not in {"sync_counter", "backup"}
        }


def counter(school):
    with school.reading() as session:
        row = session.query(SyncCounter).one()
        return row.rev, row.epoch


def facts(school):
    with school.reading() as session:
        return {fact.id for fact in session.query(Fact)}


def test_the_restored_school_is_the_school_of_the_backup(school, machine):
    send_photo(school, phone_of(school))
    url = school.settings.database_url
    before, rev = everything(url), counter(school)
    backup = machine.back_up()
    add_assets(school, 5)
    restore(school, machine, backup)
    assert everything(url) == before
    assert counter(school)[0] == rev[0] and counter(school)[1] != rev[1]


def test_what_was_recorded_after_the_backup_is_taken_again(school, machine):
    [asset], phone = add_assets(school), phone_of(school)
    kept, lost = phone.inspection(asset), phone.inspection(asset, "usable")
    phone.push(kept)
    phone.take_along()
    epoch = phone.contact().json["epoch"]
    backup = machine.back_up()
    assert phone.push(lost)[0]["status"] == "applied"
    restore(school, machine, backup)
    assert facts(school) == {kept["id"]}
    assert phone.contact().json["epoch"] != epoch
    assert phone.changes(phone.cursor).status_code == 410
    assert [r["status"] for r in phone.push(kept, lost)] == ["duplicate", "applied"]
    assert facts(school) == {kept["id"], lost["id"]}


def test_a_photo_comes_back_and_one_the_school_had_lost_may_be_sent_again(school, machine):
    phone = phone_of(school)
    kept, _ = send_photo(school, phone)
    lost, _ = send_photo(school, phone, seed=2)
    lost.unlink()
    machine.run("backup", "--to", machine.backups)
    restore(school, machine, machine.made()[0])
    assert kept.exists()
    with school.reading() as session:
        [photo] = session.query(StoredPhoto)
        assert photo.stored_sha256 == kept.stem
    with school.reading() as session:
        named = session.execute(text("SELECT sha256 FROM fact_photo")).scalars().all()
    [again] = set(named) - {photo.sha256}
    data = jpeg(seed=2)
    answer = phone.client.put(f"{URL}/photos/{again}", data=data, content_type="image/jpeg")
    assert answer.status_code == 201 and lost.exists()


def test_what_is_replaced_is_kept_aside_under_a_dated_name(school, machine, database_kind):
    backup = machine.back_up()
    [asset] = add_assets(school)
    said = restore(school, machine, backup).output
    [aside] = machine.data_dir.glob("school.replaced-*")
    assert str(aside) in said and (aside / "secret_key").exists()
    with school.reading() as session:
        assert session.get(Asset, asset) is None
    if database_kind == "sqlite":
        replaced = create_engine(f"sqlite:///{aside / 'school.db'}", poolclass=NullPool)
        counted = "SELECT count(*) FROM asset"
    else:
        replaced = create_engine(school.settings.database_url, poolclass=NullPool)
        counted = f"SELECT count(*) FROM {schemas(replaced)[0]}.asset"  # noqa: S608
    with replaced.connect() as connection:
        assert connection.scalar(text(counted)) == 1


def schemas(engine):
    return [name for name in inspect(engine).get_schema_names() if name.startswith("replaced_")]


def test_a_restored_school_is_backed_up_and_restored_again(school, machine):
    backup = machine.back_up()
    restore(school, machine, backup)
    add_assets(school, 2)
    before = everything(school.settings.database_url)
    again = machine.back_up()
    assert manifest_of(again)["contents"]["counts"].keys() == before.keys() | {
        "backup",
        "sync_counter",
    }
    machine.data_dir.joinpath("school").rename(machine.data_dir / "moved away")
    close(school)
    result = machine.run("restore", again, "--yes")
    assert result.exit_code == 0, result.output
    assert everything(school.settings.database_url) == before


def test_phones_are_told_only_of_backups_that_hold_the_restored_state(school, machine):
    phone = phone_of(school)
    first = manifest_of(machine.back_up())["contents"]["rev"]
    add_assets(school)
    second = machine.back_up()
    add_assets(school)
    machine.back_up()
    restore(school, machine, second)
    assert backed_up_rev(phone) == first


def test_on_a_new_machine_the_school_and_its_key_come_back(school, machine):
    backup = machine.back_up()
    close(school)
    shutil.rmtree(machine.data_dir)
    if "sqlite" not in school.settings.database_url:
        with create_engine(school.settings.database_url, poolclass=NullPool).begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    result = machine.run("restore", backup, "--yes")
    assert result.exit_code == 0, result.output
    assert (machine.data_dir / "school" / "secret_key").read_text() == school.settings.secret_key
    installation = Installation(machine.data_dir, machine.env)
    assert installation.app().test_client().get("/api/school").json["name"] == "试验小学"
    with installation.app().app_context():
        db.engine.dispose()


def test_a_backup_of_an_older_version_is_migrated(school, machine):
    url = school.settings.database_url
    close(school)
    unmigrate(url, "0002")
    backup = machine.back_up()
    migrate(url)
    restore(school, machine, backup)
    assert machine.back_up() and backed_up_rev(phone_of(school)) is not None


def untouched(school, machine, before):
    assert everything(school.settings.database_url) == before
    left = [path.name for path in machine.data_dir.iterdir()]
    assert not [name for name in left if name.startswith((".restore", "school."))]


def test_a_backup_of_which_any_file_was_cut_short_is_refused(school, machine):
    send_photo(school, phone_of(school))
    backup = machine.back_up()
    close(school)
    before = everything(school.settings.database_url)
    files = [path for path in backup.rglob("*") if path.is_file()]
    assert len(files) == 4
    for file in files:
        whole = file.read_bytes()
        file.unlink()
        file.write_bytes(whole[: len(whole) // 2])
        result = machine.run("restore", backup, "--yes")
        assert result.exit_code == 1 and (file.name in result.output), result.output
        untouched(school, machine, before)
        file.write_bytes(whole)
    assert machine.run("restore", backup).exit_code == 1
    untouched(school, machine, before)
    assert machine.run("restore", backup, "--yes").exit_code == 0


def test_a_database_that_is_not_what_the_list_says_is_refused(machine):
    backup = machine.back_up()
    list_ = backup / "manifest.json"
    list_.write_text(list_.read_text().replace('"asset": 0', '"asset": 1'))
    result = machine.run("restore", backup, "--yes")
    assert result.exit_code == 1 and "school.d" in result.output


def test_while_a_server_serves_or_a_backup_runs_nothing_is_restored(school, machine):
    backup = machine.back_up()
    before = everything(school.settings.database_url)
    with serving(machine.data_dir), serving(machine.data_dir):
        result = machine.run("restore", backup, "--yes")
    assert result.exit_code == 1 and "先停下服务" in result.output
    with only_backup(machine.data_dir):
        assert machine.run("restore", backup, "--yes").exit_code == 1
    untouched(school, machine, before)


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_real_server_holds_off_a_restore_until_it_has_ended(machine):
    server = ServerProcess(machine.data_dir)
    server.start()
    try:
        backup = machine.back_up()
        refused = machine.run("restore", backup, "--yes")
    finally:
        server.stop()
    assert refused.exit_code == 1 and "先停下服务" in refused.output
    assert machine.run("restore", backup, "--yes").exit_code == 0


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_a_killed_restore_left_is_cleared_away(school, machine):
    backup = machine.back_up()
    (machine.data_dir / ".restore-killed").mkdir()
    restore(school, machine, backup)
    assert not list(machine.data_dir.glob(".restore-*"))


def test_no_server_starts_while_a_school_is_replaced(machine):
    with nobody_serving(machine.data_dir):
        result = machine.run("serve")
    assert result.exit_code == 1 and "正在恢复" in result.output


def test_without_yes_it_only_says_what_it_would_do(school, machine):
    backup = machine.back_up()
    before = everything(school.settings.database_url)
    result = machine.run("restore", backup)
    assert result.exit_code == 1 and "--yes" in result.output and "试验小学" in result.output
    untouched(school, machine, before)


def test_it_warns_when_a_newer_backup_lies_beside(school, machine):
    older, newer = machine.back_up(), machine.back_up()
    close(school)
    warned = machine.run("restore", older)
    assert "不是最新的备份" in warned.output and str(newer) in warned.output
    assert "不是最新的备份" not in machine.run("restore", newer).output
    older.rename(older.parent / "under a name of the school's")
    assert "Careful" in machine.run("restore", older.parent / "under a name of the school's").output


def test_a_folder_that_is_no_backup_is_named(machine, tmp_path):
    result = machine.run("restore", tmp_path, "--yes")
    assert result.exit_code == 1 and str(tmp_path) in result.output


def test_a_backup_of_another_kind_of_database_is_refused(machine):
    backup = machine.back_up()
    other = "sqlite:////elsewhere.db" if machine.env else "postgresql+psycopg://nowhere/x"
    machine.env = {"CAMPUS_DATABASE_URL": other}
    result = machine.run("restore", backup, "--yes")
    assert result.exit_code == 1 and "CAMPUS_DATABASE_URL" in result.output


def test_a_backup_of_a_newer_version_is_refused(school, machine):
    close(school)
    with create_engine(school.settings.database_url, poolclass=NullPool).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backup = machine.back_up()
    result = machine.run("restore", backup, "--yes")
    assert result.exit_code == 1 and "更新的版本" in result.output


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_restore_that_fails_midway_brings_the_replaced_tables_back(school, machine, tmp_path):
    backup = machine.back_up()
    add_assets(school)
    close(school)
    place = SchoolPlace(school.settings.school_dir, school.settings.database_url)
    before = everything(place.database_url)

    dump = backup / "school.dump"
    with (
        pytest.raises(TimeoutError),
        replaced_schema(place.database_url, dump, tmp_path, now()),
    ):
        raise TimeoutError
    assert everything(place.database_url) == before
    assert not schemas(create_engine(place.database_url, poolclass=NullPool))
