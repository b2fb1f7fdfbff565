"""Cells as text: what a person reads in them, without what only a machine sees."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from functools import lru_cache

from server.domain.ledger.sheet import Cell
from server.domain.ledger.values.errors import CellError

# Full-width letters, digits and the hyphens that stand in numbers become plain ones. Full-width
# brackets and commas stay, since they are the right punctuation of Chinese text.
_WIDE = {
    code: code - 0xFEE0
    for span in (range(0xFF10, 0xFF1A), range(0xFF21, 0xFF3B), range(0xFF41, 0xFF5B))
    for code in span
} | {0xFF0D: 0x2D, 0x3000: 0x20, 0xA0: 0x20}

# fmt: off
_BLANK_WORDS = frozenset((
    "无", "-", "--", "---", "—", "——", "－", "/", "//", "\\", "、", ".", "*", "n/a", "na", "null",
    "none", "nil", "暂无", "没有", "空", "不详", "无备注", "(空)", "(无)", "（无）",
))
# fmt: on
_SHEET_ERRORS = frozenset(
    ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!")
)
# A leading + or - is common (「-1楼」), so it needs a sign of a call, a pipe or a foreign sheet.
_FORMULA = re.compile(r"[=@＝＠]|[+\-＋－].*[(|!]")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+\d+")
_NO_CHARACTERS = frozenset(
    chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)
) | frozenset(map(chr, range(0xFDD0, 0xFDF0)))
_EXACT_BELOW = 10**15


def clean_text(cell: Cell) -> str:
    """The cell as one trimmed line without control or invisible characters; "" when blank.

    Whole numbers lose their ``.0`` and dates become ISO dates.
    """
    return _clean_line(cell) if isinstance(cell, str) else _plain(cell)


def optional_text(cell: Cell, limit: int) -> str | None:
    """As ``clean_text``, None for blanks and for words that mean blank (无, -, /).

    Raises CellError: text_too_long(limit, length), text_damaged, sheet_error.
    """
    text = clean_text(cell)
    if not text or text.casefold() in _BLANK_WORDS:
        return None
    _check(text, limit)
    return text


def plain_text(cell: Cell, limit: int) -> str | None:
    """``optional_text`` that refuses what a spreadsheet could run: formula_suspicious."""
    text = optional_text(cell, limit)
    if text and _FORMULA.match(text):
        raise CellError("formula_suspicious")
    return text


def code_text(cell: Cell, limit: int) -> str | None:
    """A number that names a thing, kept as text.

    Raises CellError: code_scientific, code_digits_lost, text_is_date, and those of plain_text.
    """
    if isinstance(cell, date):
        raise CellError("text_is_date")
    if isinstance(cell, float | int) and abs(cell) >= _EXACT_BELOW:
        raise CellError("code_digits_lost")
    text = plain_text(cell, limit)
    if text and _SCIENTIFIC.fullmatch(text):
        raise CellError("code_scientific")
    return text


def fold(text: str) -> str:
    """The form in which two texts are compared: NFKC, no case, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _check(text: str, limit: int) -> None:
    if text in _SHEET_ERRORS:
        raise CellError("sheet_error")
    if "\ufffd" in text:
        raise CellError("text_damaged")
    if len(text) > limit:
        raise CellError("text_too_long", limit=limit, length=len(text))


@lru_cache(maxsize=4096)
def _clean_line(text: str) -> str:
    text = unicodedata.normalize("NFC", text.translate(_WIDE))
    if not text.isprintable():
        text = "".join(" " if char.isspace() else char for char in text if _shown(char))
    return " ".join(text.split())


def _shown(char: str) -> bool:
    if char.isspace():
        return True
    return char not in _NO_CHARACTERS and unicodedata.category(char) not in ("Cc", "Cf", "Cs")


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
