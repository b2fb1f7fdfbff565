"""临时清点码: six digits that let somebody without an account count one room on one day. What is
counted so is proposed, and nothing before a teacher takes it over."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.domain.count_packing import unpack_groups
from server.domain.count_sheet_state import SheetState
from server.domain.problems import NotFound
from server.domain.problems_counting import CountCodeTooOften, CountCodeWrong
from server.domain.problems_stocktakes import SheetCountersigned, StocktakeEnded
from server.domain.school_day import day_bounds, school_day
from server.records import CountCode, CountCodeFailure, CountSheet, PupilCount
from server.services.counted_sheets import refresh_sheets

WRONG_TRIES = 5
WINDOW = timedelta(minutes=1)
_CODES = 1_000_000


@dataclass(frozen=True)
class PupilGroup:
    """A group that is counted by number, and what was said of it with this code: None while
    nothing."""

    key: str
    kind_id: str
    name: str
    unit: str | None
    said: PupilCount | None


def make_code(session: Session, sheet_id: str, person_id: str, now: datetime) -> CountCode:
    """A code for this room until midnight; the one that stands already is given again.

    Raises NotFound, StocktakeEnded, SheetCountersigned.
    """
    sheet = session.get(CountSheet, sheet_id)
    if sheet is None:
        raise NotFound
    _require_open(sheet)
    standing = standing_code(session, sheet_id, now)
    if standing is not None:
        return standing
    _, midnight = day_bounds(school_day(now))
    code = CountCode(
        code=_unused(session),
        sheet_id=sheet_id,
        expires_at=midnight,
        made_by=person_id,
        made_at=now,
    )
    session.add(code)
    session.flush()
    return code


def standing_code(session: Session, sheet_id: str, now: datetime) -> CountCode | None:
    """The code with which the room can be counted now."""
    return session.scalar(
        select(CountCode)
        .where(
            CountCode.sheet_id == sheet_id,
            CountCode.stopped_at.is_(None),
            CountCode.expires_at > now,
        )
        .order_by(CountCode.made_at.desc())
        .limit(1)
    )


def stop_code(session: Session, sheet_id: str, now: datetime) -> None:
    """No code of the room lets anybody in from now on; what was counted stays proposed."""
    session.execute(
        update(CountCode)
        .where(CountCode.sheet_id == sheet_id, CountCode.stopped_at.is_(None))
        .values(stopped_at=now)
    )


def find_code(session: Session, digits: str, address: str, now: datetime) -> CountCode:
    """The code that stands with these digits. Reads only: a wrong one is for ``note_wrong_code``.

    Raises CountCodeTooOften after WRONG_TRIES wrong ones from ``address`` in WINDOW, else
    CountCodeWrong.
    """
    _refuse_guessing(session, address, now)
    code = session.scalar(select(CountCode).where(CountCode.code == digits[:10]))
    if code is None or code.stopped_at is not None or code.expires_at <= now:
        raise CountCodeWrong
    sheet = session.get_one(CountSheet, code.sheet_id)
    if sheet.stocktake.ended_at is not None or sheet.state == SheetState.COUNTERSIGNED:
        raise CountCodeWrong
    return code


def note_wrong_code(session: Session, address: str, now: datetime) -> None:
    """Count one wrong try against ``address``."""
    session.add(CountCodeFailure(address=address[:64], failed_at=now))


def pupil_groups(session: Session, code: CountCode) -> list[PupilGroup]:
    """What there is to count in the code's room, in the sheet's order."""
    sheet = session.get_one(CountSheet, code.sheet_id)
    counts = session.scalars(select(PupilCount).where(PupilCount.code_id == code.id))
    said = {one.group_key: one for one in counts}
    return [
        PupilGroup(one.key, one.kind_id, one.name, one.unit, said.get(one.key))
        for one in unpack_groups(sheet.groups)
        if one.by_number
    ]


def propose_count(
    session: Session, code: CountCode, group_key: str, good: int, damaged: int, now: datetime
) -> None:
    """Said again, the last counts. Raises NotFound for a group that is not counted so here."""
    if group_key not in {one.key for one in pupil_groups(session, code)}:
        raise NotFound
    about = {"code_id": code.id, "group_key": group_key, "sheet_id": code.sheet_id}
    session.merge(PupilCount(**about, good=good, damaged=damaged, at=now))
    refresh_sheets(session, [code.sheet_id], now)


def _require_open(sheet: CountSheet) -> None:
    if sheet.stocktake.ended_at is not None:
        raise StocktakeEnded(name=sheet.stocktake.name)
    if sheet.state == SheetState.COUNTERSIGNED:
        raise SheetCountersigned(room=sheet.title)


def _unused(session: Session) -> str:
    """Codes of former days stay taken: what was counted with one never meets another room."""
    while True:
        code = f"{secrets.randbelow(_CODES):06d}"
        if session.scalar(select(CountCode.id).where(CountCode.code == code)) is None:
            return code


def _refuse_guessing(session: Session, address: str, now: datetime) -> None:
    wrong = session.scalar(
        select(func.count())
        .select_from(CountCodeFailure)
        .where(CountCodeFailure.address == address[:64], CountCodeFailure.failed_at > now - WINDOW)
    )
    if wrong and wrong >= WRONG_TRIES:
        raise CountCodeTooOften(wait_seconds=int(WINDOW.total_seconds()))
