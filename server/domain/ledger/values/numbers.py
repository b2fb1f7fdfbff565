"""Quantities, money and years out of cells that a person typed."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from server.domain.ledger.sheet import Cell
from server.domain.ledger.values.errors import CellError
from server.domain.ledger.values.text import clean_text, optional_text

MAX_QUANTITY = 100_000
MAX_MONEY = Decimal("9999999999.99")
_MAX_YEARS = 100
_MONTHS = 12
_CENT = Decimal("0.01")
_TEXT_LIMIT = 60

_GROUPED = r"\d{1,3}(?:[, ]\d{3})+"
_NUMBER = re.compile(rf"([+-]?)({_GROUPED}|\d+)?(\.\d*)?")
_QUANTITY_TAIL = re.compile(r"\s*[一-鿿]{1,2}$")
_MONEY_HEAD = re.compile(r"^(?:[¥$]|RMB|CNY|人民币)\s*", re.IGNORECASE)
_MONEY_TAIL = re.compile(r"\s*(万)?(?:元整|元|圆|RMB|CNY)?$", re.IGNORECASE)


def parse_quantity(cell: Cell) -> int:
    """A whole number of pieces, at least 1; blank counts as 1. A unit may follow (6张).

    Raises CellError: quantity_unreadable, quantity_not_positive, quantity_not_whole,
    quantity_too_large(limit).
    """
    text = _number_text(cell)
    if text is None:
        return 1
    value = _decimal(_QUANTITY_TAIL.sub("", text), "quantity_unreadable")
    if value <= 0:
        raise CellError("quantity_not_positive")
    if value != value.to_integral_value():
        raise CellError("quantity_not_whole")
    if value > MAX_QUANTITY:
        raise CellError("quantity_too_large", limit=MAX_QUANTITY)
    return int(value)


def parse_money(cell: Cell, in_ten_thousands: bool = False) -> Decimal | None:
    """Yuan with two places, rounded half up; None for blank. 1.2万元 is 12000.00.

    ``in_ten_thousands``: the column's title says 万元.
    Raises CellError: money_unreadable, money_negative, money_too_large(limit).
    """
    text = _number_text(cell)
    if text is None:
        return None
    text = _MONEY_HEAD.sub("", text)
    tail = _MONEY_TAIL.search(text)
    if tail and tail.group():
        text, in_ten_thousands = text[: tail.start()], in_ten_thousands or bool(tail.group(1))
    value = _decimal(text, "money_unreadable") * (10_000 if in_ten_thousands else 1)
    if value < 0:
        raise CellError("money_negative")
    if value > MAX_MONEY:
        raise CellError("money_too_large", limit=str(MAX_MONEY))
    return value.quantize(_CENT, ROUND_HALF_UP)


def parse_years(cell: Cell, in_months: bool = False) -> int | None:
    """A useful life in whole years, 1 to 100 (10年); None for blank or 0.

    ``in_months``: the column's title says 月; a begun year counts whole.
    Raises CellError: years_unreadable(limit).
    """
    text = _number_text(cell)
    if text is None:
        return None
    value = _decimal(text.rstrip("年月 "), "years_unreadable", limit=_MAX_YEARS)
    if value != value.to_integral_value() or not 0 <= value <= _MAX_YEARS * _MONTHS:
        raise CellError("years_unreadable", limit=_MAX_YEARS)
    years = -(-int(value) // _MONTHS) if in_months or text.endswith("月") else int(value)
    if years > _MAX_YEARS:
        raise CellError("years_unreadable", limit=_MAX_YEARS)
    return years or None


def _number_text(cell: Cell) -> str | None:
    if isinstance(cell, float | int) and not isinstance(cell, bool):
        return format(Decimal(repr(cell)), "f")
    text = optional_text(cell, _TEXT_LIMIT) if len(clean_text(cell)) <= _TEXT_LIMIT else "?"
    return None if text is None else unicodedata.normalize("NFKC", text)


def _decimal(text: str, code: str, **params: int) -> Decimal:
    match = _NUMBER.fullmatch(text.strip())
    if match is None or not (match.group(2) or len(match.group(3) or "") > 1):
        raise CellError(code, **params)
    return Decimal(re.sub("[, ]", "", match.group()))
