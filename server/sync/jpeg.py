"""JPEG bytes: taking out what tells where and with what a photo was made, without re-encoding."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from server.domain.problems import PhotoUnreadable

MOST_PIXELS = 25_000_000
_START, _SCAN, _COMMENT = b"\xff\xd8", 0xDA, 0xFE
# JFIF, colour profile and Adobe's transform flag decide how the picture looks; they stay.
_KEPT_APPLICATION_SEGMENTS = frozenset({0xE0, 0xE2, 0xEE})


def jpeg_size(data: bytes) -> tuple[int, int]:
    """(width, height) in pixels of a whole, decodable JPEG.

    Raises PhotoUnreadable for anything else, and before decoding when there are more than
    MOST_PIXELS.
    """
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as image:
            if image.width * image.height > MOST_PIXELS:
                raise PhotoUnreadable
            image.load()
            return image.width, image.height
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PhotoUnreadable from error


def without_metadata(data: bytes) -> bytes:
    """The same picture without EXIF, GPS, XMP, IPTC and comments. Raises PhotoUnreadable."""
    out = bytearray(_START)
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:  # noqa: PLR2004 - a JPEG marker's first byte
        marker = data[at + 1]
        if marker == 0xFF:  # noqa: PLR2004 - fill bytes before a marker
            at += 1
            continue
        if marker == _SCAN:
            return bytes(out + data[at:])
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if _is_kept(marker):
            out += data[at:end]
        at = end
    raise PhotoUnreadable


def _is_kept(marker: int) -> bool:
    if marker == _COMMENT:
        return False
    return not 0xE0 <= marker <= 0xEF or marker in _KEPT_APPLICATION_SEGMENTS  # noqa: PLR2004 - APP0 to APP15
