"""How each sheet is read, as it is kept in ``LedgerImport.sheets`` and shown for correction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.ledger.columns import ColumnMapping, header_signature, missing_fields
from server.domain.ledger.fields import LedgerField
from server.domain.ledger.header import Header
from server.domain.ledger.ledger import LedgerPlan, SheetPlan
from server.domain.ledger.sheet_defaults import SheetDefaults
from server.records import LedgerImport, LedgerMapping
from server.services.ledger_import.cells import storable


@dataclass(frozen=True)
class KeptPlan:
    """``rows``: data rows below the header. A sheet without a header is never a ledger and only
    named, so that nobody wonders where it went; its ``position`` in the kept file is None.
    ``place`` and ``thing``: where things stand whose rows do not say, and what they are called
    when no column does; "" for neither."""

    name: str
    header_row: int
    last_header_row: int
    header: tuple[str, ...]
    mapping: ColumnMapping
    rows: int
    left_out: bool
    remembered: bool = False
    position: int | None = None
    place: str = ""
    thing: str = ""

    @property
    def is_ledger(self) -> bool:
        return self.position is not None

    @property
    def rows_to_judge(self) -> int:
        return 0 if self.left_out else self.rows

    def column_of(self, field: LedgerField) -> int | None:
        return next((column for column, held in self.mapping.items() if held is field), None)

    @property
    def last_row(self) -> int:
        """The last row of the sheet."""
        return self.last_header_row + self.rows

    @property
    def defaults(self) -> SheetDefaults:
        return SheetDefaults(self.place, self.thing)

    def to_header(self) -> Header:
        return Header(self.header_row, self.last_header_row, self.header)


def plans_of(ledger_import: LedgerImport) -> list[KeptPlan]:
    """The sheets of an import, in the file's order, those that are no ledger last."""
    return [_from_json(sheet) for sheet in ledger_import.sheets]


def keep_plan(plan: LedgerPlan) -> list[dict[str, Any]]:
    """A fresh plan in the form of ``LedgerImport.sheets``."""
    ledgers = [kept_plan(position, sheet) for position, sheet in enumerate(plan.sheets)]
    others = [KeptPlan(storable(name), 0, 0, (), {}, 0, True) for name in plan.left_out]
    return [to_json(kept) for kept in (*ledgers, *others)]


def to_json(plan: KeptPlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "header_row": plan.header_row,
        "last_header_row": plan.last_header_row,
        "header": list(plan.header),
        "mapping": {str(column): str(f) for column, f in plan.mapping.items()},
        "rows": plan.rows,
        "left_out": plan.left_out,
        "remembered": plan.remembered,
        "position": plan.position,
        "place": plan.place,
        "thing": plan.thing,
    }


def total_rows(sheets: Iterable[Mapping[str, Any]]) -> int:
    return sum(0 if sheet["left_out"] else sheet["rows"] for sheet in sheets)


def lacks_name(plan: KeptPlan) -> bool:
    """True when no row of a sheet that is read could ever be taken."""
    return not plan.left_out and not plan.thing and bool(missing_fields(plan.mapping))


def remembered_mappings(session: Session) -> dict[str, dict[int, LedgerField]]:
    """Header signature -> the columns as somebody last corrected them."""
    return {
        kept.signature: _mapping(kept.mapping) for kept in session.scalars(select(LedgerMapping))
    }


def remember_mapping(session: Session, plan: KeptPlan, now: datetime) -> None:
    """Use this mapping the next time the same header comes."""
    signature = header_signature(plan.header)
    session.merge(
        LedgerMapping(signature=signature, mapping=to_json(plan)["mapping"], saved_at=now)
    )


def kept_plan(position: int, sheet: SheetPlan) -> KeptPlan:
    """``position``: the sheet's among the kept ones."""
    return KeptPlan(
        name=storable(sheet.sheet.name),
        header_row=sheet.header.first_row,
        last_header_row=sheet.header.last_row,
        header=tuple(map(storable, sheet.header.titles)),
        mapping=sheet.mapping,
        rows=sheet.data_rows,
        left_out=False,
        remembered=sheet.remembered,
        position=position,
        place=storable(sheet.defaults.place),
        thing=sheet.defaults.name,
    )


def _from_json(sheet: Mapping[str, Any]) -> KeptPlan:
    return KeptPlan(
        **{**sheet, "header": tuple(sheet["header"]), "mapping": _mapping(sheet["mapping"])}
    )


def _mapping(columns: Mapping[str, str]) -> dict[int, LedgerField]:
    return {int(column): LedgerField(name) for column, name in sorted(columns.items(), key=_column)}


def _column(item: tuple[str, str]) -> int:
    return int(item[0])
