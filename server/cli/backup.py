"""``backup``: a verified copy of the school, with or without a running server. Old deletions that
are safe in a backup are forgotten afterwards."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import click

from server.cli.tell import ProblemCommand, tell
from server.records import SnapshotLease
from server.records.database import writing_to
from server.services.backup.make import MadeBackup, make_backup
from server.services.backup.place import SchoolPlace
from server.sync.floor import TOMBSTONE_LIFE, collect_tombstones
from server.web.clock import now

_KEEP = 14
_MEGABYTE = 1e6


class Keeper(Protocol):
    """An installation as this command sees it."""

    @property
    def data_dir(self) -> Path: ...

    def place_in_force(self) -> SchoolPlace: ...


@click.command(cls=ProblemCommand)
@click.option(
    "--to",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the backups, best on another disk; else 'backups' in the data folder.",
)
@click.option("--keep", default=_KEEP, show_default=True, type=click.IntRange(1))
@click.pass_obj
def backup(installation: Keeper, to: Path | None, keep: int) -> None:
    """Back up the school's database and photos while it is served."""
    folder = (to or installation.data_dir / "backups").resolve()
    place = installation.place_in_force()
    made = make_backup(place, folder, keep, now())
    tell(
        "backup.done",
        path=made.path,
        mb=f"{made.bytes / _MEGABYTE:.1f}",
        photos=len(made.manifest.contents.photos),
    )
    if collected := _collect(place, made):
        tell("backup.collected", n=collected, days=TOMBSTONE_LIFE.days)


def _collect(place: SchoolPlace, made: MadeBackup) -> int:
    """Tombstones forgotten; a school that was not migrated yet keeps all of them."""
    if SnapshotLease.__tablename__ not in made.manifest.contents.counts:
        return 0
    with writing_to(place.database_url) as session:
        return collect_tombstones(session, now())
