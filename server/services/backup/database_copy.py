"""The two kinds of database behind one shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from server.services.backup.contents import Contents
from server.services.backup.postgresql_copy import check_postgresql, copy_postgresql
from server.services.backup.sqlite_copy import check_sqlite, copy_sqlite


@dataclass(frozen=True)
class DatabaseCopy:
    """``make`` writes the copy of a database at a URL; ``check`` raises BackupDamaged."""

    file_name: str
    make: Callable[[str, Path], Contents]
    check: Callable[[Path, Contents], None]


DATABASE_COPIES: Mapping[str, DatabaseCopy] = {
    "sqlite": DatabaseCopy("school.db", copy_sqlite, check_sqlite),
    "postgresql": DatabaseCopy("school.dump", copy_postgresql, check_postgresql),
}
