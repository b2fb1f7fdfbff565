"""The school's one change counter and the tombstones of synced rows (see docs/spec/sync.md)."""

from __future__ import annotations

from itertools import compress

from sqlalchemy import BigInteger, String, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, mapped_column

from server.records.base import Base, Id

SYNCED_TABLES = (
    "asset",
    "asset_kind",
    "checklist",
    "count_sheet",
    "person",
    "place",
    "route",
    "school_year",
    "stocktake",
)
STAMPED_TABLES = (*SYNCED_TABLES, "fact", "held_resolution", "tombstone")


class SyncCounter(Base):
    """One row: the last revision given out, the epoch, and the floor below which
    tombstones are gone."""

    __tablename__ = "sync_counter"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    epoch: Mapped[str] = mapped_column(Id)
    rev: Mapped[int] = mapped_column(BigInteger, default=0)
    tombstone_floor: Mapped[int] = mapped_column(BigInteger, default=0)


class Tombstone(Base):
    """A deleted synced row; written by triggers."""

    __tablename__ = "tombstone"
    table_name: Mapped[str] = mapped_column(String(40), primary_key=True)
    row_id: Mapped[str] = mapped_column(Id, primary_key=True)
    rev: Mapped[int | None] = mapped_column(BigInteger, index=True)


_PENDING = text(
    "SELECT " + ", ".join(f"EXISTS(SELECT 1 FROM {t} WHERE rev IS NULL)" for t in STAMPED_TABLES)  # noqa: S608 - table names are ours
)
_BUMP = text("UPDATE sync_counter SET rev = rev + 1 WHERE id = 1 RETURNING rev")
_STAMPS = tuple(
    text(f"UPDATE {t} SET rev = :rev WHERE rev IS NULL")  # noqa: S608 - idem
    for t in STAMPED_TABLES
)


def stamp_pending(connection: Connection) -> int | None:
    """Bump the counter and give its value to every row written in this transaction.

    These are the last two steps of a writing transaction: the counter row stays locked until the
    commit, so the order of revisions is the order of commits. Returns the revision, or None when
    nothing synced was written.
    """
    pending = connection.execute(_PENDING).one()
    if not any(pending):
        return None
    rev: int = connection.execute(_BUMP).scalar_one()
    for stamp in compress(_STAMPS, pending):
        connection.execute(stamp, {"rev": rev})
    return rev


def read_counter(connection: Connection) -> SyncCounter:
    """The counter row as committed (or as this transaction left it)."""
    row = connection.execute(select(SyncCounter.__table__)).one()
    return SyncCounter(**row._mapping)
