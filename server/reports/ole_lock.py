"""Recognises a workbook that asks for a password: the reader only says that it is no workbook."""

from __future__ import annotations

import re

# An .xlsx with a password is an OLE container with a stream of this name ([MS-OFFCRYPTO] 2.3.4.4).
_LOCKED_XLSX = "EncryptedPackage".encode("utf-16-le")
# In an .xls with a password FilePass follows the first record, at most after WriteProtect
# ([MS-XLS] 2.1.7.20.1).
_LOCKED_XLS = re.compile(rb"\x09\x08[\x08\x10]\x00.{8}(?:.{8})?(?:\x86\x00\x00\x00)?\x2f\x00", re.S)


def is_locked(data: bytes) -> bool:
    """True for the bytes of an OLE container whose workbook cannot be read without a password."""
    return _LOCKED_XLSX in data or _LOCKED_XLS.search(data) is not None
