"""Putting a backup back: everything is made ready beside the school before the school is touched,
and what is replaced is kept aside."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from server.domain.problems_backup import BackupTooNew, RestoreElsewhere
from server.records import new_id
from server.records.migrate import is_known, migrate
from server.services.backup.database_copy import DATABASE_COPIES
from server.services.backup.failures import told_of
from server.services.backup.files import copy_file, place_file
from server.services.backup.locks import nobody_serving, only_backup
from server.services.backup.manifest import Manifest
from server.services.backup.place import PHOTOS, SchoolPlace
from server.services.backup.postgresql_restore import replaced_schema
from server.services.backup.verify import check_files

_DRAFT = ".restore-"


@dataclass(frozen=True)
class Restored:
    """``aside``: where the replaced folder lies now, None when there was none."""

    place: SchoolPlace
    aside: Path | None


def check_fits(manifest: Manifest, place: SchoolPlace) -> None:
    """Raises BackupTooNew for one that a newer version of ours made, RestoreElsewhere when this
    installation keeps the school in another kind of database or a file of its own."""
    if not is_known(manifest.contents.migration):
        raise BackupTooNew
    inside = place.database_kind != "sqlite" or _is_inside(place)
    if manifest.database != place.database_kind or not inside:
        raise RestoreElsewhere(backup=manifest.database, here=place.database_kind)


def restore_backup(backup: Path, manifest: Manifest, place: SchoolPlace, now: datetime) -> Restored:
    """Replace the school in ``place`` by a verified backup that fits, migrated and under a new
    epoch, so that phones offer again what they keep.

    Raises ServerRunning, BackupRunning, BackupDamaged, BackupDiskFull, BackupUnwritable,
    BackupToolMissing, BackupToolFailed: then the school is as it was.
    """
    data_dir = place.folder.parent
    with (
        told_of(data_dir),
        nobody_serving(data_dir),
        only_backup(data_dir),
        _draft(data_dir) as (draft),
    ):
        _bring_files(backup, manifest, draft)
        with ExitStack() as database:
            url = database.enter_context(_database(backup, manifest, place, draft, now))
            migrate(url)
            _begin_epoch(url, manifest)
            return Restored(place, _swap(draft, place.folder, now))


def _is_inside(place: SchoolPlace) -> bool:
    return place.database_url == f"sqlite:///{place.folder / DATABASE_COPIES['sqlite'].file_name}"


@contextmanager
def _draft(data_dir: Path) -> Iterator[Path]:
    """A folder beside the school, gone when the block ends; what a killed run left goes first."""
    for left in data_dir.glob(f"{_DRAFT}*"):
        shutil.rmtree(left)
    draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=data_dir))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _bring_files(backup: Path, manifest: Manifest, draft: Path) -> None:
    """Photos are never written to and may be the backup's own files; the rest is copied."""
    for name in manifest.files:
        bring = place_file if name.startswith(f"{PHOTOS}/") else copy_file
        bring(backup / name, draft / name)
    check_files(draft, manifest)


@contextmanager
def _database(
    backup: Path, manifest: Manifest, place: SchoolPlace, draft: Path, now: datetime
) -> Iterator[str]:
    """The restored database's URL; what the block raises leaves the replaced one in force."""
    file = draft / DATABASE_COPIES[manifest.database].file_name
    if manifest.database == "sqlite":
        yield f"sqlite:///{file}"
        return
    file.unlink()
    with replaced_schema(place.database_url, backup / file.name, draft, now):
        yield place.database_url


def _begin_epoch(url: str, manifest: Manifest) -> None:
    """Also forgets the rows of lost photos: a phone that still has one then sends it again."""
    lost = [{"lost": stored_sha256} for stored_sha256 in manifest.missing_photos]
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(text("UPDATE sync_counter SET epoch = :epoch"), {"epoch": new_id()})
        if lost:
            connection.execute(text("DELETE FROM stored_photo WHERE stored_sha256 = :lost"), lost)


def _swap(draft: Path, folder: Path, now: datetime) -> Path | None:
    if not folder.exists():
        draft.rename(folder)
        return None
    aside = folder.with_name(f"{folder.name}.replaced-{now:%Y%m%dT%H%M%S.%fZ}")
    folder.rename(aside)
    try:
        draft.rename(folder)
    except OSError:
        aside.rename(folder)
        raise
    return aside
