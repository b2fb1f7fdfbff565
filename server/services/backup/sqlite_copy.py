"""A SQLite database copied while it is written to, and the copy opened again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import create_engine, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from server.domain.problems_backup import BackupDamaged
from server.services.backup.contents import Contents, read_contents


def copy_sqlite(database_url: str, copy: Path) -> Contents:
    """Write one state of the database into ``copy``; writers go on meanwhile.

    All pages go in one step: under the write-ahead log that is one snapshot and blocks nobody.
    Raises OSError, sqlite3.OperationalError.
    """
    live = make_url(database_url).database
    with (
        closing(sqlite3.connect(f"file:{quote(str(live))}?mode=rw", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
    with _opened(copy) as connection:
        return read_contents(connection)


def check_sqlite(copy: Path, contents: Contents) -> None:
    """Raises BackupDamaged unless ``copy`` is a sound database that holds ``contents``."""
    try:
        with _opened(copy) as connection:
            sound = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
            whole = not connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            same = read_contents(connection) == contents
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise BackupDamaged(file=copy.name) from error
    if not (sound and whole and same):
        raise BackupDamaged(file=copy.name)


@contextmanager
def _opened(copy: Path) -> Iterator[Connection]:
    """Read only, and nothing is written beside it: a backup may lie on a read-only disk."""
    address = f"file:{quote(str(copy))}?mode=ro&immutable=1"
    engine = create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(address, uri=True), poolclass=NullPool
    )
    with engine.connect() as connection:
        yield connection
