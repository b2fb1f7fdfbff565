"""A dump put back into a PostgreSQL database, the replaced tables kept in a schema aside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from shutil import copyfileobj

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from server.services.backup.postgresql_copy import REPLACED
from server.services.backup.postgresql_tools import read_dump, run_tool


@contextmanager
def replaced_schema(database_url: str, dump: Path, draft: Path, now: datetime) -> Iterator[None]:
    """Set the present tables aside and load the dump, both in one transaction. When the block
    raises, the replaced tables come back.

    Raises BackupToolMissing, BackupToolFailed, BackupDiskFull.
    """
    aside = f"{REPLACED}{now:%Y%m%d_%H%M%S%f}"
    script = draft / "school.sql"
    try:
        with (
            read_dump(dump, "--no-owner", "--no-privileges") as lines,
            script.open("wb") as file,
        ):
            copyfileobj(lines, file)
        run_tool(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--single-transaction",
            f"--command=ALTER SCHEMA public RENAME TO {aside}",
            "--command=CREATE SCHEMA public",
            f"--file={script}",
            database_url=database_url,
            folder=draft,
        )
    finally:
        script.unlink(missing_ok=True)
    try:
        yield
    except BaseException:
        _bring_back(database_url, aside)
        raise


def _bring_back(database_url: str, aside: str) -> None:
    with create_engine(database_url, poolclass=NullPool).begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text(f"ALTER SCHEMA {aside} RENAME TO public"))
