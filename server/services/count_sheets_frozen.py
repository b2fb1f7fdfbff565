"""A countersigned sheet as it was then: what arrives or is moved afterwards changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from server.domain.count_packing import pack_meanwhile, unpack_meanwhile
from server.domain.count_sheet_state import SheetState, SheetStepKind
from server.records import GroupCount, SheetSignature, Sighting, TotalConfirmation
from server.services.count_sheets_rows import SheetRows

_Said = TypeVar("_Said", Sighting, GroupCount, TotalConfirmation, SheetSignature)


def frozen_detail(rows: SheetRows) -> dict[str, Any]:
    """What the step of a countersigning keeps, beside what has its own time."""
    return {
        "meanwhile": pack_meanwhile(rows.meanwhile),
        "ledger": dict(rows.ledger),
        "bindings": dict(rows.bindings),
        "withdrawn": sorted(one.fact_id for one in _all(rows) if one.withdrawn_by is not None),
    }


def as_decided(rows: SheetRows) -> SheetRows:
    """The rows as they were countersigned. Of a sheet that never was, what the ledger has changed
    since the stocktake ended is left out."""
    if rows.sheet.state != SheetState.COUNTERSIGNED:
        is_ended = rows.sheet.stocktake.ended_at is not None
        kept = tuple(unpack_meanwhile(rows.sheet.meanwhile))
        return replace(rows, meanwhile=kept) if is_ended else rows
    step = [one for one in rows.steps if one.step == SheetStepKind.COUNTERSIGNED][-1]
    withdrawn = set(step.detail["withdrawn"])
    return replace(
        rows,
        sightings=_before(rows.sightings, step.at),
        counts=_before(rows.counts, step.at),
        totals=_before(rows.totals, step.at),
        signatures=_before(rows.signatures, step.at),
        meanwhile=tuple(unpack_meanwhile(step.detail["meanwhile"])),
        ledger=step.detail["ledger"],
        bindings=step.detail["bindings"],
        restored=frozenset(one.fact_id for one in _all(rows)) - withdrawn,
    )


def _before(said: Iterable[_Said], at: datetime) -> tuple[_Said, ...]:
    return tuple(one for one in said if one.received_at <= at)


def _all(rows: SheetRows) -> Iterable[Sighting | GroupCount | TotalConfirmation | SheetSignature]:
    return (*rows.entries, *rows.signatures)
