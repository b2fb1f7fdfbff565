"""Opens a ledger, whatever kind of file it really is: its content decides, not its ending."""

from __future__ import annotations

from pathlib import Path

from server.domain.ledger.sheet import Sheet
from server.domain.problems import (
    FileEmpty,
    FileProtected,
    FileTooLarge,
    FileTypeUnknown,
    FileUnreadable,
)
from server.reports.delimited import read_delimited
from server.reports.file_limits import FileLimits
from server.reports.html_table import read_html
from server.reports.ole_lock import is_locked
from server.reports.text_file import decode_text
from server.reports.workbook import read_workbook
from server.reports.zip_check import check_zip

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An .xls of Excel 2 to 4 is a bare stream of records; it begins with one of these.
_OLD_RECORDS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_EXCEL_PART = "xl/workbook.xml"
_DEFAULT_LIMITS = FileLimits()


def open_ledger(path: Path, name: str, limits: FileLimits = _DEFAULT_LIMITS) -> list[Sheet]:
    """The sheets of an .xlsx, .xls, CSV or HTML table. ``name``: the file's name as uploaded.

    Raises only FileEmpty, FileTooLarge, FileTypeUnknown, FileUnreadable, FileProtected,
    FileUnpacksTooLarge, FileTooManyRows, FileTooManyColumns, whatever the bytes are, and OSError
    when ``path`` itself cannot be read.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileEmpty
    if size > limits.file_mb << 20:
        raise FileTooLarge(limit_mb=limits.file_mb)
    with path.open("rb") as file:
        start = file.read(len(_OLE))
    if start.startswith((_ZIP, _EMPTY_ZIP)):
        return _open_zip(path, name, limits)
    if start.startswith(_OLE) and is_locked(path.read_bytes()):
        raise FileProtected(name=name)
    if start.startswith((_OLE, *_OLD_RECORDS)):
        return read_workbook(path, name, limits)
    return _open_text(path.read_bytes(), name, limits)


def _open_zip(path: Path, name: str, limits: FileLimits) -> list[Sheet]:
    if _EXCEL_PART not in check_zip(path, name, limits):
        raise FileTypeUnknown(name=name)
    return read_workbook(path, name, limits)


def _open_text(data: bytes, name: str, limits: FileLimits) -> list[Sheet]:
    text = decode_text(data, name)
    if not text.strip("\ufeff \t\r\n,;"):
        raise FileEmpty
    title = Path(name).stem or name
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return [Sheet(title, read_delimited(text, name, limits))]
    if "<table" not in text.casefold():
        raise FileTypeUnknown(name=name)
    if len(data) > limits.html_mb << 20:
        raise FileTooLarge(limit_mb=limits.html_mb)
    sheet = read_html(text, title, limits)
    if not sheet.rows:
        raise FileUnreadable(name=name)
    return [sheet]
