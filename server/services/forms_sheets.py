"""Rooms of a count as paper shows them: groups and pieces, the year's counts side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qr_labels import group_code
from server.domain.count_sheet_state import SheetState
from server.domain.natural_order import natural_key
from server.domain.number_ranges import number_ranges
from server.domain.school_class import autumn_of
from server.domain.stocktake import StocktakeKind
from server.records import CountLine, CountSheet, Label, Stocktake
from server.records.listed import among, listed
from server.services.count_sheets import SheetView, ViewGroup, ViewLine
from server.services.count_sheets_view import sheet_views

TERM_KINDS = (StocktakeKind.TERM_START, StocktakeKind.TERM_MID, StocktakeKind.TERM_END)
_ROOMS_AT_ONCE = 25


@dataclass(frozen=True)
class RoomPaper:
    """``view``: the sheet that is printed. ``counts``: the sheets that stand side by side, in the
    order of the year, None where the room was not counted; ``codes``: the readable label code of
    each thing."""

    view: SheetView
    counts: tuple[SheetView | None, ...]
    codes: Mapping[str, str]

    @property
    def groups(self) -> list[GroupPaper]:
        """What is counted by number first, in the order of the list; then those that only other
        counts have."""
        views = [self.view, *(one for one in self.counts if one and one is not self.view)]
        found = {group.key: group for view in reversed(views) for group in view.groups}
        lines = [line.line for line in self.view.lines]
        listed_first = dict.fromkeys(line.group_key for line in lines if line.group_key in found)
        order = sorted(listed_first | found, key=lambda key: not found[key].by_number)
        return [
            GroupPaper(
                found[key],
                tuple(_group_of(view, key) for view in self.counts),
                tuple(line for line in lines if line.group_key == key),
            )
            for key in order
        ]

    @property
    def pieces(self) -> list[PiecePaper]:
        """What the printed sheet counts by piece."""
        others = [
            {line.line.asset_id: line for line in view.lines} if view else {}
            for view in self.counts
        ]
        numbered = {group.key for group in self.view.groups if group.by_number}
        return [
            PiecePaper(
                one.line,
                self.codes.get(one.line.asset_id, ""),
                tuple(lines.get(one.line.asset_id) for lines in others),
            )
            for one in self.view.lines
            if one.line.group_key not in numbered
        ]


@dataclass(frozen=True)
class GroupPaper:
    """``counts`` in the order of the paper's; ``lines`` of the ledger on the printed sheet."""

    group: ViewGroup
    counts: tuple[ViewGroup | None, ...]
    lines: tuple[CountLine, ...]

    @property
    def models(self) -> list[str]:
        return _distinct(line.model for line in self.lines)

    @property
    def numbers(self) -> list[str]:
        return number_ranges(line.ledger_number for line in self.lines if line.ledger_number)

    @property
    def unit_price(self) -> Decimal | None:
        """Where all have the same."""
        prices = {line.unit_price for line in self.lines}
        return prices.pop() if len(prices) == 1 else None

    @property
    def amount(self) -> Decimal | None:
        """Where the ledger knows one of each."""
        amounts = [line.amount for line in self.lines if line.amount is not None]
        is_whole = len(amounts) == len(self.lines) and amounts
        return sum(amounts, Decimal(0)) if is_whole else None


@dataclass(frozen=True)
class PiecePaper:
    """``counts`` in the order of the paper's, None where it was not expected."""

    line: CountLine
    code: str
    counts: tuple[ViewLine | None, ...]


def room_papers(
    session: Session, stocktake: Stocktake, sheet_ids: Collection[str] = ()
) -> list[RoomPaper]:
    """In the order of the rooms; of all rooms where ``sheet_ids`` is empty. A count of a term
    stands beside the others of its school year, any other alone."""
    sheets = sheets_of(session, stocktake.id, sheet_ids)
    beside = _counts_of_year(session, stocktake)
    blocks = (sheets[n : n + _ROOMS_AT_ONCE] for n in range(0, len(sheets), _ROOMS_AT_ONCE))
    return list(chain.from_iterable(_papers(session, block, beside) for block in blocks))


def counts_beside(session: Session, stocktake: Stocktake) -> list[StocktakeKind | None]:
    """What the counts of ``RoomPaper.counts`` are; None alone for a count of its own."""
    return list(TERM_KINDS) if len(_counts_of_year(session, stocktake)) > 1 else [None]


def sheets_of(
    session: Session, stocktake_id: str, sheet_ids: Collection[str] = ()
) -> list[CountSheet]:
    """In the order of the rooms; all where ``sheet_ids`` is empty."""
    wanted = select(CountSheet).where(CountSheet.stocktake_id == stocktake_id)
    found = session.scalars(wanted.options(joinedload(CountSheet.stocktake)))
    chosen = [sheet for sheet in found if not sheet_ids or sheet.id in sheet_ids]
    return sorted(chosen, key=lambda sheet: (natural_key(sheet.title), sheet.id))


def label_codes(session: Session, asset_ids: Iterable[str]) -> dict[str, str]:
    """The current label of each thing that has one, as people read it."""
    wanted = (
        select(Label.asset_id, Label.code)
        .where(among(Label.asset_id, "assets"))
        .order_by(Label.bound_at, Label.code)
    )
    rows = session.execute(wanted, {"assets": listed(asset_ids)})
    return {asset_id: group_code(code) for asset_id, code in rows if asset_id}


def _counts_of_year(session: Session, stocktake: Stocktake) -> Sequence[Stocktake | None]:
    """The year's three counts with this one among them; this one alone when it is no term's."""
    if stocktake.kind not in TERM_KINDS:
        return [stocktake]
    autumn = autumn_of(stocktake.baseline_on)
    wanted = select(Stocktake).where(Stocktake.kind.in_(TERM_KINDS))
    rows = session.scalars(wanted.order_by(Stocktake.baseline_on, Stocktake.opened_at))
    last = {one.kind: one for one in rows if autumn_of(one.baseline_on) == autumn}
    last[stocktake.kind] = stocktake
    return [last.get(kind) for kind in TERM_KINDS]


def _papers(
    session: Session, sheets: Sequence[CountSheet], beside: Sequence[Stocktake | None]
) -> Iterator[RoomPaper]:
    own = dict(zip([one.id for one in sheets], sheet_views(session, sheets), strict=True))
    places = {sheet.place_id for sheet in sheets}
    printed = sheets[0].stocktake_id
    others = [None if one and one.id == printed else one for one in beside]
    columns = [_views_by_place(session, one, places) for one in others]
    assets = {line.line.asset_id for view in own.values() for line in view.lines}
    codes = label_codes(session, assets)
    for sheet in sheets:
        counts = [
            own[sheet.id] if one and one.id == printed else views.get(sheet.place_id)
            for one, views in zip(beside, columns, strict=True)
        ]
        yield RoomPaper(own[sheet.id], tuple(counts), codes)


def _views_by_place(
    session: Session, stocktake: Stocktake | None, places: Collection[str]
) -> dict[str, SheetView]:
    if stocktake is None:
        return {}
    sheets = session.scalars(
        select(CountSheet).where(
            CountSheet.stocktake_id == stocktake.id,
            CountSheet.place_id.in_(places),
            CountSheet.state != SheetState.NOT_STARTED,
        )
    ).all()
    return {view.sheet.place_id: view for view in sheet_views(session, sheets)}


def _group_of(view: SheetView | None, key: str) -> ViewGroup | None:
    groups = view.groups if view else ()
    return next((group for group in groups if group.key == key), None)


def _distinct(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
