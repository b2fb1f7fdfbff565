"""The demo's classes: two in each grade, with their teachers and rooms."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.access import Role
from server.domain.school_class import ClassIdentity, Stage, autumn_of
from server.domain.school_day import school_day
from server.records import Person, PersonRole, Place
from server.services.class_assignments import FromDay, seat_class, set_teachers
from server.services.class_changes import find_or_add_class
from server.services.sign_in import hash_password

# Beside the one teacher whose password is shown: an administrator may give them one.
TEACHERS = {
    "zhouhong": "周红",
    "wangjianguo": "王建国",
    "zhaoli": "赵丽",
    "zhangmin": "张敏",
    "wugang": "吴刚",
    "zhengxiaomei": "郑晓梅",
    "lixiuying": "李秀英",
    "chenzhiqiang": "陈志强",
    "sunjing": "孙静",
    "liuyang": "刘洋",
    "hemei": "何梅",
}
_EACH_GRADE = 2
_ROOMS_A_FLOOR = 6
_BEGINS = (9, 1)


def add_demo_classes(session: Session, administrator_id: str, now: datetime) -> list[str]:
    """Teachers and classes since the autumn; returns the classes' ids, the first grade's first."""
    _add_teachers(session, now)
    today = school_day(now)
    autumn = autumn_of(today)
    change = FromDay(min(date(autumn, *_BEGINS), today), administrator_id, now)
    logins = ("teacher", *TEACHERS)
    people = {one.login: one.id for one in session.scalars(select(Person))}
    rooms = {one.name: one.id for one in session.scalars(select(Place).where(Place.kind == "room"))}
    ids = []
    for n, login in enumerate(logins):
        grade, number = n // _EACH_GRADE + 1, n % _EACH_GRADE + 1
        identity = ClassIdentity(Stage.PRIMARY, autumn - grade + 1, number)
        row = find_or_add_class(session, identity)
        set_teachers(session, row.id, [people[login]], change)
        seat_class(session, row.id, rooms[_room_name(n)], change)
        ids.append(row.id)
    return ids


def _room_name(n: int) -> str:
    return f"教学楼{n // _ROOMS_A_FLOOR + 1}0{n % _ROOMS_A_FLOOR + 1}"


def _add_teachers(session: Session, now: datetime) -> None:
    """With one password that nobody knows: to hash one each would take seconds."""
    unknown = hash_password(secrets.token_hex(16))
    session.add_all(
        Person(
            login=login,
            name=name,
            password_hash=unknown,
            created_at=now,
            roles=[PersonRole(role=Role.TEACHER)],
        )
        for login, name in TEACHERS.items()
    )
    session.flush()
