"""What a printed form consists of, whatever it is written as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Strokes = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Ink:
    """A signature as it was drawn: strokes of x, y, x, y in a field of ``width`` by ``height``."""

    width: int
    height: int
    strokes: Strokes


@dataclass(frozen=True)
class Signed:
    """Who signed, when, and the drawn signature; without a name a place to sign on paper."""

    name: str = ""
    at: str = ""
    ink: Ink | None = None
    label: str = ""

    @property
    def text(self) -> str:
        return " ".join(part for part in (self.name, self.at) if part)


Cell = str | int | Decimal | date | datetime | tuple[Signed, ...] | None
"""Datetimes are the school's own, without a zone."""


class Kind(StrEnum):
    """How a column stands: `text` to the left, the rest in the middle. ``MOMENT`` is a day with a
    time, ``CLOCK`` the time alone, ``MONEY`` has two places."""

    TEXT = "text"
    MARK = "mark"
    DAY = "day"
    MOMENT = "moment"
    CLOCK = "clock"
    MONEY = "money"


@dataclass(frozen=True)
class Column:
    """``width`` is a share of the table's. Neighbours with the same ``over`` stand under it."""

    title: str
    width: float
    kind: Kind = Kind.TEXT
    over: str = ""


@dataclass(frozen=True)
class Table:
    """``empty`` is said where there are no rows; ``size`` of the type in points; ``row_mm``: the
    height that rows have at least, for what is written in by hand."""

    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    heading: str = ""
    empty: str = ""
    size: float = 9
    row_mm: float = 0


@dataclass(frozen=True)
class Form:
    """``facts``, the ``text`` and the ``legend`` stand under the title, ``notes`` under the tables,
    ``signed`` at the foot. ``follows``: goes on where the form before it ended when there is room.
    ``part``: the form begins a part of the paper, whose pages carry these words and are counted for
    themselves; one without goes on with the part before it."""

    title: str
    facts: tuple[str, ...]
    tables: tuple[Table, ...]
    legend: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    signed: tuple[Signed, ...] = ()
    is_wide: bool = False
    follows: bool = False
    part: str = ""
    text: tuple[str, ...] = ()


@dataclass(frozen=True)
class Paper:
    """``head`` stands on every page. ``page`` holds {page}, ``pages`` {pages}. ``contents`` is the
    heading of the list of contents; "" leaves list and cover out. ``cover``: the cover's lines."""

    title: str
    school: str
    head: str
    page: str
    pages: str
    forms: Sequence[Form]
    contents: str = ""
    cover: tuple[str, ...] = ()
