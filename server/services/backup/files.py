"""Immutable files put where they are wanted: the same file under a second name where the disk
allows it, else a copy that is on the disk."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from server.records.photo import photo_path
from server.services.backup.manifest import sha256_of


def place_file(source: Path, target: Path) -> None:
    """Link or copy. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        raise
    except OSError:
        copy_file(source, target)


def copy_file(source: Path, target: Path) -> None:
    """Copy, with the file's rights, down to the disk. Raises OSError."""
    shutil.copy2(source, target)
    sync_to_disk(target)


def sync_to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def place_photo(stored_sha256: str, sources: list[Path], into: Path) -> bool:
    """Put the photo into the photo folder ``into`` from the first of the photo folders
    ``sources`` that has it whole. False when none has."""
    target = photo_path(into, stored_sha256)
    for folder in sources:
        with suppress(FileNotFoundError):
            place_file(photo_path(folder, stored_sha256), target)
            if sha256_of(target) == stored_sha256:
                return True
            target.unlink()
    return False
