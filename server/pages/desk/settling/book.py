"""盘盈盘亏 as a workbook: a sheet for each side, and the summary by class."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import SpooledTemporaryFile
from typing import IO

from server.domain.discrepancy_value import ValueBasis
from server.domain.school_day import school_day
from server.domain.settlement import Decision, Side
from server.records import Stocktake
from server.reports.table_book import Table, Value, write_tables
from server.services.school import the_school
from server.services.settling_rows import BookRow, book_rows
from server.services.settling_summary import ClassLine, Sum, summary
from server.web.database import db
from server.web.messages import t

CAUSES = ("human", "natural", "unknown", "before_takeover")
_IN_MEMORY = 16 * 2**20
_COLUMNS = {
    "n": 6,
    "room": 26,
    "class_name": 14,
    "home": 26,
    "ledger_number": 16,
    "name": 18,
    "model": 16,
    "unit": 6,
    "category_code": 14,
    "category": 14,
    "book": 8,
    "counted": 8,
    "pieces": 8,
    "amount": 14,
    "basis": 14,
    "cause": 12,
    "words": 24,
    "decision": 10,
    "responsible": 10,
    "due_on": 12,
    "done_on": 12,
    "decision_words": 24,
}
_CLASS_COLUMNS = (
    "class",
    "book_n",
    "book_sum",
    "shortage_n",
    "shortage_sum",
    "surplus_n",
    "surplus_sum",
    "counted_n",
    "counted_sum",
)


def discrepancy_book(stocktake: Stocktake) -> IO[bytes]:
    """Rewound; in a temporary file when it is large."""
    with ExitStack() as until_whole:
        out = until_whole.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
        write_tables(_tables(stocktake), out)
        out.seek(0)
        until_whole.pop_all()
        return out


def class_name(line: ClassLine) -> str:
    """A class of the summary in the request's language."""
    if line.key:
        return t(f"desk.settling.class.{line.key}")
    return line.name or t("desk.settling.no_class")


def _tables(stocktake: Stocktake) -> Iterator[Table]:
    school = the_school(db.session).name
    above = [t("desk.settling.book_head", school=school, name=stocktake.name)]
    above.append(t("desk.settling.book_day", day=stocktake.baseline_on))
    titles = [t(f"desk.settling.column.{name}") for name in _COLUMNS]
    for side in Side:
        rows = _rows(stocktake.id, side)
        name = t(f"desk.settling.side.{side}")
        yield Table(name, titles, list(_COLUMNS.values()), rows, above)
    yield _classes(stocktake, above)


def _rows(stocktake_id: str, side: Side) -> Iterator[list[Value]]:
    """Words are looked up once a table: 20,000 rows have five of them each."""
    said = _Words()
    for n, row in enumerate(book_rows(db.session, stocktake_id, side), 1):
        yield said.of(n, row)


class _Words:
    def __init__(self) -> None:
        self._basis = {one: t(f"desk.settling.basis.{one}") for one in ValueBasis}
        self._cause = {one: t(f"desk.settling.cause.{one}") for one in CAUSES}
        self._decision = {one: t(f"desk.settling.decision.{one}") for one in Decision}

    def of(self, n: int, row: BookRow) -> list[Value]:
        values = row._asdict() | {
            "n": n,
            "basis": self._basis[ValueBasis(row.basis)],
            "cause": self._cause[row.cause],
            "decision": self._decision[Decision(row.decision)] if row.decision else None,
            "done_on": school_day(row.done_at) if row.done_at else None,
        }
        return [values[name] for name in _COLUMNS]


def _classes(stocktake: Stocktake, above: list[str]) -> Table:
    found = summary(db.session, stocktake.id)
    titles = [t(f"desk.settling.column.{name}") for name in _CLASS_COLUMNS]
    rows = [_class_row(class_name(line), line) for line in found.lines]
    rows.append(_class_row(t("desk.settling.all_classes"), found.total))
    return Table(t("desk.settling.by_class"), titles, [24, *[14] * 8], rows, above)


def _class_row(name: str, line: ClassLine) -> list[Value]:
    sums: list[Sum] = [line.book, line.shortage, line.surplus, line.counted]
    return [name, *(value for one in sums for value in (one.pieces, one.amount))]
