"""A PDF file written straight through: objects leave memory as soon as they are made."""

from __future__ import annotations

import zlib
from array import array
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_UNWRITTEN = 0


class PdfFile:
    """Numbered objects into `out`, which needs to be written only, never read or sought."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._position = 0
        self._offsets = array("Q")
        self._write(_HEADER)

    def reserve(self) -> int:
        """The number of an object that is written later."""
        self._offsets.append(_UNWRITTEN)
        return len(self._offsets)

    def put(self, number: int, body: str) -> None:
        """Write a reserved object."""
        self._put_bytes(number, body.encode("ascii"))

    def add(self, body: str) -> int:
        """Write a new object and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, data: bytes, entries: str = "") -> int:
        """Write a compressed stream with further dictionary `entries`; return its number."""
        packed = zlib.compress(data, 6)
        head = f"<</Length {len(packed)}/Filter/FlateDecode{entries}>>\nstream\n"
        number = self.reserve()
        self._put_bytes(number, head.encode("ascii") + packed + b"\nendstream")
        return number

    def finish(self, catalog: int) -> None:
        """Write the cross-reference table; every reserved object must have been put."""
        start = self._position
        size = len(self._offsets) + 1
        self._write(f"xref\n0 {size}\n0000000000 65535 f \n".encode("ascii"))
        for offset in self._offsets:
            self._write(b"%010d 00000 n \n" % offset)
        trailer = f"trailer\n<</Size {size}/Root {catalog} 0 R>>\nstartxref\n{start}\n%%EOF\n"
        self._write(trailer.encode("ascii"))

    def _put_bytes(self, number: int, body: bytes) -> None:
        self._offsets[number - 1] = self._position
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._position += len(data)
