"""A begun school behind a real application, on SQLite and on PostgreSQL.

Migrating and beginning a school takes a second, so it is done once a run for each kind of
database; every test works on a copy of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from sqlalchemy.orm import Session

from server.app import create_app
from server.config import Settings
from server.domain.access import Role
from server.records import Person, new_id
from server.records.database import write_transaction
from server.records.migrate import migrate
from server.services.people import add_person
from server.services.school import NewAdministrator, NewTerm, begin_school
from server.web.database import db
from tests.conftest import address_of, create_database, drop_database
from tests.factories.people import PERSONAS, password_of

_TERM = NewTerm("2026-2027 上", date(2026, 9, 1), date(2027, 1, 22))

# A hash carries its own cost, so that signing in is real and yet takes a millisecond.
_CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class SchoolUnderTest:
    """The application with its database, and browsers. ``people``: login -> id."""

    app: Flask
    settings: Settings
    people: dict[str, str] = field(default_factory=dict)

    def client(self, login: str | None = None) -> FlaskClient:
        """A browser of its own, signed in as ``login`` unless None."""
        client = self.app.test_client()
        if login is not None:
            self.sign_in(client, login, new_id())
        return client

    def sign_in(self, client: FlaskClient, login: str, device_id: str) -> None:
        """Sign in on a device; the client then knows its ``device_id`` and ``grant``."""
        answer = client.post(
            "/api/session",
            json={
                "login": login,
                "password": password_of(login),
                "device": {"id": device_id, "name": f"phone of {login}"},
            },
        )
        assert answer.status_code == 200, answer.json
        client.device_id = device_id
        client.grant = answer.json["capture_grant"]

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The database as committed. Never held while a client asks: it would be the client's."""
        with self.app.app_context():
            yield db.session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.app.app_context(), write_transaction(db.session) as session:
            yield session


@pytest.fixture(scope="session")
def begun_template(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], str]:
    """By kind of database: where the begun school lies that tests copy (a file, or a name)."""

    @cache
    def template(kind: str) -> str:
        folder = tmp_path_factory.mktemp("begun")
        if kind == "sqlite":
            _begin(f"sqlite:///{folder / 'school.db'}", folder)
            return str(folder / "school.db")
        server = request.getfixturevalue("postgres_server")
        name = create_database(server)
        _begin(address_of(server, name), folder)
        return name

    return template


@pytest.fixture
def begun_database_url(
    request: pytest.FixtureRequest,
    database_kind: str,
    begun_template: Callable[[str], str],
    tmp_path: Path,
) -> Iterator[str]:
    """The address of a database with a begun school and the personas in it."""
    template = begun_template(database_kind)
    if database_kind == "sqlite":
        shutil.copy(template, tmp_path / "school.db")
        yield f"sqlite:///{tmp_path / 'school.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    name = create_database(server, template)
    yield address_of(server, name)
    drop_database(server, name)


@pytest.fixture
def settings(begun_database_url: str, tmp_path: Path) -> Settings:
    return _settings(begun_database_url, tmp_path)


@pytest.fixture(scope="session")
def compiled_pages(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Pages, compiled once a run instead of once a test."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("pages")))


@pytest.fixture
def school(settings: Settings, compiled_pages: BytecodeCache) -> Iterator[SchoolUnderTest]:
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = compiled_pages
    under_test = SchoolUnderTest(app, settings)
    with under_test.reading() as session:
        under_test.people = {p.login: p.id for p in session.query(Person)}
    yield under_test
    with app.app_context():
        db.engine.dispose()


def _settings(database_url: str, folder: Path) -> Settings:
    return Settings(school_dir=folder, database_url=database_url, secret_key="a test's key")


def _begin(database_url: str, folder: Path) -> None:
    migrate(database_url)
    app = create_app(_settings(database_url, folder))
    now = datetime.now(UTC)
    with app.app_context():
        with write_transaction(db.session) as session:
            ada = NewAdministrator("ada", "Ada", password_of("ada"))
            begin_school(session, "试验小学", _TERM, ada, now)
            for login, (name, role) in PERSONAS.items():
                if role is not Role.ADMINISTRATOR:
                    add_person(session, login, name, password_of(login), {role}, now)
            for person in session.query(Person):
                person.password_hash = _CHEAP.hash(password_of(person.login))
        db.engine.dispose()
