"""``backup``: a verified copy of the school, with or without a running server."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import click

from server.cli.tell import ProblemCommand, tell
from server.services.backup.make import make_backup
from server.services.backup.place import SchoolPlace
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
    made = make_backup(installation.place_in_force(), folder, keep, now())
    tell(
        "backup.done",
        path=made.path,
        mb=f"{made.bytes / _MEGABYTE:.1f}",
        photos=len(made.manifest.contents.photos),
    )
