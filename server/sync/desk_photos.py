"""Photos chosen on a page of the desk: made as small as those of the app, then stored like them.

A phone's camera writes 4 to 8 MB and says in EXIF which side is up, which is cut out with the rest;
so the picture is turned and written anew before it goes the way of all photos.
"""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

from PIL import ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from server.domain.problems import PhotoTooLarge, PhotoUnreadable
from server.sync.jpeg import MOST_PIXELS
from server.sync.photos import StoredFile, store_file

MOST_CHOSEN_BYTES = 20 * 2**20
_LONGEST_SIDE = 1600
_QUALITY = 80


def store_chosen(photo_dir: Path, data: bytes) -> StoredFile:
    """Put a chosen photo on the disk; its hash is that of the smaller picture, so that choosing it
    again finds the first.

    Raises PhotoTooLarge, PhotoUnreadable, OSError when the disk is full.
    """
    if len(data) > MOST_CHOSEN_BYTES:
        raise PhotoTooLarge(limit_mb=MOST_CHOSEN_BYTES // 2**20)
    small = _made_small(data)
    return store_file(photo_dir, hashlib.sha256(small).hexdigest(), small)


def _made_small(data: bytes) -> bytes:
    """Upright, at most 1600 pixels a side, as JPEG. Raises PhotoUnreadable."""
    out = BytesIO()
    try:
        with JpegImageFile(BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PhotoUnreadable
            image.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # decodes no more than is kept
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            upright.save(out, "JPEG", quality=_QUALITY)
    except Exception as error:  # whatever hostile bytes break in the decoder
        raise PhotoUnreadable from error
    return out.getvalue()
