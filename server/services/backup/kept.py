"""The backups in a folder: the newest, and those that have served their time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from server.domain.problems_backup import NotABackup
from server.services.backup.manifest import Manifest, read_manifest

_OLD = ".old-"


@dataclass(frozen=True)
class KeptBackup:
    path: Path
    manifest: Manifest

    @property
    def is_complete(self) -> bool:
        return not self.manifest.missing_photos


def kept_backups(folder: Path, school_id: str) -> list[KeptBackup]:
    """The school's backups in ``folder``, newest first; other things in it are not ours."""
    found = []
    for path in folder.iterdir():
        if path.name.startswith(".") or not path.is_dir():
            continue
        try:
            found.append(KeptBackup(path, read_manifest(path)))
        except NotABackup:
            continue
    ours = [kept for kept in found if kept.manifest.contents.school_id == school_id]
    return sorted(ours, key=lambda kept: kept.manifest.created_at, reverse=True)


def prune_backups(folder: Path, school_id: str, keep: int) -> None:
    """Remove all but the ``keep`` newest and the newest complete one. Raises OSError."""
    for left in folder.glob(f"{_OLD}*"):
        shutil.rmtree(left, ignore_errors=True)
    kept = kept_backups(folder, school_id)
    complete = next((backup for backup in kept if backup.is_complete), None)
    for backup in kept[keep:]:
        if backup is not complete:
            # Under a hidden name first: one that is half removed must not look like a backup.
            shutil.rmtree(backup.path.rename(folder / f"{_OLD}{backup.path.name}"))
