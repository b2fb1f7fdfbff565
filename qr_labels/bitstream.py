"""A text as the data bytes of a QR symbol (ISO/IEC 18004, 7.4): before error correction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from qrcode import util
from qrcode.base import rs_blocks

from qr_labels.errors import SymbolOverflowError

MAX_VERSION = 6
"""Labels never need more; the length fields below are those of versions 1 to 9."""

_ALPHANUMERIC = util.ALPHA_NUM.decode("ascii")
_VALUES = {symbol: value for value, symbol in enumerate(_ALPHANUMERIC)}
_ALPHANUMERIC_LENGTH_BITS = 9
_BYTE_LENGTH_BITS = 8
_TERMINATOR_BITS = 4
_PAD = bytes((util.PAD0, util.PAD1))


@dataclass(frozen=True)
class BitStream:
    """`length` bits, the first one being the highest of `bits`."""

    bits: int
    length: int


def encode(text: str) -> BitStream:
    """Alphanumeric mode when every character allows it, else UTF-8 in byte mode."""
    if all(symbol in _VALUES for symbol in text):
        return _encode_alphanumeric(text)
    data = text.encode("utf-8")
    head = util.MODE_8BIT_BYTE << _BYTE_LENGTH_BITS | len(data)
    bits = head << len(data) * 8 | int.from_bytes(data, "big")
    return BitStream(bits, 4 + _BYTE_LENGTH_BITS + len(data) * 8)


def _encode_alphanumeric(text: str) -> BitStream:
    bits = util.MODE_ALPHA_NUM << _ALPHANUMERIC_LENGTH_BITS | len(text)
    values = [_VALUES[symbol] for symbol in text]
    for first, second in zip(values[::2], values[1::2], strict=False):
        bits = bits << 11 | first * 45 + second
    if len(values) % 2:
        bits = bits << 6 | values[-1]
    length = 4 + _ALPHANUMERIC_LENGTH_BITS + len(text) // 2 * 11 + len(text) % 2 * 6
    return BitStream(bits, length)


@lru_cache(maxsize=64)
def capacity(version: int, level: int) -> int:
    """Data bytes of a symbol; `level` is one of qrcode's ERROR_CORRECT constants."""
    return sum(block.data_count for block in rs_blocks(version, level))


def smallest_version(stream: BitStream, level: int) -> int:
    """The smallest version that holds the stream; raises SymbolOverflowError beyond 6."""
    for version in range(1, MAX_VERSION + 1):
        if stream.length <= capacity(version, level) * 8:
            return version
    raise SymbolOverflowError(length=stream.length // 8, version=MAX_VERSION)


def pad(stream: BitStream, size: int) -> bytes:
    """The stream with terminator and padding, exactly `size` bytes."""
    terminator = min(size * 8 - stream.length, _TERMINATOR_BITS)
    length = stream.length + terminator
    fill = -length % 8
    data = (stream.bits << terminator + fill).to_bytes((length + fill) // 8, "big")
    return data + (_PAD * size)[: size - len(data)]
