"""What the system says when a file cannot be written, as problems a person can act on."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from server.domain.problems_backup import BackupDiskFull, BackupUnwritable

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# SQLite says "disk I/O error" when a limit on the size of files stops a write.
_FULL_WORDS = ("database or disk is full", "disk I/O error", "No space left on device")


@contextmanager
def told_of(folder: Path) -> Iterator[None]:
    """Raises BackupDiskFull or BackupUnwritable about ``folder`` for what the system raised."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise BackupDiskFull(folder=folder) from error
        raise BackupUnwritable(folder=folder, reason=error) from error
    except (sqlite3.DatabaseError, DBAPIError) as error:
        said = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        if any(words in said for words in _FULL_WORDS):
            raise BackupDiskFull(folder=folder) from error
        raise BackupUnwritable(folder=folder, reason=said.strip()) from error
