"""Bring a school's database to the newest migration, or back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from server.records.database import ENGINE_OPTIONS

_INI = Path(__file__).parents[2] / "migrations" / "alembic.ini"


def migrate(database_url: str, revision: str = "head") -> None:
    """Upgrade the database to ``revision``; all steps in one transaction."""
    _run(database_url, command.upgrade, revision)


def is_known(revision: str) -> bool:
    """Whether a database at ``revision`` is one of ours or of an older version."""
    known = ScriptDirectory.from_config(Config(_INI)).walk_revisions()
    return any(script.revision == revision for script in known)


def unmigrate(database_url: str, revision: str = "base") -> None:
    """Downgrade the database to ``revision``."""
    _run(database_url, command.downgrade, revision)


def _run(database_url: str, step: Callable[[Config, str], None], revision: str) -> None:
    config = Config(_INI)
    engine = create_engine(database_url, poolclass=NullPool, **ENGINE_OPTIONS)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        step(config, revision)
