"""``restore``: put a backup in the place of the school."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import click

from server.cli.tell import ProblemCommand, tell
from server.services.backup.kept import kept_backups
from server.services.backup.locks import nobody_serving
from server.services.backup.manifest import Manifest
from server.services.backup.place import SchoolPlace
from server.services.backup.restore import check_fits, restore_backup
from server.services.backup.verify import verify_backup
from server.web.clock import now


class Restorable(Protocol):
    """An installation as this command sees it."""

    @property
    def data_dir(self) -> Path: ...

    def place_of(self, *, is_demo: bool) -> SchoolPlace: ...


@click.command(cls=ProblemCommand)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace; without it only look at the backup.")
@click.pass_context
def restore(context: click.Context, folder: Path, *, yes: bool) -> None:
    """Replace the school by the backup in FOLDER; the replaced school is kept aside."""
    installation: Restorable = context.obj
    with nobody_serving(installation.data_dir):
        manifest = verify_backup(folder)
    contents = manifest.contents
    place = installation.place_of(is_demo=contents.is_demo)
    check_fits(manifest, place)
    tell(
        "restore.about",
        school=contents.school,
        at=_minute(manifest),
        facts=contents.counts["fact"],
        photos=len(contents.photos) - len(manifest.missing_photos),
        folder=place.folder,
    )
    _warn_of_newer(folder.resolve(), manifest)
    if not yes:
        tell("restore.say_yes")
        context.exit(1)
    restored = restore_backup(folder, manifest, place, now())
    tell("restore.done", folder=place.folder)
    if restored.aside:
        tell("restore.aside", aside=restored.aside)


def _warn_of_newer(folder: Path, manifest: Manifest) -> None:
    """What was recorded between this backup and a newer one beside it would have to come back from
    the phones, which may have forgotten it."""
    kept = kept_backups(folder.parent, manifest.contents.school_id)
    newer = [other for other in kept if other.manifest.created_at > manifest.created_at]
    if newer:
        tell("restore.newer", at=_minute(newer[0].manifest), path=newer[0].path)


def _minute(manifest: Manifest) -> str:
    return f"{manifest.created_at.astimezone():%Y-%m-%d %H:%M}"
