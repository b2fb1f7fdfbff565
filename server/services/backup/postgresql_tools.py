"""PostgreSQL's own programs, as found on the PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo
from sqlalchemy import make_url

from server.domain.problems_backup import BackupDiskFull, BackupToolFailed, BackupToolMissing

_FULL_WORDS = ("No space left on device", "File too large", "Disk quota exceeded")


def run_tool(name: str, *arguments: str | Path, database_url: str, folder: Path) -> None:
    """Run ``pg_dump`` or ``psql`` on the database to its end.

    Raises BackupToolMissing, BackupToolFailed with its last words, BackupDiskFull of ``folder``.
    """
    address, env = _address(database_url)
    command = [tool(name), f"--dbname={address}", "--no-password", *map(str, arguments)]
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        command,
        env=env,
        capture_output=True,
        text=True,
        check=False,
        restore_signals=False,  # at a limit of file size it shall say so instead of dying
    )
    _check(name, done.returncode, done.stderr, folder)


@contextmanager
def read_dump(dump: Path, *arguments: str) -> Iterator[IO[bytes]]:
    """What ``pg_restore`` makes of ``dump``, as a stream. Raises BackupToolMissing,
    BackupToolFailed."""
    command = [tool("pg_restore"), *arguments, "--file=-", str(dump)]
    with subprocess.Popen(  # noqa: S603 - idem
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr  # noqa: S101 - both were asked for
        yield process.stdout
        said = process.stderr.read().decode(errors="replace")
    _check("pg_restore", process.returncode, said, dump.parent)


def tool(name: str) -> str:
    """The program's path. Raises BackupToolMissing."""
    path = shutil.which(name)
    if path is None:
        raise BackupToolMissing(tool=name)
    return path


def _address(database_url: str) -> tuple[str, dict[str, str]]:
    """The database's address without its password, which the list of processes would show, and
    the environment that carries it."""
    url = make_url(database_url).set(drivername="postgresql")
    parts = conninfo_to_dict(url.render_as_string(hide_password=False))
    password = parts.pop("password", None)
    env = os.environ | ({"PGPASSWORD": str(password)} if password else {})
    return make_conninfo("", **parts), env


def _check(name: str, code: int, said: str, folder: Path) -> None:
    if code == 0:
        return
    if any(words in said for words in _FULL_WORDS):
        raise BackupDiskFull(folder=folder)
    lines = [line for line in said.splitlines() if "error" in line.lower()] or [
        said.strip() or str(code)
    ]
    raise BackupToolFailed(tool=name, said=lines[0])
