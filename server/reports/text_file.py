"""Bytes of a text file into text, in the encodings that Chinese offices produce."""

from __future__ import annotations

import codecs
import re

from server.domain.problems import FileTypeUnknown

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_DAMAGED = "\ufffd"
_DAMAGE_SHARE = 0.01
_NUL_SHARE = 0.2


def decode_text(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 or GB18030 (which contains GBK), found by what the bytes are.

    A few broken bytes become U+FFFD, which makes their cells named errors later.
    Raises FileTypeUnknown when this is no text.
    """
    texts = (data.decode(encoding, "replace") for encoding in _encodings(data))
    text = min(texts, key=lambda text: text.count(_DAMAGED))
    odd = text.count(_DAMAGED) + len(_CONTROL.findall(text))
    if odd > len(text) * _DAMAGE_SHARE:
        raise FileTypeUnknown(name=name)
    return text


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    if data.count(0) > len(data) * _NUL_SHARE:
        return ("utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le",)
    return ("utf-8", "gb18030")
