"""The real application over a real database, in process, with its crashes and full disks."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from server.app import create_app
from server.config import Settings
from server.records.database import write_transaction
from server.services.backup.make import make_backup
from server.services.backup.place import SchoolPlace
from server.services.backup.restore import restore_backup
from server.services.backup.verify import verify_backup
from server.web.database import db
from tests.sync.clock import TrueClock
from tests.sync.school import SECRET_KEY

_KEPT_BACKUPS = 5
_KEPT_HEADERS = ("Content-Type", "ETag", "Retry-After")


class Killed(BaseException):
    """The server's process has ended here. Not an Exception, so that nothing survives it."""


@dataclass(frozen=True)
class Request:
    """As the phone sent it; ``cookie`` is what the browser had at that moment."""

    id: int
    profile: str
    page: str
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    cookie: str

    @property
    def name(self) -> str:
        """Short, for the trace: without ids and cursors."""
        path = self.path.split("?")[0].removeprefix("/api/").removeprefix("sync/v1/")
        return f"{self.method} {path[:12]}"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mishap:
    """What happens to the server while it answers: killed before its n-th statement or at the
    commit (0), or a disk that takes no file longer than so many bytes."""

    killed_at: int | None = None
    file_limit: int | None = None


class StormServer:
    """One school in ``data_dir``; ``database_url`` is its database."""

    def __init__(self, data_dir: Path, database_url: str, clock: TrueClock) -> None:
        self.clock = clock
        self.backups = data_dir / "backups"
        self.place = SchoolPlace(data_dir / "school", database_url)
        settings = Settings(self.place.folder, database_url, SECRET_KEY)
        self.app: Flask = create_app(settings, clock)

    def answer(self, request: Request, mishap: Mishap | None = None) -> Answer:
        """Answer as the deployed server would. Raises Killed."""
        headers = {**request.headers, "Cookie": request.cookie}
        client = self.app.test_client(use_cookies=False)
        with ExitStack() as around:
            if mishap is not None:
                around.enter_context(self._mishap(mishap))
            response = client.open(
                request.path, method=request.method, headers=headers, data=request.body
            )
        return Answer(
            response.status_code,
            {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers},
            response.data,
            tuple(response.headers.getlist("Set-Cookie")),
        )

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """What the desk's pages do: one committed transaction."""
        with self.app.app_context(), write_transaction(db.session) as session:
            yield session

    def back_up(self) -> Path:
        return make_backup(self.place, self.backups, _KEPT_BACKUPS, self.clock()).path

    def restore(self, backup: Path) -> None:
        """Stop, put the backup back, start again."""
        self.stop()
        aside = restore_backup(backup, verify_backup(backup), self.place, self.clock()).aside
        if aside is not None:
            shutil.rmtree(aside)

    def stop(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    @contextmanager
    def _mishap(self, mishap: Mishap) -> Iterator[None]:
        with ExitStack() as around:
            if mishap.killed_at is not None:
                around.enter_context(self._killed(mishap.killed_at))
            if mishap.file_limit is not None:
                around.enter_context(_full_disk(mishap.file_limit))
            yield

    @contextmanager
    def _killed(self, at: int) -> Iterator[None]:
        """Only while it writes: a server that dies while it reads has answered nothing, no more."""
        with self.app.app_context():
            engine = db.engine
        left = [at]

        def count(connection, *_: object) -> None:
            if connection.get_execution_options().get("campus_writing"):
                left[0] -= 1
                if left[0] == 0:
                    raise Killed

        def at_commit(connection) -> None:
            if connection.get_execution_options().get("campus_writing"):
                raise Killed

        hook = ("commit", at_commit) if at == 0 else ("before_cursor_execute", count)
        event.listen(engine, *hook)
        try:
            yield
        finally:
            event.remove(engine, *hook)


@contextmanager
def _full_disk(file_limit: int) -> Iterator[None]:
    """The kernel refuses bytes beyond ``file_limit`` in any file: databases and photos alike."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
