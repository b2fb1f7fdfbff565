"""Cells of a sheet as JSON and back, the same for the kept file and for staged rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from server.domain.ledger.sheet import Cell, Row

_FROM_JSON: dict[str, Callable[[Any], Cell]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
}
_ENDLESS = (float("inf"), float("-inf"))


def to_json(row: Row) -> list[Any]:
    """Plain JSON values; dates and times become {"date": "2019-09-01"} and the like."""
    return [cell if cell.__class__ in (int, bool) else _cell_to_json(cell) for cell in row]


def from_json(cells: Sequence[Any]) -> Row:
    """The row that ``to_json`` was given."""
    return tuple(_cell_from_json(cell) if isinstance(cell, dict) else cell for cell in cells)


def storable(text: str) -> str:
    """``text`` without NUL and half characters, which PostgreSQL refuses; each becomes U+FFFD."""
    if "\0" not in text and (text.isascii() or text.isprintable()):
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\ufffd")


def _cell_to_json(cell: Cell) -> Any:
    if cell is None:
        return None
    if isinstance(cell, str):
        return storable(cell)
    if isinstance(cell, float):
        return None if cell != cell or cell in _ENDLESS else cell  # noqa: PLR0124  NaN
    if isinstance(cell, datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, timedelta):
        return {"seconds": cell.total_seconds()}
    return {"date" if isinstance(cell, date) else "time": cell.isoformat()}


def _cell_from_json(cell: dict[str, Any]) -> Cell:
    ((form, value),) = cell.items()
    return _FROM_JSON[form](value)
