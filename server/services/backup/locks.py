"""Who has an installation in hand: servers share it, a restore wants it alone; backups take turns.

The locks are the kernel's, on files in the data folder, and end with the process that holds them,
however it ends.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.domain.problems import Problem
from server.domain.problems_backup import BackupRunning, RestoreRunning, ServerRunning

_SERVE, _BACKUP = "serve.lock", "backup.lock"


@contextmanager
def serving(data_dir: Path) -> Iterator[None]:
    """Held by every server, its workers included. Raises RestoreRunning."""
    with _locked(data_dir / _SERVE, fcntl.LOCK_SH, RestoreRunning()):
        yield


@contextmanager
def nobody_serving(data_dir: Path) -> Iterator[None]:
    """Raises ServerRunning while any server holds the installation."""
    with _locked(data_dir / _SERVE, fcntl.LOCK_EX, ServerRunning()):
        yield


@contextmanager
def only_backup(data_dir: Path) -> Iterator[None]:
    """Held by a backup or a restore. Raises BackupRunning."""
    with _locked(data_dir / _BACKUP, fcntl.LOCK_EX, BackupRunning()):
        yield


@contextmanager
def _locked(file: Path, how: int, taken: Problem) -> Iterator[None]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w") as lock:
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise taken from error
        yield
