"""Recognising a full disk in what the system and the databases raise."""

from __future__ import annotations

import errno

from sqlalchemy.exc import DBAPIError

DISK_FULL_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DATABASE_WORDS = ("database or disk is full", "No space left on device", "disk I/O error")


def is_disk_full(error: BaseException) -> bool:
    """True when ``error`` says that no more bytes could be written."""
    if isinstance(error, OSError):
        return error.errno in DISK_FULL_ERRNOS
    return isinstance(error, DBAPIError) and any(w in str(error.orig) for w in _DATABASE_WORDS)
