"""How far this school's printer prints beside the paper's cells, by layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from server.records import LabelShift


@dataclass(frozen=True)
class Shift:
    """In 0.1 mm; right and down are positive."""

    right: int = 0
    down: int = 0


def shift_of(session: Session, layout: str) -> Shift:
    """The shift of a layout, none when it was never calibrated."""
    kept = session.get(LabelShift, layout)
    return Shift(kept.right, kept.down) if kept else Shift()


def set_shift(session: Session, layout: str, shift: Shift, person_id: str, now: datetime) -> None:
    """From now on every job on this layout is moved so; jobs of before stay as they were."""
    kept = session.get(LabelShift, layout)
    if kept is None:
        kept = LabelShift(layout=layout)
        session.add(kept)
    kept.right, kept.down = shift.right, shift.down
    kept.changed_at, kept.changed_by = now, person_id
