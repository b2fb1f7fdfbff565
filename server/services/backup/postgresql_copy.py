"""A PostgreSQL database dumped from one snapshot, and the dump read again."""

from __future__ import annotations

from pathlib import Path
from typing import IO

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from server.domain.problems_backup import BackupDamaged, BackupToolFailed
from server.services.backup.contents import Contents, read_contents
from server.services.backup.postgresql_tools import read_dump, run_tool

REPLACED = "replaced_"  # schemas that a restore set aside; no part of the school


def copy_postgresql(database_url: str, copy: Path) -> Contents:
    """Dump the very state that the contents are read from; writers go on meanwhile.

    Raises BackupToolMissing, BackupToolFailed, BackupDiskFull.
    """
    engine = create_engine(database_url, poolclass=NullPool, isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        snapshot = connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one()
        contents = read_contents(connection)
        run_tool(
            "pg_dump",
            "--format=custom",
            f"--snapshot={snapshot}",
            f"--exclude-schema={REPLACED}*",
            "--no-owner",
            "--no-privileges",
            f"--file={copy}",
            database_url=database_url,
            folder=copy.parent,
        )
    return contents


def check_postgresql(copy: Path, contents: Contents) -> None:
    """Raises BackupDamaged unless every row of ``contents`` can be read out of the dump."""
    try:
        with read_dump(copy, "--list") as listed:
            names = {words[-2] for words in map(bytes.split, listed) if b"DATA" in words}
        with read_dump(copy, "--data-only") as script:
            counts = _count_rows(script)
    except BackupToolFailed as error:
        raise BackupDamaged(file=copy.name) from error
    listed_tables = {name.decode() for name in names}
    if counts != contents.counts or listed_tables != set(contents.counts):
        raise BackupDamaged(file=copy.name)


def _count_rows(script: IO[bytes]) -> dict[str, int]:
    """Rows by table: the lines between ``COPY public.table (...)`` and ``\\.``."""
    counts: dict[str, int] = {}
    table = None
    for line in script:
        if table is None:
            if line.startswith(b"COPY public."):
                table = line[len(b"COPY public.") :].split(b" ", 1)[0].decode().strip('"')
                counts[table] = 0
        elif line == b"\\.\n":
            table = None
        else:
            counts[table] += 1
    return counts
