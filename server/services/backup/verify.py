"""Opening a backup again: only what passes here is one."""

from __future__ import annotations

from pathlib import Path

from server.domain.problems_backup import BackupDamaged
from server.records.photo import photo_path
from server.services.backup.database_copy import DATABASE_COPIES
from server.services.backup.manifest import Manifest, read_manifest, sha256_of
from server.services.backup.place import PHOTOS


def verify_backup(folder: Path) -> Manifest:
    """The manifest of a backup every byte of which is as it was written.

    Raises NotABackup, BackupDamaged with the first file that is not whole, BackupToolMissing.
    """
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    check_contents(folder, manifest)
    return manifest


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises BackupDamaged unless every file of the manifest has its hash."""
    for name, sha256 in manifest.files.items():
        try:
            same = sha256_of(folder / name) == sha256
        except OSError as error:
            raise BackupDamaged(file=name) from error
        if not same:
            raise BackupDamaged(file=name)


def check_contents(folder: Path, manifest: Manifest) -> None:
    """Raises BackupDamaged unless the database opens and holds what the manifest says, and every
    photo it names is among the files or known to be lost."""
    copy = DATABASE_COPIES.get(manifest.database)
    if copy is None or copy.file_name not in manifest.files:
        raise BackupDamaged(file="manifest.json")
    copy.check(folder / copy.file_name, manifest.contents)
    for stored_sha256 in set(manifest.contents.photos).difference(manifest.missing_photos):
        name = str(photo_path(Path(PHOTOS), stored_sha256))
        if manifest.files.get(name) != stored_sha256:
            raise BackupDamaged(file=name)
