"""Compressing a stream piece by piece, so that the first bytes leave at once."""

import zlib
from collections.abc import Iterable, Iterator

_FASTEST = 1
_GZIP = 31


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Every piece can be read by the client as soon as it was sent."""
    packer = zlib.compressobj(_FASTEST, zlib.DEFLATED, _GZIP)
    for piece in pieces:
        yield packer.compress(piece) + packer.flush(zlib.Z_SYNC_FLUSH)
    yield packer.flush()
