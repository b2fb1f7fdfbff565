"""Making a backup: copied, opened again, named, and only then written down."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from server.domain.problems_backup import BackupIncomplete
from server.records import Backup
from server.records.database import writing_to
from server.services.backup.contents import Contents
from server.services.backup.database_copy import DATABASE_COPIES
from server.services.backup.failures import told_of
from server.services.backup.files import copy_file, place_photo, sync_to_disk
from server.services.backup.kept import kept_backups, prune_backups
from server.services.backup.locks import only_backup
from server.services.backup.manifest import Manifest, sha256_of, write_manifest
from server.services.backup.place import PHOTOS, SECRET_KEY, SchoolPlace
from server.services.backup.verify import check_contents


@dataclass(frozen=True)
class MadeBackup:
    """``bytes`` counts linked photos too."""

    path: Path
    manifest: Manifest
    bytes: int


def make_backup(place: SchoolPlace, to: Path, keep: int, now: datetime) -> MadeBackup:
    """Back the school up into a new folder in ``to`` while it is served, and keep the ``keep``
    newest there.

    Raises BackupRunning, BackupDiskFull, BackupUnwritable, BackupDamaged, BackupToolMissing,
    BackupToolFailed: then nothing is left of it. Raises BackupIncomplete when the school itself
    has lost photos: the backup is kept, but phones are not told to rely on it.
    """
    with told_of(place.folder), only_backup(place.folder.parent):
        with told_of(to):
            made = _make(place, to, now)
        if _can_be_relied_on(made.manifest):
            _write_down(place, made)
        with told_of(to):
            prune_backups(to, made.manifest.contents.school_id, keep)
    _tell_of_missing(made)
    return made


def _make(place: SchoolPlace, to: Path, now: datetime) -> MadeBackup:
    to.mkdir(parents=True, exist_ok=True)
    with _part(place, to) as part:
        manifest = _fill(part, place, to, now)
        write_manifest(part, manifest)
        check_contents(part, manifest)
        _sync(part)
        size = sum(file.stat().st_size for file in part.rglob("*") if file.is_file())
        path = part.rename(to / now.strftime("%Y%m%dT%H%M%S.%fZ"))
    sync_to_disk(to)
    return MadeBackup(path, manifest, size)


@contextmanager
def _part(place: SchoolPlace, to: Path) -> Iterator[Path]:
    """A hidden folder that is gone when the block fails; what a killed run left goes first."""
    installation = hashlib.sha256(str(place.folder.resolve()).encode()).hexdigest()[:12]
    prefix = f".part-{installation}-"
    for left in to.glob(f"{prefix}*"):
        shutil.rmtree(left)
    part = Path(tempfile.mkdtemp(prefix=prefix, dir=to))
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _fill(part: Path, place: SchoolPlace, to: Path, now: datetime) -> Manifest:
    """The photos come after the database, so that every photo which the copy names is there."""
    copy = DATABASE_COPIES[place.database_kind]
    contents = copy.make(place.database_url, part / copy.file_name)
    if (place.folder / SECRET_KEY).exists():
        copy_file(place.folder / SECRET_KEY, part / SECRET_KEY)
    sources = _photo_sources(place, to, contents)
    missing = [photo for photo in contents.photos if not place_photo(photo, sources, part / PHOTOS)]
    return Manifest(now, place.database_kind, contents, _hashes(part), missing)


def _photo_sources(place: SchoolPlace, to: Path, contents: Contents) -> list[Path]:
    """The newest backup there first: on another disk a photo is copied once, then linked."""
    earlier = kept_backups(to, contents.school_id)[:1]
    return [*(backup.path / PHOTOS for backup in earlier), place.photo_dir]


def _hashes(part: Path) -> dict[str, str]:
    """Of what lies in the backup, read back."""
    files = sorted(file for file in part.rglob("*") if file.is_file())
    return {str(file.relative_to(part)): sha256_of(file) for file in files}


def _sync(part: Path) -> None:
    for path in (part, *part.iterdir()):
        sync_to_disk(path)


def _can_be_relied_on(manifest: Manifest) -> bool:
    """A database from before the table of backups cannot note one; the next backup covers it."""
    return not manifest.missing_photos and Backup.__tablename__ in manifest.contents.counts


def _write_down(place: SchoolPlace, made: MadeBackup) -> None:
    with writing_to(place.database_url) as session:
        session.add(
            Backup(
                covered_rev=made.manifest.contents.rev,
                created_at=made.manifest.created_at,
                path=str(made.path),
                bytes=made.bytes,
            )
        )


def _tell_of_missing(made: MadeBackup) -> None:
    if missing := made.manifest.missing_photos:
        raise BackupIncomplete(path=made.path, count=len(missing), first=missing[0])
