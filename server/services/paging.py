"""Lists cut into pages of 50 rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

PAGE_ROWS = 50

Row = TypeVar("Row")


@dataclass(frozen=True)
class Page(Generic[Row]):
    """``number`` counts from 1; ``total`` is the count of all rows."""

    rows: list[Row]
    number: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // PAGE_ROWS))


def offset_of(page_number: int) -> int:
    return (page_number - 1) * PAGE_ROWS


def page_within(wanted: int, total: int) -> int:
    """``wanted``, or the nearest page that there is."""
    return min(max(1, wanted), max(1, -(-total // PAGE_ROWS)))
