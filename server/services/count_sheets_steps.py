"""What the desk decides about a sheet: countersigned, sent back, opened again, given to others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.domain.count_sheet_state import SheetState, SheetStepKind
from server.domain.problems import NotFound
from server.domain.problems_stocktakes import (
    SheetCountedOneself,
    SheetCountersigned,
    SheetHelperUnsent,
    SheetMoved,
    SheetNotCountersigned,
    SheetNotSigned,
    SheetNotStarted,
    SheetSettled,
    SheetSignatureMissing,
    SheetWordsMissing,
    StocktakeEnded,
)
from server.domain.stocktake import StocktakeKind
from server.records import CountSheet, Discrepancy, Person, SheetStep
from server.services.count_sheets_frozen import frozen_detail
from server.services.count_sheets_helpers import unsent_helpers
from server.services.count_sheets_rows import SheetRows, sheet_rows
from server.services.count_sheets_state import counting_signature, counting_signatures
from server.services.count_sheets_view import sheet_view
from server.services.counted_sheets import refresh_sheets
from server.services.settling import is_any_decided
from server.services.settling_freeze import freeze_discrepancies
from server.services.stocktakes_rooms import require_fit


@dataclass(frozen=True)
class SheetDecision:
    """Who decides what about a sheet, based on its ``version`` as the page showed it. ``words``:
    what is wrong, or why it is countersigned though a phone holds something back."""

    sheet_id: str
    based_on: int
    person_id: str
    words: str = ""


def get_sheet(session: Session, sheet_id: str) -> CountSheet:
    """Raises NotFound."""
    sheet = session.get(CountSheet, sheet_id)
    if sheet is None:
        raise NotFound
    return sheet


def add_step(
    session: Session,
    sheet: CountSheet,
    step: SheetStepKind,
    by_id: str,
    at: datetime,
    *,
    words: str = "",
    photos: Sequence[str] = (),
    detail: dict[str, Any] | None = None,
) -> SheetStep:
    """The sheet's next version."""
    sheet.version += 1
    row = SheetStep(
        sheet_id=sheet.id,
        version=sheet.version,
        step=step,
        by_id=by_id,
        at=at,
        words=words,
        photos=list(photos),
        detail=detail or {},
    )
    session.add(row)
    session.flush()
    return row


def countersign_sheet(session: Session, decision: SheetDecision, now: datetime) -> CountSheet:
    """Logistics has seen the sheet; what does not agree is written down to be settled. A second
    click changes nothing.

    Raises NotFound, StocktakeEnded, SheetNotSigned, SheetMoved, SheetCountedOneself,
    SheetSignatureMissing, SheetHelperUnsent when a phone has not sent everything and there are no
    words.
    """
    sheet = _open_sheet(session, decision.sheet_id, now)
    if sheet.state == SheetState.COUNTERSIGNED:
        return sheet
    if sheet.state != SheetState.SIGNED:
        raise SheetNotSigned(room=sheet.title)
    _require_seen(sheet, decision)
    rows = sheet_rows(session, [sheet])[sheet.id]
    _refuse_own(rows, decision.person_id)
    _require_both(session, rows)
    _refuse_unsent(session, sheet, decision.words)
    freeze_discrepancies(session, sheet, sheet_view(session, sheet.id))
    kind = SheetStepKind.COUNTERSIGNED
    by = decision.person_id
    add_step(session, sheet, kind, by, now, words=decision.words, detail=frozen_detail(rows))
    sheet.state = SheetState.COUNTERSIGNED
    sheet.countersigned_at, sheet.countersigned_by = now, by
    return sheet


def send_back(session: Session, decision: SheetDecision, now: datetime) -> CountSheet:
    """The teacher is to look again and to sign again; nothing that was said is lost. A second
    click changes nothing.

    Raises NotFound, StocktakeEnded, SheetWordsMissing, SheetCountersigned, SheetNotStarted,
    SheetMoved.
    """
    sheet = _open_sheet(session, decision.sheet_id, now)
    if sheet.state == SheetState.SENT_BACK:
        return sheet
    if sheet.state == SheetState.COUNTERSIGNED:
        raise SheetCountersigned(room=sheet.title)
    if sheet.state == SheetState.NOT_STARTED:
        raise SheetNotStarted(room=sheet.title)
    _give_back(session, sheet, SheetStepKind.SENT_BACK, decision, now)
    return sheet


