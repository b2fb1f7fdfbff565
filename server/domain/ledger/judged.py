"""What judging a ledger yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from server.domain.ledger.asset_kind import AssetKind
from server.domain.ledger.fields import LedgerField
from server.domain.ledger.place_name import PlacePath
from server.domain.ledger.sheet import Row
from server.domain.ledger.values.dates import LedgerDate
from server.domain.ledger.values.states import UsageState


class RowKind(StrEnum):
    """``TOTAL`` stands for every line that speaks about the table: sums, signatures, repeated
    titles. They and ``BLANK`` rows are left out without a problem."""

    ASSET = "asset"
    BAD = "bad"
    TOTAL = "total"
    BLANK = "blank"


class Severity(StrEnum):
    """An error keeps its row out; a warning is shown and lets it in."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """``cell.<code>`` is its sentence. ``column`` is the spreadsheet's letter, None when the sheet
    has no such column; ``found`` is what stood there, shortened to 60 characters."""

    code: str
    severity: Severity
    column: str | None
    title: str
    field: LedgerField
    found: str
    params: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class LedgerAsset:
    """One line of a ledger as typed values; money in yuan, None where nothing stood.

    ``identity`` recognises the same line in the same file again, see ``identity.py``.
    ``usage_state_text`` keeps the ledger's own word. ``place_text`` is the place in one spelling.
    """

    identity: str
    kind: AssetKind
    name: str
    quantity: int
    place: PlacePath
    place_text: str
    ledger_number: str | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    category_code: str | None = None
    category: str | None = None
    acquired_on: LedgerDate | None = None
    acquisition_method: str | None = None
    brand: str | None = None
    model: str | None = None
    serial_number: str | None = None
    supplier: str | None = None
    useful_life_years: int | None = None
    department: str | None = None
    custodian: str | None = None
    usage_state: UsageState | None = None
    usage_state_text: str | None = None
    fund_source: str | None = None
    note: str | None = None
    manufactured_on: LedgerDate | None = None
    serviced_on: LedgerDate | None = None
    extinguisher_type: str | None = None


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """``number`` is the spreadsheet's own row, from 1; ``cells`` have merged cells filled in.
    ``asset`` is there exactly when ``kind`` is ASSET."""

    sheet: str
    number: int
    kind: RowKind
    cells: Row
    asset: LedgerAsset | None = None
    problems: tuple[CellProblem, ...] = ()
