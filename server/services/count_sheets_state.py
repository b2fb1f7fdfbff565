"""What a sheet's rows come to: which signature counts, and how far the sheet is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.count_sheet_state import (
    RETURNED,
    SheetState,
    Signature,
    counts_after,
    last_signature,
    sheet_state,
)
from server.domain.reconciliation import Reconciled, agrees, reconcile
from server.records import SheetSignature, SheetStep
from server.services.count_sheets_input import room_count_of
from server.services.count_sheets_rows import SheetRows


@dataclass(frozen=True)
class Standing:
    """``signature``: the one that counts now. ``found``: judged as closed once it was signed."""

    state: SheetState
    signature: SheetSignature | None
    found: Reconciled


def standing_of(rows: SheetRows) -> Standing:
    """How the sheet stands by what was said on it and by the desk's steps."""
    signature = counting_signature(rows)
    until = signature.effective_at if signature else None
    found = reconcile(room_count_of(rows, closed=signature is not None, until=until))
    signed = [(one["key"], one["quantity"]) for one in signature.discrepancies] if signature else []
    state = sheet_state(
        anything_said=_anything_said(rows),
        signature=_plain(signature) if signature else None,
        agrees=agrees(signed, found.discrepancies, rows.bindings),
        returned_at=_returned_at(rows.steps),
        is_countersigned=rows.sheet.state == SheetState.COUNTERSIGNED,
    )
    return Standing(state, signature, found)


def counting_signature(rows: SheetRows) -> SheetSignature | None:
    """The last that stands, made after the sheet was given back."""
    counting = {one.fact_id: one for one in counting_signatures(rows)}
    last = last_signature(_plain(one) for one in counting.values())
    return counting[last.id] if last else None


def counting_signatures(rows: SheetRows) -> list[SheetSignature]:
    """All that stand and were made after the sheet was given back."""
    returned_at = _returned_at(rows.steps)
    return [
        one
        for one in rows.signatures
        if not rows.is_withdrawn(one) and counts_after(_plain(one), returned_at)
    ]


def _plain(row: SheetSignature) -> Signature:
    times = (row.effective_at, row.received_at, row.time_uncertain, row.known_at)
    return Signature(row.fact_id, *times)


def _returned_at(steps: Sequence[SheetStep]) -> datetime | None:
    return max((step.at for step in steps if step.step in RETURNED), default=None)


def _anything_said(rows: SheetRows) -> bool:
    return any(not rows.is_withdrawn(one) for one in (*rows.entries, *rows.signatures))
