"""The list of what a backup consists of: ``manifest.json`` in its folder."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

import orjson

from server.domain.problems_backup import NotABackup
from server.services.backup.contents import Contents

_NAME = "manifest.json"
_FORMAT = 1
_CHUNK = 2**20


@dataclass(frozen=True)
class Manifest:
    """``database``: 'sqlite' or 'postgresql'. ``files``: path within the folder -> SHA-256.
    ``missing_photos``: stored hashes of photos the school itself had lost."""

    created_at: datetime
    database: str
    contents: Contents
    files: dict[str, str]
    missing_photos: list[str]


def write_manifest(folder: Path, manifest: Manifest) -> None:
    data = {"format": _FORMAT} | asdict(manifest)
    (folder / _NAME).write_bytes(orjson.dumps(data, option=orjson.OPT_INDENT_2))


def read_manifest(folder: Path) -> Manifest:
    """Raises NotABackup for a folder without a manifest of ours."""
    try:
        data = orjson.loads((folder / _NAME).read_bytes())
        if data.pop("format") != _FORMAT:
            raise NotABackup(folder=folder)
        contents = Contents(**data.pop("contents"))
        created_at = datetime.fromisoformat(data.pop("created_at"))
        return Manifest(created_at=created_at, contents=contents, **data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotABackup(folder=folder) from error


def sha256_of(file: Path) -> str:
    """Of the bytes as they are on the disk. Raises OSError."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
