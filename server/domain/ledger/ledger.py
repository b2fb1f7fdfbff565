"""A whole file: which sheets are ledgers, how their columns are read, and every row's judgement.

The order of use: ``plan_ledger`` -> show and let correct (``dataclasses.replace``) ->
``judge_rows`` of each sheet, with one ``FileMemory`` for the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.domain.ledger.columns import (
    ColumnMapping,
    checked_mapping,
    guess_columns,
    header_signature,
)
from server.domain.ledger.header import Header, find_header, header_at
from server.domain.ledger.sheet import Sheet, is_blank_row
from server.domain.ledger.sheet_defaults import NO_DEFAULTS, SheetDefaults, sheet_defaults
from server.domain.problems import HeaderNotFound

_NOTHING_REMEMBERED: Mapping[str, ColumnMapping] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """``remembered``: the mapping was the user's of an earlier time, not guessed."""

    sheet: Sheet
    header: Header
    mapping: ColumnMapping
    remembered: bool = False
    defaults: SheetDefaults = NO_DEFAULTS

    @property
    def signature(self) -> str:
        return header_signature(self.header.titles)

    @property
    def data_rows(self) -> int:
        """How many rows ``judge_rows`` will yield for this sheet."""
        return max(0, len(self.sheet.rows) - self.header.last_row)


@dataclass(frozen=True, slots=True)
class LedgerPlan:
    """``left_out``: names of sheets with content that are no ledger, such as lists of codes."""

    sheets: tuple[SheetPlan, ...]
    left_out: tuple[str, ...]


def plan_ledger(
    sheets: Iterable[Sheet],
    name: str,
    remembered: Mapping[str, ColumnMapping] = _NOTHING_REMEMBERED,
) -> LedgerPlan:
    """Finds headers and guesses columns. ``remembered``: header signature -> corrected mapping.

    Raises HeaderNotFound(name) when no sheet of the file ``name`` is a ledger.
    """
    plans: list[SheetPlan] = []
    left_out: list[str] = []
    for sheet in sheets:
        header = find_header(sheet)
        if header is not None:
            plans.append(plan_sheet(sheet, header, remembered))
        elif not all(map(is_blank_row, sheet.rows)):
            left_out.append(sheet.name)
    if not plans:
        raise HeaderNotFound(name=name)
    return LedgerPlan(tuple(plans), tuple(left_out))


def plan_sheet(
    sheet: Sheet, header: Header, remembered: Mapping[str, ColumnMapping] = _NOTHING_REMEMBERED
) -> SheetPlan:
    known = remembered.get(header_signature(header.titles))
    if known is None:
        mapping: ColumnMapping = guess_columns(header.titles, sheet.rows[header.last_row :])
    else:
        mapping = checked_mapping(known)
    defaults = sheet_defaults(sheet, header, mapping)
    return SheetPlan(sheet, header, mapping, known is not None, defaults)


def plan_with_header_at(
    sheet: Sheet, row: int, remembered: Mapping[str, ColumnMapping] = _NOTHING_REMEMBERED
) -> SheetPlan:
    """A plan for when the user points at a header row (from 1)."""
    return plan_sheet(sheet, header_at(sheet, row), remembered)
