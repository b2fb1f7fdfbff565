"""Dates as schools write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import isfinite

from server.domain.ledger.sheet import Cell
from server.domain.ledger.values.errors import CellError
from server.domain.ledger.values.text import clean_text, optional_text

_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(18264, 73051)  # 1950-01-01 to 2100-01-01
_FIRST_YEAR = 1900
_TEXT_LIMIT = 40

_SEPARATED = re.compile(r"(\d{4})[-/.年、\s](\d{1,2})(?:[-/.月、\s](\d{1,2})[日号]?|月|[-/.])?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_YEAR = re.compile(r"(\d{4})年?(?:度|学年)?")
_OLDEST_SHORT = 70
# 23.9.1 and 98年9月: a year of two digits lies between 1970 and today.
_SHORT_YEAR = re.compile(r"['’]?(\d{2})(?:[-/.](?=\d{1,2}[-/.]\d{1,2}$)|年(?=\d{1,2}月))")
# Terms begin in September and, after the winter holidays, in February.
_TERM = re.compile(r"(\d{4})年?(?:([秋下])|([春上]))(?:季|学期|季学期)?")
_VAGUE_TAIL = re.compile(r"(?<=[月年])(?:份|底|初|中旬|上旬|下旬|左右|前后)+$")
_CLOCK = re.compile(r"[T\s]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")


class Precision(StrEnum):
    """How much of a date was written down."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class LedgerDate:
    """``value`` is the first day of what was written; ``doubtful`` when 2019.1 came as a number
    and may have been typed as 2019.10."""

    value: date
    precision: Precision
    doubtful: bool = False


def parse_date(cell: Cell, today: date) -> LedgerDate | None:
    """A date out of text, a date cell, an Excel serial or 20121225; None for blank.

    Raises CellError: date_unreadable, date_impossible (no such day), date_future(today).
    """
    parsed = _from_cell(cell, today)
    if parsed is not None and parsed.value > today:
        raise CellError("date_future", today=today.isoformat())
    return parsed


def _from_cell(cell: Cell, today: date) -> LedgerDate | None:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return _from_number(float(cell))
    return _from_text(_written_out(cell, today) if isinstance(cell, str) else cell)


def _written_out(text: str, today: date) -> str:
    """Short years, terms and vague endings as a plain date; other texts as they are."""
    plain = _VAGUE_TAIL.sub("", unicodedata.normalize("NFKC", clean_text(text)).replace(" ", ""))
    if term := _TERM.fullmatch(plain):
        return f"{term[1]}-{9 if term[2] else 2}"
    if short := _SHORT_YEAR.match(plain):
        year = int(short[1])
        century = 2000 if year <= today.year % 100 else 1900 if year >= _OLDEST_SHORT else 0
        return f"{century + year}-{plain[short.end() :]}" if century else text
    return plain if plain != text and _VAGUE_TAIL.search(text) else text


def _from_number(number: float) -> LedgerDate:
    if not isfinite(number):
        raise CellError("date_unreadable")
    if int(number) in _SERIALS:
        return LedgerDate(_EXCEL_EPOCH + timedelta(days=int(number)), Precision.DAY)
    parsed = _from_text(str(int(number)) if number.is_integer() else repr(number))
    if parsed is None:
        raise CellError("date_unreadable")
    tenth = not number.is_integer() and len(repr(number).partition(".")[2]) == 1
    return LedgerDate(parsed.value, parsed.precision, doubtful=tenth)


def _from_text(cell: Cell) -> LedgerDate | None:
    if len(clean_text(cell)) > _TEXT_LIMIT:
        raise CellError("date_unreadable")
    text = optional_text(cell, _TEXT_LIMIT)
    if text is None:
        return None
    text = _CLOCK.sub("", unicodedata.normalize("NFKC", text)).strip()
    text = re.sub(r"\s*([-/.年月日号])\s*", r"\1", text).rstrip(".")
    match = _SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text) or _YEAR.fullmatch(text)
    if match is None:
        raise CellError("date_unreadable")
    return _checked(*(int(part) for part in match.groups() if part))


def _checked(year: int, month: int | None = None, day: int | None = None) -> LedgerDate:
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    try:
        value = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise CellError("date_impossible") from None
    if year < _FIRST_YEAR:
        raise CellError("date_impossible")
    return LedgerDate(value, precision)
