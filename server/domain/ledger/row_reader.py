"""Cells of one row into typed values, collecting what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.judged import CellProblem, Severity
from server.domain.ledger.sheet import Cell, Row, column_letter
from server.domain.ledger.titles import counts_in_ten_thousands
from server.domain.ledger.values.dates import parse_date
from server.domain.ledger.values.errors import CellError
from server.domain.ledger.values.numbers import parse_money, parse_quantity, parse_years
from server.domain.ledger.values.states import parse_usage_state
from server.domain.ledger.values.text import clean_text, code_text, optional_text, plain_text

F = LedgerField
Reader = Callable[[Cell], Any]

_SHOWN = 60
_NAME_LENGTH = 100
_NOTE_LENGTH = 1_000
_NONE: Mapping[str, str | int] = MappingProxyType({})

# All other codes are errors.
WARNINGS = frozenset({"state_unknown", "amount_differs", "serviced_before_made", "date_doubtful"})

_CODE_LENGTHS = {F.LEDGER_NUMBER: 60, F.CATEGORY_CODE: 40, F.SERIAL_NUMBER: 80, F.ROOM: 60}
_TEXT_LENGTHS = {
    F.NAME: _NAME_LENGTH,
    F.UNIT: 20,
    F.CATEGORY: 100,
    F.ACQUISITION_METHOD: 50,
    F.BRAND: 100,
    F.MODEL: 150,
    F.SPECIFICATION: 150,
    F.SUPPLIER: 100,
    F.DEPARTMENT: 60,
    F.CUSTODIAN: 60,
    F.CAMPUS: 60,
    F.BUILDING: 60,
    F.FLOOR: 20,
    F.FUND_SOURCE: 60,
    F.EXTINGUISHER_TYPE: 50,
}
# A spreadsheet that took 3-201 for a date has lost what stood there.
_CODE_LENGTHS[F.PLACE] = 100


class RowReader:
    """Reads rows of one sheet. ``today`` bounds the dates; ``default_name`` is the name of things
    whose row has none."""

    def __init__(
        self,
        titles: Sequence[str],
        mapping: Mapping[int, LedgerField],
        today: date,
        default_name: str = "",
    ) -> None:
        self._default_name = default_name or None
        self._titles = titles
        self._columns = {field: column for column, field in mapping.items()}
        self._readers = [
            (field, column, _reader(field, self.title(field), today))
            for field, column in sorted(self._columns.items(), key=lambda item: item[1])
            if field not in (F.SEQUENCE, F.REJECTION)
        ]

    def title(self, field: LedgerField) -> str:
        column = self._columns.get(field)
        return self._titles[column] if column is not None and column < len(self._titles) else ""

    def text(self, row: Row, field: LedgerField) -> str:
        return clean_text(self._cell(row, field))

    def read(self, row: Row) -> tuple[dict[LedgerField, Any], list[CellProblem]]:
        """Values of the mapped fields (None where blank or wrong), and the problems."""
        values: dict[LedgerField, Any] = {}
        problems: list[CellProblem] = []
        for field, column, reader in self._readers:
            try:
                values[field] = reader(row[column] if column < len(row) else None)
            except CellError as error:
                values[field] = None
                problems.append(self.problem(row, field, error.code, error.params))
        if F.NAME not in self._columns:
            values[F.NAME] = self._default_name
        if values.get(F.NAME) is None and all(problem.field is not F.NAME for problem in problems):
            problems.append(self.problem(row, F.NAME, "name_missing"))
        return values, problems

    def problem(
        self, row: Row, field: LedgerField, code: str, params: Mapping[str, str | int] = _NONE
    ) -> CellProblem:
        column = self._columns.get(field)
        return CellProblem(
            code=code,
            severity=Severity.WARNING if code in WARNINGS else Severity.ERROR,
            column=None if column is None else column_letter(column),
            title=self.title(field),
            field=field,
            found=_shortened(self.text(row, field)),
            params=params,
        )

    def _cell(self, row: Row, field: LedgerField) -> Cell:
        column = self._columns.get(field)
        return row[column] if column is not None and column < len(row) else None


def _reader(field: LedgerField, title: str, today: date) -> Reader:
    if field in (F.UNIT_PRICE, F.AMOUNT):
        in_ten_thousands = counts_in_ten_thousands(title)
        return lambda cell: parse_money(cell, in_ten_thousands)
    if field is F.USEFUL_LIFE_YEARS:
        return lambda cell: parse_years(cell, "月" in title)
    if field in (F.ACQUIRED_ON, F.MANUFACTURED_ON, F.SERVICED_ON):
        return lambda cell: parse_date(cell, today)
    if field in _CODE_LENGTHS:
        return lambda cell: code_text(cell, _CODE_LENGTHS[field])
    if field in _TEXT_LENGTHS:
        return lambda cell: plain_text(cell, _TEXT_LENGTHS[field])
    return _OTHER_READERS[field]


_OTHER_READERS: dict[LedgerField, Reader] = {
    F.QUANTITY: parse_quantity,
    F.USAGE_STATE: parse_usage_state,
    F.NOTE: lambda cell: optional_text(cell, _NOTE_LENGTH),
}


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
