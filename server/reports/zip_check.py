"""Looks at a zip container before anything unpacks it in memory."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path
from typing import IO

from server.domain.problems import FileProtected, FileUnpacksTooLarge, FileUnreadable
from server.reports.file_limits import FileLimits

_CHUNK = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    NotImplementedError,
    UnicodeError,
    OverflowError,
    MemoryError,
)


def check_zip(path: Path, name: str, limits: FileLimits) -> list[str]:
    """The names of the entries, once their declared and their really inflated sizes are found to
    be within ``limits``. A zip inside the zip is never opened, so it counts as its own bytes.

    Raises FileUnpacksTooLarge, FileProtected, FileUnreadable.
    """
    try:
        with zipfile.ZipFile(path) as container, path.open("rb") as raw:
            entries = container.infolist()
            _check_declared(entries, name, limits)
            _check_inflated(raw, entries, limits)
            return [entry.filename.replace("\\", "/").casefold() for entry in entries]
    except _BROKEN:
        raise FileUnreadable(name=name) from None


def _check_declared(entries: list[zipfile.ZipInfo], name: str, limits: FileLimits) -> None:
    declared = sum(entry.file_size for entry in entries)
    if len(entries) > limits.entries or declared > limits.unpacked_mb << 20:
        raise FileUnpacksTooLarge(limit_mb=limits.unpacked_mb)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise FileProtected(name=name)


def _check_inflated(raw: IO[bytes], entries: list[zipfile.ZipInfo], limits: FileLimits) -> None:
    """Sizes written in a zip may lie, so every entry is inflated once and thrown away."""
    left = limits.unpacked_mb << 20
    for entry in entries:
        left -= _inflated_size(raw, entry, left)
        if left < 0:
            raise FileUnpacksTooLarge(limit_mb=limits.unpacked_mb)


def _inflated_size(raw: IO[bytes], entry: zipfile.ZipInfo, at_most: int) -> int:
    _seek_data(raw, entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        return max(entry.compress_size, entry.file_size)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    inflater, size, packed = zlib.decompressobj(-zlib.MAX_WBITS), 0, entry.compress_size
    pending = b""
    while size <= at_most and not inflater.eof:
        if not pending:
            pending = raw.read(min(_CHUNK, packed))
            packed -= len(pending)
        out = inflater.decompress(pending, _CHUNK * 16)
        pending = inflater.unconsumed_tail
        size += len(out)
        if not (out or pending or packed > 0):
            break
    return size


def _seek_data(raw: IO[bytes], entry: zipfile.ZipInfo) -> None:
    raw.seek(entry.header_offset)
    header = _LOCAL_HEADER.unpack(raw.read(_LOCAL_HEADER.size))
    if header[0] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    raw.seek(header[-2] + header[-1], 1)
