"""A begun school served by a real gunicorn, on SQLite and on PostgreSQL, and phones that ask it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from server.config import Settings
from tests.e2e.server_process import ServerProcess
from tests.factories.facts import Phone
from tests.factories.people import password_of
from tests.functional.conftest import SchoolUnderTest
from tests.functional.served.http_client import HttpClient

_KEY = "a test's key"
_CHECK_INDEXES = """SELECT bt_index_check(indexrelid, true) FROM pg_index
JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace"""


@dataclass
class ServedSchool:
    """``school`` reads and writes the same database beside the server."""

    server: ServerProcess
    school: SchoolUnderTest

    def phone(self, login: str = "ines") -> Phone:
        client = HttpClient(self.server.port)
        return Phone(client, client.sign_in(login, password_of(login)))

    def restart(self) -> None:
        """Kill it with -9, whether it still runs or not, and start it again."""
        self.server.kill()
        self.server.start()

    def assert_database_is_whole(self) -> None:
        """By the database's own check of its pages and indexes."""
        with self.school.writing() as session:
            if session.get_bind().dialect.name == "sqlite":
                assert session.scalar(text("PRAGMA integrity_check")) == "ok"
                assert session.execute(text("PRAGMA foreign_key_check")).all() == []
            else:
                session.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
                session.execute(text(_CHECK_INDEXES))


def installed(database_url: str, data_dir: Path) -> Settings:
    """The school of the database at ``database_url``, laid out as an installation has it."""
    folder = data_dir / "school"
    folder.mkdir(parents=True)
    (folder / "secret_key").write_text(_KEY)
    if database_url.startswith("sqlite"):
        shutil.move(database_url.removeprefix("sqlite:///"), folder / "school.db")
        database_url = f"sqlite:///{folder / 'school.db'}"
    return Settings(folder, database_url, secret_key=_KEY)


@pytest.fixture
def settings(begun_database_url: str, tmp_path: Path) -> Settings:
    return installed(begun_database_url, tmp_path / "data")


@pytest.fixture
def served(settings: Settings, school: SchoolUnderTest) -> Iterator[ServedSchool]:
    is_sqlite = settings.database_url.startswith("sqlite")
    more = {} if is_sqlite else {"CAMPUS_DATABASE_URL": settings.database_url}
    server = ServerProcess(settings.school_dir.parent, settings=more)
    server.start()
    yield ServedSchool(server, school)
    server.kill()