def reopen_sheet(session: Session, decision: SheetDecision, now: datetime) -> CountSheet:
    """Take a countersignature back: the sheet goes to the teacher as if sent back. A second click
    changes nothing.

    Raises NotFound, StocktakeEnded, SheetWordsMissing, SheetNotCountersigned, SheetMoved,
    SheetSettled.
    """
    sheet = _open_sheet(session, decision.sheet_id, now)
    if sheet.state == SheetState.SENT_BACK:
        return sheet
    if sheet.state != SheetState.COUNTERSIGNED:
        raise SheetNotCountersigned(room=sheet.title)
    _refuse_settled(session, sheet)
    session.execute(delete(Discrepancy).where(Discrepancy.sheet_id == sheet.id))
    sheet.state = SheetState.COUNTING
    sheet.countersigned_at = sheet.countersigned_by = None
    _give_back(session, sheet, SheetStepKind.REOPENED, decision, now)
    return sheet


def choose_counters(
    session: Session, sheet_id: str, person_ids: Sequence[str], now: datetime
) -> CountSheet:
    """Let exactly these people count the sheet and sign for it. Raises NotFound, StocktakeEnded,
    CounterUnfit."""
    sheet = _open_sheet(session, sheet_id, now)
    require_fit(session, person_ids)
    sheet.person_ids = list(dict.fromkeys(person_ids))
    return sheet


def _open_sheet(session: Session, sheet_id: str, now: datetime) -> CountSheet:
    """As its rows say now, whatever was said or moved since it was derived last."""
    sheet = get_sheet(session, sheet_id)
    if sheet.stocktake.ended_at is not None:
        raise StocktakeEnded(name=sheet.stocktake.name)
    refresh_sheets(session, [sheet_id], now)
    return sheet


def _give_back(
    session: Session, sheet: CountSheet, step: SheetStepKind, decision: SheetDecision, now: datetime
) -> None:
    if not decision.words:
        raise SheetWordsMissing
    _require_seen(sheet, decision)
    add_step(session, sheet, step, decision.person_id, now, words=decision.words)
    refresh_sheets(session, [sheet.id], now)


def _require_seen(sheet: CountSheet, decision: SheetDecision) -> None:
    if sheet.version != decision.based_on:
        raise SheetMoved(room=sheet.title)


def _refuse_own(rows: SheetRows, person_id: str) -> None:
    """What was entered from paper bears the teacher's signature on the page that was kept."""
    signature = counting_signature(rows)
    if signature and signature.author_id == person_id and not _is_from_paper(rows):
        raise SheetCountedOneself(room=rows.sheet.title)


def _is_from_paper(rows: SheetRows) -> bool:
    """Whether the signature that counts was typed in with the photo of a signed page."""
    signature = counting_signature(rows)
    pages = [one for one in rows.steps if one.step == SheetStepKind.ENTERED_FROM_PAPER]
    return signature is not None and any(
        one.detail.get("signature") == signature.fact_id for one in pages
    )


def _require_both(session: Session, rows: SheetRows) -> None:
    """A handover (交接) bears the signature of everybody who counts it; of one on paper all stand
    on the page that was kept."""
    if rows.sheet.stocktake.kind != StocktakeKind.HANDOVER or _is_from_paper(rows):
        return
    signed = {one.author_id for one in counting_signatures(rows)}
    missing = [one for one in rows.sheet.person_ids if one not in signed]
    if missing:
        names = session.scalars(select(Person.name).where(Person.id.in_(missing)))
        raise SheetSignatureMissing(room=rows.sheet.title, people=", ".join(sorted(names)))


def _refuse_unsent(session: Session, sheet: CountSheet, words: str) -> None:
    waiting = unsent_helpers(session, sheet.id)
    if waiting and not words:
        raise SheetHelperUnsent(room=sheet.title, people=", ".join(one.name for one in waiting))


def _refuse_settled(session: Session, sheet: CountSheet) -> None:
    if is_any_decided(session, sheet.id):
        raise SheetSettled(room=sheet.title)
