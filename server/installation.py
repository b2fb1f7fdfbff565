"""One machine's schools: the demo, and the school's own once it was begun.

A WSGI application that hands each request to the school in force. The demo's database stays as it
was when a school of its own begins.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

from server.app import create_app
from server.config import Settings, database_url_of, read_settings
from server.domain.problems import SchoolExists
from server.domain.problems_backup import NoSchoolYet
from server.records.database import write_transaction
from server.records.migrate import migrate
from server.services.backup.place import SchoolPlace
from server.services.demo.load import Credential, load_demo
from server.services.school import NewAdministrator, NewTerm, begin_school
from server.sync.demo_count import count_demo_room
from server.web.database import db

_DEMO, _OWN = "demo", "school"
_OWN_DATABASE_SETTINGS = ("CAMPUS_DATABASE_URL", "CAMPUS_DATABASE_URL_FILE")


class Installation:
    """``data_dir`` holds a folder for each school."""

    def __init__(self, data_dir: Path, env: Mapping[str, str] = os.environ) -> None:
        self._data_dir = data_dir
        self._env = env
        self._apps: dict[Path, Flask] = {}
        self._making = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.app()(environ, start_response)

    def app(self) -> Flask:
        """The application of the school in force, made at its first request."""
        folder = self._own_dir if self._own_dir.exists() else self._demo_dir
        with self._making:
            if folder not in self._apps:
                self._apps[folder] = self._make_app(folder)
            return self._apps[folder]

    @property
    def data_dir(self) -> Path:
        return self._data_dir

    def place_in_force(self) -> SchoolPlace:
        """Where the school in force lies. Raises NoSchoolYet before the first start."""
        place = self.place_of(is_demo=not self._own_dir.exists())
        if not place.folder.exists():
            raise NoSchoolYet
        return place

    def place_of(self, *, is_demo: bool) -> SchoolPlace:
        """Where the demo, or the school's own, lies or would lie."""
        folder = self._demo_dir if is_demo else self._own_dir
        return SchoolPlace(folder, database_url_of(folder, self._env_of(own=not is_demo)))

    @staticmethod
    def schoolless_app() -> Flask:
        """An application that answers no request about a school: to read its routes from."""
        return create_app(Settings(Path(os.devnull), "sqlite://", secret_key="none"))  # noqa: S106 - signs nothing

    def prepare(self) -> list[Credential]:
        """Migrate what is there; on the very first start load the demo and return its passwords."""
        if self._own_dir.exists():
            migrate(self._settings(self._own_dir).database_url)
            return []
        if self._demo_dir.exists():
            migrate(self._settings(self._demo_dir).database_url)
            return []
        return self._load_demo()

    def begin_school(self, name: str, term: NewTerm, administrator: NewAdministrator) -> None:
        """Make a fresh, empty school and put it in force; the demo stays untouched.

        All or nothing: the folder gets its name when everything in it is ready. Raises
        SchoolExists, TermDatesReversed, PasswordTooShort.
        """
        with _one_at_a_time(self._data_dir):
            if self._own_dir.exists():
                raise SchoolExists
            with _Draft(self._own_dir) as draft:
                self._fill(draft, name, term, administrator)

    def _fill(self, draft: Path, name: str, term: NewTerm, administrator: NewAdministrator) -> None:
        settings = self._settings(draft, own=True)
        migrate(settings.database_url)
        app = create_app(settings)
        with app.app_context():
            with write_transaction(db.session) as session:
                begin_school(session, name, term, administrator, datetime.now(UTC))
            db.engine.dispose()

    @property
    def _demo_dir(self) -> Path:
        return self._data_dir / _DEMO

    @property
    def _own_dir(self) -> Path:
        return self._data_dir / _OWN

    def _make_app(self, folder: Path) -> Flask:
        app = create_app(self._settings(folder))
        app.config["BEGIN_SCHOOL"] = self.begin_school
        return app

    def _settings(self, folder: Path, *, own: bool | None = None) -> Settings:
        """The demo never lives in the database that was named for the school."""
        own = folder == self._own_dir if own is None else own
        return read_settings(folder, self._env_of(own=own), may_begin_school=not own)

    def _env_of(self, *, own: bool) -> dict[str, str]:
        hidden = () if own else _OWN_DATABASE_SETTINGS
        return {name: value for name, value in self._env.items() if name not in hidden}

    def _load_demo(self) -> list[Credential]:
        with _Draft(self._demo_dir) as draft:
            settings = self._settings(draft, own=False)
            migrate(settings.database_url)
            app = create_app(settings)
            with app.app_context():
                with write_transaction(db.session) as session:
                    now = datetime.now(UTC)
                    credentials = load_demo(session, now)
                    count_demo_room(session, now)
                db.engine.dispose()
        return credentials


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Whoever else wants this folder, in any thread or process, waits: a double click must not
    begin two schools, and Alembic migrates one database at a time."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


class _Draft:
    """A folder that takes its final name only when the block ends well."""

    def __init__(self, final: Path) -> None:
        self._final = final

    def __enter__(self) -> Path:
        self._final.parent.mkdir(parents=True, exist_ok=True)
        self._draft = Path(tempfile.mkdtemp(prefix=".begin-", dir=self._final.parent))
        return self._draft

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._draft.rename(self._final)
        finally:
            shutil.rmtree(self._draft, ignore_errors=True)
