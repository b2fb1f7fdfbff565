"""Photos chosen in a form. They are stored before anything else is done, so that they need not be
chosen again when something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request

from server.domain.problems_finding import TooManyPhotos
from server.records.database import write_transaction
from server.services.findings_photos import known_photos
from server.sync.desk_photos import MOST_CHOSEN_BYTES, store_chosen
from server.sync.photos import record_photo
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db

MOST_PHOTOS = 4
_AROUND = 2**18  # what a browser writes around the files


def let_photos_in(most: int) -> None:
    """Before the form is read: so many photos may come with it."""
    request.max_content_length = most * MOST_CHOSEN_BYTES + _AROUND


def kept_photos(suffix: str = "") -> list[str]:
    """Those that an earlier try of this form brought, by hash."""
    return known_photos(db.session, request.form.getlist("photo" + suffix))


def with_chosen(kept: Sequence[str], suffix: str = "") -> list[str]:
    """Those and the ones of this request, stored, by hash. Raises TooManyPhotos, PhotoTooLarge,
    PhotoUnreadable, PhotoDeleted."""
    chosen = [file for file in request.files.getlist("photos" + suffix) if file.filename]
    if len(kept) + len(chosen) > MOST_PHOTOS:
        raise TooManyPhotos(n=MOST_PHOTOS)
    folder = current_settings().photo_dir
    stored = [store_chosen(folder, file.read()) for file in chosen]
    if stored:
        with write_transaction(db.session) as session:
            for file in stored:
                record_photo(session, file, now())
    return list(dict.fromkeys([*kept, *(file.sha256 for file in stored)]))
