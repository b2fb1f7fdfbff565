"""What the symbol on a label says: `HTTPS://HOST/Q/CODE`."""

from __future__ import annotations

import re

from qr_labels.code import require_code
from qr_labels.errors import InvalidBaseUrlError, PayloadTooLongError

MAX_PAYLOAD = 47
"""What QR version 3 holds at level Q in alphanumeric mode (ISO/IEC 18004, table 7)."""

_BASE_URL = re.compile(r"(HTTPS?://[A-Z0-9](?:[A-Z0-9.-]*[A-Z0-9])?(?::[0-9]{1,5})?)/?")


def payload(base_url: str, code: str) -> str:
    """The text of the symbol, all upper case, at most 47 characters.

    `base_url` is `http(s)://HOST[:PORT]`. Raises InvalidBaseUrlError, PayloadTooLongError
    or InvalidCodeError.
    """
    match = _BASE_URL.fullmatch(base_url.strip().upper()) if base_url.isascii() else None
    if match is None:
        raise InvalidBaseUrlError(base_url=base_url)
    text = f"{match[1]}/Q/{require_code(code)}"
    if len(text) > MAX_PAYLOAD:
        raise PayloadTooLongError(base_url=base_url, length=len(text), limit=MAX_PAYLOAD)
    return text
