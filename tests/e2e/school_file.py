"""The running server's database, opened beside it: what only the database can prove."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any


class SchoolFile:
    """``folder`` is ``demo`` or ``school`` in the server's data folder."""

    def __init__(self, data_dir: Path, folder: str) -> None:
        self._path = data_dir / folder / "school.db"

    def rows(self, query: str, *params: object) -> list[tuple[Any, ...]]:
        with self._open() as connection:
            return connection.execute(query, params).fetchall()

    def change(self, statement: str, *params: object) -> None:
        """For what time would do in earnest: a session that expires."""
        with self._open() as connection, connection:
            connection.execute(statement, params)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=20)) as connection:
            yield connection
