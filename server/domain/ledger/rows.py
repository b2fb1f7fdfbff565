"""Judges rows: which are things, which are not, and what is wrong with which cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from server.domain.ledger.asset_kind import kind_of
from server.domain.ledger.fields import LedgerField
from server.domain.ledger.header import Header
from server.domain.ledger.identity import Occurrences
from server.domain.ledger.judged import (
    CellProblem,
    JudgedRow,
    LedgerAsset,
    RowKind,
    Severity,
)
from server.domain.ledger.merged import filled_rows
from server.domain.ledger.row_place import add_sheet_place, place_of
from server.domain.ledger.row_reader import RowReader
from server.domain.ledger.section_lines import is_section, rows_across, section_place
from server.domain.ledger.sheet import Row, Sheet, is_blank_row
from server.domain.ledger.sheet_defaults import NO_DEFAULTS, SheetDefaults
from server.domain.ledger.side_lines import is_side_line
from server.domain.ledger.values.text import fold

F = LedgerField
Values = dict[LedgerField, Any]

_CENT = Decimal("0.01")
_TAKEN_OVER = (
    F.LEDGER_NUMBER, F.UNIT, F.UNIT_PRICE, F.AMOUNT, F.CATEGORY_CODE, F.CATEGORY, F.ACQUIRED_ON,
    F.ACQUISITION_METHOD, F.BRAND, F.SERIAL_NUMBER, F.SUPPLIER, F.USEFUL_LIFE_YEARS, F.DEPARTMENT,
    F.CUSTODIAN, F.USAGE_STATE, F.FUND_SOURCE, F.NOTE, F.MANUFACTURED_ON, F.SERVICED_ON,
    F.EXTINGUISHER_TYPE,
)  # fmt: skip


@dataclass(slots=True)
class FileMemory:
    """What the rows of one file must know of each other; one object for all its sheets.

    ``section``: a sheet, and the place that the last line of its own among its rows named.
    """

    occurrences: Occurrences = field(default_factory=Occurrences)
    first_of_number: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    section: tuple[str, str] = ("", "")


def judge_rows(
    sheet: Sheet,
    header: Header,
    mapping: Mapping[int, LedgerField],
    today: date,
    memory: FileMemory,
    defaults: SheetDefaults = NO_DEFAULTS,
) -> Iterator[JudgedRow]:
    """Every row below the header, in order. Nothing is raised for what stands in the file.

    Rules of several rows: a ledger number that an earlier row of the file has for a thing of
    another name is an error in the later row (number_taken names sheet and row of the first);
    the same number with the same name is one 资产卡片 over several lines and is allowed.
    """
    reader = RowReader(header.titles, mapping, today, defaults.name)
    names = next((column for column, held in mapping.items() if held is F.NAME), None)
    across = rows_across(sheet)
    for number, row in filled_rows(sheet, header.last_row, mapping):
        raw = sheet.rows[number - 1]
        if is_blank_row(raw):
            yield JudgedRow(sheet.name, number, RowKind.BLANK, row)
        elif is_section(raw, names, number - 1 in across):
            memory.section = (sheet.name, section_place(raw))
            yield JudgedRow(sheet.name, number, RowKind.TOTAL, row)
        elif is_side_line(raw, header.titles):
            yield JudgedRow(sheet.name, number, RowKind.TOTAL, row)
        else:
            yield _judge(sheet.name, number, row, reader, memory, defaults)


def _judge(
    sheet: str,
    number: int,
    row: Row,
    reader: RowReader,
    memory: FileMemory,
    defaults: SheetDefaults,
) -> JudgedRow:
    values, problems = reader.read(row)
    section = memory.section[1] if memory.section[0] == sheet else ""
    add_sheet_place(values, section or defaults.place)
    first = _first_of_number((sheet, number), values, memory)
    if first:
        problems.append(reader.problem(row, F.LEDGER_NUMBER, "number_taken", first))
    problems += _warnings(row, values, reader)
    if any(problem.severity is Severity.ERROR for problem in problems):
        _identity(values, memory)
        return JudgedRow(sheet, number, RowKind.BAD, row, None, tuple(problems))
    asset = _asset(values, reader.text(row, F.USAGE_STATE), memory)
    return JudgedRow(sheet, number, RowKind.ASSET, row, asset, tuple(problems))


def _first_of_number(
    here: tuple[str, int], values: Values, memory: FileMemory
) -> dict[str, str | int]:
    """Where the ledger number stood first, if for a thing of another name; else {}."""
    ledger_number, name = values.get(F.LEDGER_NUMBER), values.get(F.NAME)
    if ledger_number is None or name is None:
        return {}
    mine = (*here, fold(name))
    sheet, row, first_name = memory.first_of_number.setdefault(fold(ledger_number), mine)
    return {} if first_name == mine[2] else {"first_sheet": sheet, "first_row": row}


def _warnings(row: Row, values: Values, reader: RowReader) -> list[CellProblem]:
    found: list[CellProblem] = []
    expected = _expected_amount(values)
    if expected is not None:
        params = {"expected": str(expected)}
        found.append(reader.problem(row, F.AMOUNT, "amount_differs", params))
    made, serviced = values.get(F.MANUFACTURED_ON), values.get(F.SERVICED_ON)
    if made and serviced and serviced.value < made.value:
        found.append(reader.problem(row, F.SERVICED_ON, "serviced_before_made"))
    for column in (F.ACQUIRED_ON, F.MANUFACTURED_ON, F.SERVICED_ON):
        if values.get(column) and values[column].doubtful:
            params = {"read_as": values[column].value.strftime("%Y-%m")}
            found.append(reader.problem(row, column, "date_doubtful", params))
    return found


def _expected_amount(values: Values) -> Decimal | None:
    """quantity x unit price, when the amount differs from it by more than rounding explains."""
    quantity, price, amount = (values.get(f) for f in (F.QUANTITY, F.UNIT_PRICE, F.AMOUNT))
    if quantity is None or price is None or amount is None:
        return None
    expected: Decimal = (price * quantity).quantize(_CENT)
    return expected if abs(expected - amount) > _CENT * quantity else None


def _identity(values: Values, memory: FileMemory) -> str:
    """A bad row counts as well, so that mending it leaves the lines below it as they were."""
    _, place_text = place_of(values)
    number, name = values.get(F.LEDGER_NUMBER), values.get(F.NAME) or ""
    return memory.occurrences.key(number, name, _model(values), place_text)


def _asset(values: Values, state_text: str, memory: FileMemory) -> LedgerAsset:
    taken = {column.value: values.get(column) for column in _TAKEN_OVER}
    name, model = values[F.NAME], _model(values)
    place, place_text = place_of(values)
    return LedgerAsset(
        identity=_identity(values, memory),
        kind=kind_of(name, taken["category"] or "", taken["extinguisher_type"] or "", model or ""),
        name=name,
        quantity=values.get(F.QUANTITY) or 1,
        place=place,
        place_text=place_text,
        model=model,
        usage_state_text=state_text or None,
        **taken,
    )


def _model(values: Values) -> str | None:
    """规格 and 型号 in columns of their own are one description of the make."""
    parts = [values.get(F.MODEL), values.get(F.SPECIFICATION)]
    return " ".join(dict.fromkeys(part for part in parts if part)) or None
