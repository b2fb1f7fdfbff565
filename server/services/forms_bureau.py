"""What goes into a bureau's workbook: the register's rows, or those of a count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from server.domain.bureau_template import CellField, ColumnField, Subject
from server.domain.count_sheet_state import SheetState
from server.domain.counted_lines import BookLine, Difference, spread
from server.domain.natural_order import natural_key
from server.domain.settlement import Side, side_of
from server.records import Asset, CountLine, CountSheet, Discrepancy
from server.services.settling_summary import left_of

C = ColumnField
_NONE = Difference(0, Decimal(0))
Values = dict[str, Any]
_OF_ASSET = (
    C.LEDGER_NUMBER, C.NAME, C.CATEGORY_CODE, C.CATEGORY, C.BRAND, C.MODEL, C.SERIAL_NUMBER,
    C.UNIT, C.UNIT_PRICE, C.QUANTITY, C.AMOUNT, C.ACQUIRED_ON, C.DEPARTMENT, C.CUSTODIAN,
    C.USAGE_STATE, C.FUND_SOURCE, C.NOTE,
)  # fmt: skip
_OF_LINE = (
    C.LEDGER_NUMBER, C.NAME, C.CATEGORY_CODE, C.CATEGORY, C.MODEL, C.UNIT, C.UNIT_PRICE,
    C.QUANTITY, C.AMOUNT,
)  # fmt: skip
_OF_DISCREPANCY = (
    C.LEDGER_NUMBER, C.NAME, C.CATEGORY_CODE, C.CATEGORY, C.MODEL, C.UNIT, C.CAUSE, C.DECISION,
    C.WORDS,
)  # fmt: skip
_SUMS = (
    C.QUANTITY, C.AMOUNT, C.COUNTED_QUANTITY, C.COUNTED_AMOUNT, C.GAIN_QUANTITY, C.GAIN_AMOUNT,
    C.LOSS_QUANTITY, C.LOSS_AMOUNT,
)  # fmt: skip


def bureau_rows(session: Session, subject: Subject, stocktake_id: str | None) -> list[Values]:
    """Rows by column field, numbered from 1. Without a stocktake the register as it is now. Of a
    stocktake what its rooms' sheets expect; counted numbers only of countersigned rooms. Causes and
    decisions are keys. What was accepted as a move is neither gain nor loss."""
    if stocktake_id is None:
        rows = _register(session) if subject is Subject.ASSETS else iter(())
    else:
        count = _Count.read(session, stocktake_id)
        rows = count.lines() if subject is Subject.ASSETS else count.differences()
    return [row | {C.NUMBER: n} for n, row in enumerate(rows, 1)]


def totals_of(rows: Iterable[Mapping[str, Any]]) -> Values:
    """The sums of ``rows``, by cell field; amounts without a price count as nothing."""
    sums: dict[str, Any] = {name: Decimal(0) if "amount" in name else 0 for name in _SUMS}
    count = 0
    for row in rows:
        count += 1
        for name in _SUMS:
            sums[name] += row.get(name) or 0
    return {CellField(f"total_{name}"): total for name, total in sums.items()} | {
        CellField.ROWS: count
    }


def _register(session: Session) -> Iterator[Values]:
    wanted = select(Asset).where(Asset.removed_at.is_(None))
    found = session.scalars(wanted.options(joinedload(Asset.place), joinedload(Asset.kind)))
    for asset in sorted(found, key=_asset_order):
        yield _of_asset(asset)


def _asset_order(asset: Asset) -> tuple[Any, ...]:
    place = asset.place.path if asset.place else ""
    return natural_key(place), natural_key(asset.ledger_number or ""), asset.name, asset.id


def _of_asset(asset: Asset) -> Values:
    values: Values = {name: getattr(asset, name) for name in _OF_ASSET}
    return values | {
        C.KIND: asset.kind.name_zh,
        C.PLACE: asset.place.path if asset.place else None,
    }


@dataclass(frozen=True)
class _Count:
    """A stocktake's sheets in the order of their rooms, with lines and discrepancies by sheet."""

    sheets: Sequence[CountSheet]
    lines_of: Mapping[str, Sequence[CountLine]]
    found_of: Mapping[str, Sequence[Discrepancy]]

    @classmethod
    def read(cls, session: Session, stocktake_id: str) -> _Count:
        sheets = session.scalars(
            select(CountSheet)
            .where(CountSheet.stocktake_id == stocktake_id)
            .options(joinedload(CountSheet.place))
        ).all()
        lines = session.scalars(
            select(CountLine)
            .join(CountSheet, CountSheet.id == CountLine.sheet_id)
            .where(CountSheet.stocktake_id == stocktake_id)
            .options(
                joinedload(CountLine.asset).options(joinedload(Asset.kind), joinedload(Asset.place))
            )
            .order_by(CountLine.sheet_id, CountLine.position)
        )
        found = session.scalars(
            select(Discrepancy)
            .where(Discrepancy.stocktake_id == stocktake_id)
            .options(joinedload(Discrepancy.responsible))
            .order_by(Discrepancy.sheet_id, Discrepancy.key)
        )
        return cls(
            sorted(sheets, key=lambda sheet: natural_key(sheet.title)),
            _by_sheet(lines),
            _by_sheet(found),
        )

    def lines(self) -> Iterator[Values]:
        """Every expected line, then what was too much in its room."""
        for sheet in self.sheets:
            lines, found = self.lines_of[sheet.id], self.found_of[sheet.id]
            differences = _differences(lines, found)
            is_counted = sheet.state == SheetState.COUNTERSIGNED
            for line in lines:
                yield _of_line(line, sheet) | (
                    _counted(line, differences.get(line.asset_id)) if is_counted else {}
                )
            for one in found:
                if one.kind == "unexpected" and _gained_or_lost(one).pieces:
                    yield _of_discrepancy(one, sheet)

    def differences(self) -> Iterator[Values]:
        for sheet in self.sheets:
            for one in self.found_of[sheet.id]:
                yield _of_discrepancy(one, sheet)


