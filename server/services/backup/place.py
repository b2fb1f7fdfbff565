"""Where a school lies that is backed up or put back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

SECRET_KEY, PHOTOS = "secret_key", "photos"


@dataclass(frozen=True)
class SchoolPlace:
    """``folder`` holds the photos and the secret key; the database lies where its URL says."""

    folder: Path
    database_url: str

    @property
    def photo_dir(self) -> Path:
        return self.folder / PHOTOS

    @property
    def database_kind(self) -> str:
        """'sqlite' or 'postgresql'."""
        return make_url(self.database_url).get_backend_name()
