"""JPEG bytes: taking out what tells where and with what a photo was made, without re-encoding."""

from __future__ import annotations

import re
from io import BytesIO

from PIL.JpegImagePlugin import JpegImageFile

from server.domain.problems import PhotoUnreadable

MOST_PIXELS = 25_000_000
_START, _END, _SCAN, _COMMENT = b"\xff\xd8", 0xD9, 0xDA, 0xFE
# JFIF, colour profile and Adobe's transform flag decide how the picture looks; they stay. Other
# contents of the same segments (thumbnails, second pictures with EXIF of their own) do not.
_KEPT_APPLICATION_SEGMENTS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
# Within a scan 0xFF is followed by 0 (a data byte), a restart marker, or fill.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def jpeg_size(data: bytes) -> tuple[int, int]:
    """(width, height) in pixels of a whole, decodable JPEG.

    Raises PhotoUnreadable for anything else, and before decoding when there are more than
    MOST_PIXELS.
    """
    try:
        with JpegImageFile(BytesIO(data)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PhotoUnreadable
            image.load()
            return image.width, image.height
    except Exception as error:  # whatever hostile bytes break in the decoder
        raise PhotoUnreadable from error


def without_metadata(data: bytes) -> bytes:
    """The same picture without EXIF, GPS, XMP, IPTC, comments and whatever follows its end.

    Raises PhotoUnreadable.
    """
    out = bytearray(_START)
    at = len(_START)
    scans = 0
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - a JPEG marker's first byte
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - fill bytes before a marker
            at += 1
            continue
        if marker == _END:
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == _SCAN:
            scans += 1
            end = _end_of_scan(data, end)
        if _is_kept(marker, data[at + 4 : end]):
            out += data[at:end]
        at = end
    if not scans:
        raise PhotoUnreadable
    return bytes(out) + bytes((0xFF, _END))


def _end_of_scan(data: bytes, start: int) -> int:
    found = _NEXT_MARKER.search(data, start)
    return found.start() if found else len(data)


def _is_kept(marker: int, content: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if 0xE0 <= marker <= 0xEF:  # noqa: PLR2004 - APP0 to APP15
        name = _KEPT_APPLICATION_SEGMENTS.get(marker)
        return name is not None and content.startswith(name)
    return True
