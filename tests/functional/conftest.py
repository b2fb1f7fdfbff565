"""A begun school behind a real application, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
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
from tests.factories.people import PERSONAS, password_of

_TERM = NewTerm("2026-2027 上", date(2026, 9, 1), date(2027, 1, 22))


@dataclass
class SchoolUnderTest:
    """The application with its database, and a browser for each persona. ``people``: login -> id."""

    app: Flask
    settings: Settings
    people: dict[str, str] = field(default_factory=dict)

    def client(self, login: str | None = None) -> FlaskClient:
        """A browser of its own, signed in as ``login`` unless None."""
        client = self.app.test_client()
        if login is not None:
            client.device_id = new_id()
            answer = client.post(
                "/api/session",
                json={
                    "login": login,
                    "password": password_of(login),
                    "device": {"id": client.device_id, "name": f"phone of {login}"},
                },
            )
            assert answer.status_code == 200, answer.json
            client.grant = answer.json["capture_grant"]
        return client

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The database as committed. Never held while a client asks: it would be the client's."""
        with self.app.app_context():
            yield db.session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.app.app_context(), write_transaction(db.session) as session:
            yield session


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(school_dir=tmp_path, database_url=database_url, secret_key="a test's key")


@pytest.fixture
def school(settings: Settings) -> Iterator[SchoolUnderTest]:
    migrate(settings.database_url)
    app = create_app(settings)
    app.testing = True
    under_test = SchoolUnderTest(app, settings)
    now = datetime.now(UTC)
    with under_test.writing() as session:
        begin_school(
            session, "试验小学", _TERM, NewAdministrator("ada", "Ada", password_of("ada")), now
        )
        for login, (name, role) in PERSONAS.items():
            if role is not Role.ADMINISTRATOR:
                add_person(session, login, name, password_of(login), {role}, now)
        under_test.people = {p.login: p.id for p in session.query(Person)}
    yield under_test
    with app.app_context():
        db.engine.dispose()
