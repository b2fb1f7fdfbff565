"""People and rooms as those who fill in a class's table write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.class_table import plain
from server.records import Person, Place
from server.services.places import PATH_MARK

_ROOM_KINDS = ("room", "area")
_MARKS = str.maketrans("", "", "/\\>-—_·")


@dataclass(frozen=True)
class Names:
    """``shown``: what each id is called. A written name may mean several."""

    shown: Mapping[str, str]
    meant: Mapping[str, frozenset[str]]

    def find(self, text: str) -> frozenset[str]:
        """The ids that ``text`` may mean; none for an unknown one."""
        return self.meant.get(_key(text), frozenset())


def teacher_choices(session: Session) -> list[tuple[str, str]]:
    """(id, name) of everybody who is not suspended, by name."""
    wanted = select(Person.id, Person.name).where(Person.suspended_at.is_(None))
    rows = session.execute(wanted.order_by(Person.name, Person.id))
    return [(row.id, row.name) for row in rows]


def room_choices(session: Session) -> list[tuple[str, str]]:
    """(id, path) of the rooms and areas that a class may sit in, by path."""
    wanted = select(Place.id, Place.path).where(Place.kind.in_(_ROOM_KINDS))
    return [(row.id, row.path) for row in session.execute(wanted.order_by(Place.path))]


def teacher_names(session: Session) -> Names:
    """Everybody who is not suspended, by name, by a word of the name and by login."""
    people = session.scalars(select(Person).where(Person.suspended_at.is_(None))).all()
    texts = {one.id: (one.name, *one.name.split(), one.login) for one in people}
    written = [(one_id, text) for one_id in texts for text in texts[one_id]]
    return Names({one.id: one.name for one in people}, _meant(written))


def room_names(session: Session) -> Names:
    """Rooms by name, by path, by the path's end, and by building and name: 301, 3层301,
    教学楼301, 教学楼/3层/301."""
    rooms = room_choices(session)
    written = [(room_id, text) for room_id, path in rooms for text in _room_texts(path)]
    return Names(dict(rooms), _meant(written))


def _room_texts(path: str) -> Iterator[str]:
    parts = path.split(PATH_MARK)
    for start in range(len(parts)):
        yield "".join(parts[start:])
        yield parts[start] + parts[-1] if start < len(parts) - 1 else parts[-1]


def _meant(written: list[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for one_id, text in written:
        meant[_key(text)].add(one_id)
    return {key: frozenset(ids) for key, ids in meant.items()}


def _key(text: str) -> str:
    return plain(text).translate(_MARKS)
