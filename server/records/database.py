"""How a school's database is opened, and the only way to write to it.

Outside ``write_transaction`` a connection is read only, so a write in the wrong place fails at
once instead of dying under load (a deferred BEGIN that turns into a write loses to "database is
locked"). Writers take turns, so that what one reads before it writes stays true: on SQLite by a
file lock around the write transaction (SQLite's own busy handler starves waiters), on PostgreSQL
by an advisory lock that ends with the transaction.
"""

from __future__ import annotations

import fcntl
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import orjson
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from server.records.sync_counter import stamp_pending

_BUSY_SECONDS = 20
_WRITING = "campus_writing"
_POSTGRESQL_TURN = 0x43525744  # any fixed number: the name of the writers' lock in a database


def _json_text(value: Any) -> str:
    """Quickly where it can be; what orjson refuses, half a character, is written all the same."""
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:
        return json.dumps(value)


ENGINE_OPTIONS: Mapping[str, Any] = MappingProxyType({"json_serializer": _json_text})


def prepare_engine(engine: Engine) -> None:
    """Attach transaction discipline and revision stamping to ``engine``."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    event.listen(engine, "commit", _stamp_at_commit)


def _open_sqlite(dbapi_connection: sqlite3.Connection, _record: Any) -> None:
    dbapi_connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # A savepoint copies every page that is written in it; those copies stay in memory, and a
        # push of 200 facts, which touches as many assets' pages, fits into the cache.
        "temp_store = MEMORY",
        "cache_size = -8000",
        f"busy_timeout = {_BUSY_SECONDS * 1000}",
    ):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _is_writing(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITING))


def _begin_sqlite(connection: Connection) -> None:
    writing = _is_writing(connection)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _is_writing(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_TURN})")
    else:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def _stamp_at_commit(connection: Connection) -> None:
    if _is_writing(connection):
        stamp_pending(connection)


@contextmanager
def write_transaction(session: Session) -> Iterator[Session]:
    """Run the block in one writing transaction and commit it; roll back on any exception.

    What the session had read before belongs to an older state and is let go first. Raises
    RuntimeError inside another one: it would wait for its own turn.
    """
    if session.info.get(_WRITING):
        raise RuntimeError("write transactions do not nest")
    session.rollback()
    with _turn(session):
        session.info[_WRITING] = True
        try:
            session.connection(execution_options={_WRITING: True})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            del session.info[_WRITING]


@contextmanager
def writing_to(database_url: str) -> Iterator[Session]:
    """One writing transaction on a school that this process does not serve."""
    engine = create_engine(database_url, poolclass=NullPool, **ENGINE_OPTIONS)
    prepare_engine(engine)
    with Session(engine) as session, write_transaction(session):
        yield session


@contextmanager
def _turn(session: Session) -> Iterator[None]:
    database = session.get_bind().engine.url.database
    if session.get_bind().dialect.name != "sqlite" or not database or database == ":memory:":
        yield
        return
    with Path(f"{database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
