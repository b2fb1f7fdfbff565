"""The pasted 新学年对照表: what it would do to all classes together, and doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from server.domain.class_table import read_class_table
from server.domain.problems_classes import ClassTableTroubled
from server.domain.school_class import ClassIdentity, class_name
from server.services.class_assignments import FromDay, seat_class, set_teachers
from server.services.class_changes import close_class, find_or_add_class
from server.services.class_table_rows import PlannedRow, RowReader, Trouble
from server.services.classes import ClassNow, classes_on


@dataclass(frozen=True)
class MoveUp:
    """What holds from ``day`` on. ``leaving``: classes that the table does not name as new and
    whose years are over, or whose pupils it puts into another class; ``staying``: all others that
    it does not name, as they are then."""

    day: date
    rows: tuple[PlannedRow, ...]
    leaving: tuple[ClassNow, ...]
    staying: tuple[ClassNow, ...]

    @property
    def troubled(self) -> int:
        """How many rows cannot be carried out."""
        return sum(bool(row.troubles) for row in self.rows)


def plan_move_up(session: Session, text: str, day: date, names_of_last_year: bool) -> MoveUp:
    """Read the table for the time from ``day`` on. ``names_of_last_year``: whether 原班 is what a
    class was called in the school year before; else it is its name in the year of ``day``.

    Raises ClassTableWithoutHeader, ClassTableEmpty, ClassTableTooLong.
    """
    table = read_class_table(text)
    reader = RowReader(session, day, names_of_last_year)
    rows = [reader.plan(row) for row in table]
    leaving, staying = _unnamed(reader, rows, classes_on(session, day))
    return MoveUp(day, tuple(_together(rows, staying)), tuple(leaving), tuple(staying))


def carry_out(session: Session, plan: MoveUp, change: FromDay) -> None:
    """Make classes what the table says; doing it twice changes nothing more.

    Raises ClassTableTroubled when a row has a trouble.
    """
    if plan.troubled:
        raise ClassTableTroubled(n=plan.troubled)
    for class_id in _all_leaving(plan):
        close_class(session, class_id, change)
    for row in plan.rows:
        if row.new is not None:
            _continue(session, row, row.new, change)


def _all_leaving(plan: MoveUp) -> list[str]:
    named = [row.old_id for row in plan.rows if row.effect == "leaves" and row.old_id]
    return [*named, *(one.id for one in plan.leaving)]


def _continue(session: Session, row: PlannedRow, new: ClassIdentity, change: FromDay) -> None:
    stored = find_or_add_class(session, new)
    stored.graduated_on = None
    set_teachers(session, stored.id, row.person_ids, change)
    seat_class(session, stored.id, row.place_id, change)


def _unnamed(
    reader: RowReader, rows: Sequence[PlannedRow], present: Iterable[ClassNow]
) -> tuple[list[ClassNow], list[ClassNow]]:
    identities = {class_id: identity for identity, class_id in reader.ids.items()}
    named = {reader.ids.get(row.new) for row in rows if row.new}
    named |= {row.old_id for row in rows if row.effect == "leaves"}
    emptied = {row.old_id for row in rows}
    leaving: list[ClassNow] = []
    staying: list[ClassNow] = []
    for one in present:
        if one.id not in named:
            identity = identities[one.id]
            if one.id in emptied or identity.is_over(reader.autumn):
                leaving.append(replace(one, name=class_name(identity, reader.autumn - 1)))
            else:
                staying.append(one)
    return leaving, staying


def _together(rows: Sequence[PlannedRow], staying: Iterable[ClassNow]) -> Iterable[PlannedRow]:
    """The rows with the troubles that they make one another."""
    classes = Counter(row.new for row in rows if row.new)
    rooms = Counter(row.place_id for row in rows if row.place_id)
    seated = {one.place_id: one.name for one in staying if one.place_id}
    for row in rows:
        troubles = list(row.troubles)
        if row.new and classes[row.new] > 1:
            troubles.append(Trouble("class_twice", {"name": row.new_name}))
        if row.place_id and rooms[row.place_id] > 1:
            troubles.append(Trouble("room_twice", {"room": row.room}))
        if row.place_id in seated:
            params = {"room": row.room, "name": seated[row.place_id]}
            troubles.append(Trouble("room_taken", params))
        yield replace(row, troubles=tuple(troubles))
