"""What a school's database holds, read in one state of it.

In SQL of its own, because a backup may be older than the present models.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection


@dataclass(frozen=True)
class Contents:
    """``counts``: rows by table. ``photos``: the stored hashes of all photos whose bytes the
    school has. ``migration``: the schema's revision."""

    school_id: str
    school: str
    is_demo: bool
    epoch: str
    rev: int
    migration: str
    counts: dict[str, int]
    photos: list[str]


def read_contents(connection: Connection) -> Contents:
    """Read everything within the connection's transaction."""
    school = connection.execute(text("SELECT id, name, is_demo FROM school")).one()
    counter = connection.execute(text("SELECT epoch, rev FROM sync_counter")).one()
    photos = connection.scalars(
        text("SELECT DISTINCT stored_sha256 FROM stored_photo WHERE deleted_at IS NULL ORDER BY 1")
    )
    return Contents(
        school_id=school.id,
        school=school.name,
        is_demo=bool(school.is_demo),
        epoch=counter.epoch,
        rev=counter.rev,
        migration=connection.scalar(text("SELECT version_num FROM alembic_version")),
        counts=_counts(connection),
        photos=list(photos),
    )


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table: connection.scalar(text(f'SELECT count(*) FROM "{table}"'))  # noqa: S608 - the schema's own names
        for table in sorted(inspect(connection).get_table_names())
    }
