"""One row of a pasted 新学年对照表: which class it is about, what becomes of it, who and where."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.class_table import TableRow, plain
from server.domain.problems_classes import ClassStageUnclear, ClassUnreadable
from server.domain.school_class import ClassIdentity, autumn_of, class_name, meant_class
from server.records import SchoolClass
from server.services.class_names import Names, room_names, teacher_names
from server.services.classes import ClassNow, classes_on, identity_of

_LEAVES = frozenset({"毕业", "离校", "撤销", "撤班", "graduates", "closed"})
_BETWEEN_PEOPLE = re.compile(r"[、,，;；/]+")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Trouble:
    """Why a row cannot be carried out: message `desk.classes.trouble.<key>`."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class PlannedRow:
    """``old_id``: the class that the row continues, when the school has it. ``new`` None: the class
    leaves, or there are troubles. ``effect``: `begins`, `moves_up`, `renumbered`, `stays` or
    `leaves`. ``place_id`` and ``person_ids``, with their names ``room`` and ``people``, are those
    of the class from the day on: what it had before where the row names none."""

    row: TableRow
    old_id: str | None = None
    old_name: str = ""
    new: ClassIdentity | None = None
    new_name: str = ""
    effect: str = ""
    place_id: str | None = None
    room: str = ""
    person_ids: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    troubles: tuple[Trouble, ...] = ()


class RowReader:
    """Everything that rows are read against, fetched once. ``ids``: of the school's classes."""

    def __init__(self, session: Session, day: date, names_of_last_year: bool) -> None:
        self.autumn = autumn_of(day)
        self._old_autumn = self.autumn - 1 if names_of_last_year else self.autumn
        self.ids = {identity_of(row): row.id for row in session.scalars(select(SchoolClass))}
        self._before = {one.id: one for one in classes_on(session, day - _DAY)}
        self._people: Names = teacher_names(session)
        self._rooms: Names = room_names(session)

    def plan(self, row: TableRow) -> PlannedRow:
        """What the row would do, by itself."""
        troubles: list[Trouble] = []
        old = self._class(row.old, self._old_autumn, "old", troubles)
        if self._leaves(row, old):
            return self._leaving(row, old, troubles)
        new = self._class(row.new, self.autumn, "new", troubles) if row.new else old
        if new is None:
            troubles += () if troubles else (Trouble("class_missing"),)
            return PlannedRow(row, troubles=tuple(troubles))
        troubles += self._grade_troubles(old, new)
        return self._continuing(row, old, new, troubles)

    def _continuing(
        self,
        row: TableRow,
        old: ClassIdentity | None,
        new: ClassIdentity,
        troubles: list[Trouble],
    ) -> PlannedRow:
        before = self._before.get(self.ids.get(old or new, ""))
        place_id = self._place(row, before, troubles)
        person_ids = self._teachers(row, before, troubles)
        return PlannedRow(
            row,
            old_id=self.ids.get(old) if old else None,
            old_name=self._old_name(old),
            new=new,
            new_name=class_name(new, self.autumn),
            effect=self._effect(old, new),
            place_id=place_id,
            room=self._rooms.shown.get(place_id or "", ""),
            person_ids=person_ids,
            people=tuple(self._people.shown.get(one, "") for one in person_ids),
            troubles=tuple(troubles),
        )

    def _leaves(self, row: TableRow, old: ClassIdentity | None) -> bool:
        if row.new:
            return plain(row.new) in _LEAVES
        return old is not None and not old.is_taught(self.autumn)

    def _leaving(
        self, row: TableRow, old: ClassIdentity | None, troubles: list[Trouble]
    ) -> PlannedRow:
        old_id = self.ids.get(old) if old else None
        if old_id is None and not troubles:
            troubles.append(Trouble("leaving_unknown", {"text": row.old}))
        name = self._old_name(old)
        return PlannedRow(row, old_id, name, effect="leaves", troubles=tuple(troubles))

    def _class(
        self, text: str, autumn: int, column: str, troubles: list[Trouble]
    ) -> ClassIdentity | None:
        if not text:
            return None
        try:
            return meant_class(text, autumn, {identity.stage for identity in self.ids})
        except ClassUnreadable:
            troubles.append(Trouble(f"{column}_unreadable", {"text": text}))
        except ClassStageUnclear:
            troubles.append(Trouble("stage_unclear", {"text": text}))
        return None

    def _old_name(self, old: ClassIdentity | None) -> str:
        return class_name(old, self._old_autumn) if old else ""

    def _effect(self, old: ClassIdentity | None, new: ClassIdentity) -> str:
        if old is None or (old.stage, old.entry_year) != (new.stage, new.entry_year):
            return "stays" if new in self.ids else "begins"
        if old.number != new.number:
            return "renumbered"
        return "moves_up" if self._old_autumn < self.autumn else "stays"

    def _grade_troubles(self, old: ClassIdentity | None, new: ClassIdentity) -> list[Trouble]:
        if not new.is_taught(self.autumn):
            return [Trouble("not_taught", {"name": class_name(new, self.autumn)})]
        if old is None or _continues(old, new, self.autumn):
            return []
        expected = class_name(old, self.autumn)
        return [Trouble("not_next_grade", {"old": self._old_name(old), "expected": expected})]

    def _place(self, row: TableRow, before: ClassNow | None, troubles: list[Trouble]) -> str | None:
        if row.room:
            return _only(self._rooms, row.room, "room", troubles)
        return before.place_id if before else None

    def _teachers(
        self, row: TableRow, before: ClassNow | None, troubles: list[Trouble]
    ) -> tuple[str, ...]:
        if not row.teacher:
            return tuple(before.person_ids) if before else ()
        texts = filter(None, map(str.strip, _BETWEEN_PEOPLE.split(row.teacher)))
        found = [_only(self._people, text, "teacher", troubles) for text in texts]
        return tuple(dict.fromkeys(one for one in found if one is not None))


def _continues(old: ClassIdentity, new: ClassIdentity, autumn: int) -> bool:
    """Whether the pupils of ``old`` may be those of ``new``: of the same autumn of entry, or in the
    first grade of the next stage."""
    if old.stage == new.stage:
        return old.entry_year == new.entry_year
    return not old.is_taught(autumn) and new.grade(autumn) == 1


def _only(names: Names, text: str, column: str, troubles: list[Trouble]) -> str | None:
    """The one that ``text`` means."""
    found = names.find(text)
    if len(found) == 1:
        return next(iter(found))
    key = f"{column}_ambiguous" if found else f"{column}_unknown"
    troubles.append(Trouble(key, {"text": text, "n": len(found)}))
    return None
