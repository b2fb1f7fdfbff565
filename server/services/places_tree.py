"""Reading the tree of places: subtrees, children, how much stands where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from server.domain.natural_order import natural_key
from server.domain.search_keys import search_words
from server.records import Asset, Label, Place


@dataclass(frozen=True)
class TreeLine:
    """One line of the drawn tree. ``own`` things stand here, ``all`` here or below."""

    place: Place
    depth: int
    own: int
    all: int
    children: tuple[TreeLine, ...]


def subtree_ids(place_id: str) -> Select[tuple[str]]:
    """A query for the ids of the place and all below it."""
    below = select(Place.id).where(Place.id == place_id).cte("below", recursive=True)
    below = below.union(select(Place.id).join(below, Place.parent_id == below.c.id))
    return select(below.c.id)


def subtree_place_ids(session: Session, place_id: str) -> list[str]:
    """The ids of the place itself, which comes first, and of all below it by path."""
    wanted = select(Place.id).where(Place.id.in_(subtree_ids(place_id))).order_by(Place.path)
    return list(session.scalars(wanted))


def place_tree(session: Session) -> list[TreeLine]:
    """The whole tree, each level by name."""
    children: dict[str | None, list[Place]] = defaultdict(list)
    for place in sorted(session.scalars(select(Place)), key=lambda place: natural_key(place.name)):
        children[place.parent_id].append(place)
    counts = asset_counts(session)

    def line(place: Place, depth: int) -> TreeLine:
        below = tuple(line(child, depth + 1) for child in children[place.id])
        own = counts.get(place.id, 0)
        return TreeLine(place, depth, own, own + sum(child.all for child in below), below)

    return [line(place, 0) for place in children[None]]


def find_places(session: Session, query: str, limit: int = 50) -> list[Place]:
    """Places whose path, or its pinyin, holds every word of ``query``."""
    wanted = select(Place).order_by(Place.path).limit(limit)
    for word in search_words(query):
        wanted = wanted.where(Place.search.contains(word, autoescape=True))
    return list(session.scalars(wanted))


def place_choices(session: Session, without: str | None = None) -> list[tuple[str, str]]:
    """(id, path) of every place in the order of paths, without the subtree ``without``."""
    wanted = select(Place.id, Place.path).order_by(Place.path)
    if without is not None:
        wanted = wanted.where(Place.id.not_in(subtree_ids(without)))
    return [(place_id, path) for place_id, path in session.execute(wanted)]


def children_of(session: Session, place_id: str) -> list[TreeLine]:
    """The places directly below, by name, with their counts."""
    return list(_find_line(place_tree(session), place_id).children)


def asset_counts(session: Session) -> dict[str, int]:
    """How many kept assets stand in each place itself."""
    rows = session.execute(
        select(Asset.place_id, func.count())
        .where(Asset.removed_at.is_(None), Asset.place_id.is_not(None))
        .group_by(Asset.place_id)
    )
    return {place_id: count for place_id, count in rows if place_id}


def place_labels(session: Session, place_id: str) -> list[Label]:
    """The labels of the place's own door, the current one first."""
    wanted = (
        select(Label).where(Label.place_id == place_id).order_by(Label.bound_at.desc(), Label.code)
    )
    return list(session.scalars(wanted))


def _find_line(lines: list[TreeLine], place_id: str) -> TreeLine:
    return next(line for line in _all_lines(lines) if line.place.id == place_id)


def _all_lines(lines: list[TreeLine] | tuple[TreeLine, ...]) -> Iterator[TreeLine]:
    for line in lines:
        yield line
        yield from _all_lines(line.children)
