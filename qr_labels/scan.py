"""What a scanned or typed text is: one of our codes, one mistyped, or something foreign."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from qr_labels.code import CODE_LENGTH, is_code


class ScanKind(Enum):
    """`MISTYPED`: looks like a code of ours, but holds a wrong character or fails its check."""

    OWN = "own"
    MISTYPED = "mistyped"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class ParsedScan:
    """`code` is canonical when own, what was read when mistyped, empty when foreign."""

    kind: ScanKind
    code: str


_ADDRESS = re.compile(r"(?:(?:https?://)?[^/\s?#]+)?/q/([^/?#]*)/?(?:[?#].*)?", re.I | re.S | re.A)
_SEPARATORS = re.compile("[-\u2010-\u2015\u2212\\s]")
_LOOKS_LIKE_A_CODE = re.compile(f"[0-9A-Z]{{{CODE_LENGTH}}}")
_FOREIGN = ParsedScan(ScanKind.FOREIGN, "")


def parse_scan(text: str) -> ParsedScan:
    """Read a text from a camera, a scanner or a keyboard.

    The host is ignored, since the base address may change during a label's life. Case, full
    width, hyphens and spaces do not matter. The same vectors run against the phone app's mirror
    (tests/contract/label_codes.json).
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    address = _ADDRESS.fullmatch(plain)
    candidate = _SEPARATORS.sub("", address[1] if address else plain)
    if not candidate.isascii():
        return _FOREIGN
    code = candidate.upper()
    if not _LOOKS_LIKE_A_CODE.fullmatch(code):
        return _FOREIGN
    return ParsedScan(ScanKind.OWN if is_code(code) else ScanKind.MISTYPED, code)