def _by_sheet(rows: Iterable[Any]) -> Mapping[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.sheet_id].append(row)
    return found


def _differences(
    lines: Sequence[CountLine], found: Iterable[Discrepancy]
) -> Mapping[str, Difference]:
    """By asset: what is fewer or more of its line."""
    of_assets, of_groups = {}, {}
    for one in found:
        difference = _gained_or_lost(one)
        if difference.pieces and one.kind == "missing" and one.asset_id:
            of_assets[one.asset_id] = difference
        elif difference.pieces and one.kind == "quantity" and one.group_key:
            of_groups[one.group_key] = difference
    book = [BookLine(line.asset_id, line.group_key, line.quantity) for line in lines]
    return spread(book, of_assets, of_groups)


def _gained_or_lost(one: Discrepancy) -> Difference:
    """What is a gain or a loss; what was accepted as a move is neither."""
    if side_of(one.kind, one.quantity) not in (Side.SHORTAGE, Side.SURPLUS):
        return _NONE
    left, amount = left_of(one.quantity, one.moved_quantity, one.amount)
    return Difference(-left if one.quantity < 0 else left, amount)


def _of_line(line: CountLine, sheet: CountSheet) -> Values:
    values = _of_asset(line.asset) | {name: getattr(line, name) for name in _OF_LINE}
    return values | {C.PLACE: sheet.place.path, C.CLASS_NAME: sheet.class_name}


def _counted(line: CountLine, difference: Difference | None) -> Values:
    """``difference`` None: all there."""
    of = difference or _NONE
    sign = -1 if of.pieces < 0 else 1
    known = line.amount is not None and of.amount is not None
    return {
        C.COUNTED_QUANTITY: line.quantity + of.pieces,
        C.COUNTED_AMOUNT: (line.amount or 0) + sign * (of.amount or 0) if known else None,
        **_gain_or_loss(of.pieces, of.amount),
    }


def _gain_or_loss(pieces: int, amount: Decimal | None) -> Values:
    if pieces < 0:
        return {C.LOSS_QUANTITY: -pieces, C.LOSS_AMOUNT: amount}
    return {C.GAIN_QUANTITY: pieces, C.GAIN_AMOUNT: amount} if pieces else {}


def _of_discrepancy(one: Discrepancy, sheet: CountSheet) -> Values:
    values: Values = {name: getattr(one, name) for name in _OF_DISCREPANCY}
    values |= {
        C.QUANTITY: one.book_quantity,
        C.COUNTED_QUANTITY: one.counted_quantity,
        C.PLACE: sheet.place.path,
        C.CLASS_NAME: sheet.class_name,
        C.CUSTODIAN: one.responsible.name if one.responsible else None,
    }
    if one.kind == "damaged":
        values[C.DAMAGED_QUANTITY] = abs(one.quantity)
    difference = _gained_or_lost(one)
    return values | _gain_or_loss(difference.pieces, difference.amount)


def counted_rooms(session: Session, stocktake_id: str) -> tuple[int, int]:
    """How many of a stocktake's rooms are countersigned, and of how many."""
    states = session.scalars(
        select(CountSheet.state).where(CountSheet.stocktake_id == stocktake_id)
    ).all()
    return sum(state == SheetState.COUNTERSIGNED for state in states), len(states)
