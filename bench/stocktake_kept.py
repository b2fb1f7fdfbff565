"""What the server has of a counted morning, looked up where it lies."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.big_school import BigSchool
from bench.counted_school import OpenCount
from server.domain.count_sheet_state import SheetState
from server.records import CountSheet, Fact, HeldFact, SheetSignature, Sighting
from server.services.count_sheets_view import sheet_views


@dataclass(frozen=True)
class Kept:
    """``lost``: sent and not there; ``doubled``: there and not sent, or twice. ``wrong``: sheets
    with other discrepancies than the room has; ``signed``: sheets whose signature stands."""

    lost: int
    doubled: int
    wrong: int
    signed: int


def check_kept(
    school: BigSchool,
    count: OpenCount,
    sent: Sequence[Sequence[dict[str, str]]],
    truth: Mapping[str, set[tuple[str, int]]],
) -> Kept:
    """Every fact with its very bytes, and each said once on its sheet."""
    facts = [fact for each in sent for fact in each]
    with school.reading() as session:
        pairs = (
            (Counter((one["id"], one["hash"]) for one in facts), Counter(_facts(session))),
            (_said(facts), Counter(_rows(session))),
        )
        held = len(session.scalars(select(HeldFact.id)).all())
        own = CountSheet.stocktake_id == count.stocktake_id
        sheets = session.scalars(select(CountSheet).where(own)).all()
        found = {
            view.sheet.id: {(one.key, one.quantity) for one in view.discrepancies}
            for view in sheet_views(session, sheets)
        }
        signed = sum(sheet.state == SheetState.SIGNED for sheet in sheets)
    lost = sum((wanted - there).total() for wanted, there in pairs)
    doubled = sum((there - wanted).total() for wanted, there in pairs)
    wrong = sum(found.get(sheet_id) != there for sheet_id, there in truth.items())
    return Kept(lost + held, doubled, wrong, signed)


def _facts(session: Session) -> Iterable[tuple[str, str]]:
    for fact_id, raw in session.execute(select(Fact.id, Fact.raw)):
        yield fact_id, hashlib.sha256(raw).hexdigest()


def _said(facts: Iterable[dict[str, str]]) -> Counter[str]:
    """What makes a row of its own; a withdrawal marks another's."""
    return Counter(one["id"] for one in facts if "record_withdrawn" not in one["raw"])


def _rows(session: Session) -> Iterable[str]:
    for table in (Sighting, SheetSignature):
        yield from session.scalars(select(table.fact_id))
