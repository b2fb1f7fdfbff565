"""Correcting which column holds which field, and which sheets are read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from server.domain.ledger.columns import ColumnMapping
from server.domain.ledger.fields import LedgerField
from server.domain.ledger.ledger import plan_with_header_at
from server.domain.ledger.sheet import Row
from server.domain.problems import ImportNotReady
from server.records import LedgerImport, LedgerImportRow
from server.services.ledger_import.find import lock_import
from server.services.ledger_import.plans import (
    KeptPlan,
    kept_plan,
    lacks_name,
    plans_of,
    remember_mapping,
    remembered_mappings,
    to_json,
    total_rows,
)
from server.services.ledger_import.staging import KeptSheet, Staging
from server.services.ledger_import.states import JUDGED, READING

SHOWN_ROWS = 5
DEEPEST_HEADER = 100
CHOICES = tuple(field for field in LedgerField if field is not LedgerField.REJECTION)
OPEN_STATES = (READING, JUDGED)


@dataclass(frozen=True)
class Correction:
    """What a person chose for one sheet: column -> field, None for a column that is not read.
    ``place`` and ``thing`` as in ``KeptPlan``."""

    columns: Mapping[int, LedgerField | None]
    left_out: bool
    place: str = ""
    thing: str = ""


@dataclass(frozen=True)
class Mistake:
    """Why a correction cannot be taken. ``code``: field_twice (with ``field``), name_missing,
    no_sheet (with an empty ``sheet``), header_row (no such row)."""

    code: str
    sheet: str = ""
    field: str = ""


def corrected_plans(
    ledger_import: LedgerImport, corrections: Mapping[int, Correction]
) -> list[KeptPlan]:
    """The plans with the corrections by sheet number; sheets without one stay."""
    return [
        _corrected(plan, corrections[number]) if number in corrections and plan.is_ledger else plan
        for number, plan in enumerate(plans_of(ledger_import))
    ]


def find_mistakes(
    corrections: Mapping[int, Correction], plans: Sequence[KeptPlan]
) -> list[Mistake]:
    """Everything that keeps the corrections from being taken; [] when they can be."""
    if all(plan.left_out for plan in plans):
        return [Mistake("no_sheet")]
    mistakes = [Mistake("name_missing", plan.name) for plan in plans if lacks_name(plan)]
    for number, correction in corrections.items():
        chosen = [field for field in correction.columns.values() if field is not None]
        twice = dict.fromkeys(field for field in chosen if chosen.count(field) > 1)
        if not correction.left_out:
            mistakes += [Mistake("field_twice", plans[number].name, field) for field in twice]
    return mistakes


def correct_columns(
    session: Session, import_id: str, plans: Sequence[KeptPlan], now: datetime
) -> None:
    """Read the file by ``plans`` from its first row on, and remember them for the same headers.

    Raises NotFound, ImportNotReady. Part of a writing transaction.
    """
    _read_again(session, import_id, plans)
    for plan in plans:
        if plan.is_ledger and not plan.left_out:
            remember_mapping(session, plan, now)


def point_at_headers(
    session: Session,
    import_id: str,
    plans: Sequence[KeptPlan],
    rows: Mapping[int, int],
    staging: Staging,
) -> None:
    """Plan the sheets anew whose header a person says stands elsewhere: sheet number -> row.

    Raises NotFound, ImportNotReady. Part of a writing transaction.
    """
    known = remembered_mappings(session)
    sheets = staging.sheets()
    pointed = [
        _pointed(plan, sheets[plan.position or 0], rows[number], known) if number in rows else plan
        for number, plan in enumerate(plans)
    ]
    _read_again(session, import_id, pointed)


def find_row_mistakes(plans: Sequence[KeptPlan], rows: Mapping[int, int]) -> list[Mistake]:
    """Sheets that have no row where a person says the header stands."""
    return [
        Mistake("header_row", plans[number].name)
        for number, row in rows.items()
        if not 1 <= row <= min(plans[number].last_row, DEEPEST_HEADER)
    ]


def _pointed(
    plan: KeptPlan, kept: KeptSheet, row: int, known: Mapping[str, ColumnMapping]
) -> KeptPlan:
    sheet = kept.part(0, len(kept.rows))
    planned = kept_plan(plan.position or 0, plan_with_header_at(sheet, row, known))
    return replace(planned, name=plan.name, left_out=plan.left_out)


def _read_again(session: Session, import_id: str, plans: Sequence[KeptPlan]) -> None:
    ledger_import = lock_import(session, import_id)
    if ledger_import.state not in OPEN_STATES:
        raise ImportNotReady(state=ledger_import.state)
    session.execute(delete(LedgerImportRow).where(LedgerImportRow.import_id == import_id))
    ledger_import.sheets = [to_json(plan) for plan in plans]
    ledger_import.rows_total = total_rows(ledger_import.sheets)
    ledger_import.rows_judged = 0
    ledger_import.based_on_rev = None
    ledger_import.state = READING if ledger_import.rows_total else JUDGED


def first_rows(plan: KeptPlan, staging: Staging) -> list[Row]:
    """The first data rows of a ledger sheet, as they stand in the file."""
    if plan.position is None:
        return []
    start = plan.last_header_row
    return staging.sheets()[plan.position].part(start, start + SHOWN_ROWS).rows[start:]


def _corrected(plan: KeptPlan, correction: Correction) -> KeptPlan:
    chosen: ColumnMapping = {
        column: field for column, field in correction.columns.items() if field is not None
    }
    return replace(
        plan,
        mapping=chosen,
        left_out=correction.left_out,
        remembered=True,
        place=correction.place,
        thing=correction.thing,
    )
