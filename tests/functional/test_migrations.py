"""Up to the newest and down to nothing, on both databases; models and migrations agree."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from server.records import Base
from server.records.migrate import _INI, migrate, unmigrate


def open_(url):
    return create_engine(url, poolclass=NullPool)


def tables(url):
    with open_(url).connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


def functions_and_triggers(url, kind):
    query = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
        if kind == "sqlite"
        else "SELECT count(*) FROM pg_proc WHERE proname LIKE 'sync_%'"
    )
    with open_(url).connect() as connection:
        return connection.scalar(text(query))


def test_migrations_go_up_down_and_up_again(database_url, database_kind):
    for _ in range(2):
        migrate(database_url)
        assert tables(database_url) == set(Base.metadata.tables)
        assert functions_and_triggers(database_url, database_kind) > 0
        unmigrate(database_url)
        assert tables(database_url) == set()
        assert functions_and_triggers(database_url, database_kind) == 0


def test_every_step_alone_goes_up_and_down(database_url):
    steps = [s.revision for s in ScriptDirectory.from_config(Config(_INI)).walk_revisions()]
    for revision in reversed(steps):
        migrate(database_url, revision)
    for revision in [*steps[1:], "base"]:
        unmigrate(database_url, revision)
    assert tables(database_url) == set()


def test_there_is_one_newest_migration():
    assert len(ScriptDirectory.from_config(Config(_INI)).get_heads()) == 1


def test_the_migrated_schema_is_what_the_models_say(database_url):
    migrate(database_url)
    with open_(database_url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing_and_data_stays(school):
    url = school.settings.database_url
    before = _everything(url)
    migrate(url)
    assert _everything(url) == before


def test_data_survives_the_way_down_to_the_first_migration_and_up_again(school):
    url = school.settings.database_url
    before = _everything(url)
    unmigrate(url, "0001")
    kept = tables(url) & set(Base.metadata.tables)  # what later tables hold goes with them
    migrate(url)
    after = _everything(url)
    assert {t: before[t] for t in kept} == {t: after[t] for t in kept}
    assert before["person"] and before["asset_kind"]


def _everything(url):
    with open_(url).connect() as connection:
        return {
            table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))  # noqa: S608
            for table in inspect(connection).get_table_names()
        }
