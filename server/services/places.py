"""Places: the tree of campus, building, floor, room, area and fixed position, and its changes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.domain.problems import NotFound, PlaceAssigned, PlaceLoop, PlaceNotEmpty
from server.domain.problems_places import (
    PlaceCounted,
    PlaceInspected,
    PlaceOfClass,
    PlaceOnRoute,
)
from server.domain.search_keys import search_keys
from server.records import (
    Asset,
    Assignment,
    ClassRoom,
    CountSheet,
    Discrepancy,
    ExtinguisherService,
    Finding,
    Inspection,
    Label,
    LabelBinding,
    LabelRequest,
    Person,
    Place,
    Route,
    UnscannedStop,
    new_id,
)

PLACE_KINDS = ("campus", "building", "floor", "room", "area", "position")
PATH_MARK = " / "
# What outlives the place it is about.
_LET_GO = (
    Asset.place_id,
    ExtinguisherService.place_id,
    ExtinguisherService.replacement_from_id,
    Finding.place_id,
    Inspection.place_id,
    Label.issued_place_id,
    LabelBinding.place_id,
    LabelRequest.place_id,
)


def get_place(session: Session, place_id: str) -> Place:
    """Raises NotFound."""
    place = session.get(Place, place_id)
    if place is None:
        raise NotFound
    return place


def find_or_add_place(session: Session, path: Sequence[tuple[str, str]]) -> Place:
    """The place at the end of ``path``: (kind, name) from the outermost to the innermost.

    Steps are known by name under their parent; missing ones are made with the given kind. One
    query a step: callers with many rows keep what they got by path. Raises ValueError for ().
    """
    place: Place | None = None
    for kind, name in path:
        place = find_or_add_child(session, place, kind, name)
    if place is None:
        raise ValueError("an empty path leads nowhere")
    return place


def find_or_add_child(session: Session, parent: Place | None, kind: str, name: str) -> Place:
    """The place of that name directly under ``parent`` (None: at the top), made when missing."""
    return _child(session, parent, name) or add_place(session, parent, kind, name)


def add_place(session: Session, parent: Place | None, kind: str, name: str) -> Place:
    """A new place under ``parent``, or at the top."""
    place = Place(id=new_id(), parent_id=parent.id if parent else None, kind=kind, name=name)
    _set_path(place, parent)
    session.add(place)
    session.flush()
    return place


def rename_place(session: Session, place_id: str, kind: str, name: str) -> Place:
    """Give a place another name and kind; the paths below follow. Raises NotFound."""
    place = get_place(session, place_id)
    place.kind, place.name = kind, name
    _rebuild_paths(session, place)
    return place


def move_place(session: Session, place_id: str, parent_id: str | None) -> Place:
    """Hang a place, with all below it, under another; None is the top.

    Raises NotFound, PlaceLoop when the new parent lies inside the place.
    """
    place = get_place(session, place_id)
    parent = get_place(session, parent_id) if parent_id else None
    if parent is not None and place in ancestors_of(session, parent):
        raise PlaceLoop
    place.parent_id = parent_id
    _rebuild_paths(session, place)
    return place


def delete_place(session: Session, place_id: str) -> None:
    """Delete a place that holds nothing, that nobody looks after and no route stops at.

    Raises NotFound, PlaceNotEmpty, PlaceAssigned, PlaceOnRoute, PlaceInspected, PlaceCounted,
    PlaceOfClass. Removed things that once stood here are let go of; the labels of its door are
    blank from now on, and what was said of its labels is about nothing.
    """
    place = get_place(session, place_id)
    _require_empty(session, place_id)
    _require_unassigned(session, place_id)
    _require_on_no_route(session, place_id)
    _require_without_records(session, place_id)
    _require_not_counted(session, place_id)
    _require_of_no_class(session, place_id)
    for column in _LET_GO:
        session.execute(update(column.class_).where(column == place_id).values({column: None}))
    for label in session.scalars(select(Label).where(Label.place_id == place_id)):
        label.place_id = label.bound_at = None
    session.flush()
    session.delete(place)


def ancestors_of(session: Session, place: Place) -> list[Place]:
    """The place itself and what it lies in, from the root down."""
    line = [place]
    while line[0].parent_id is not None:
        line.insert(0, get_place(session, line[0].parent_id))
    return line


def _child(session: Session, parent: Place | None, name: str) -> Place | None:
    return session.scalar(
        select(Place)
        .where(Place.parent_id == (parent.id if parent else None), Place.name == name)
        .limit(1)
    )


def _set_path(place: Place, parent: Place | None) -> None:
    names = [*(parent.path.split(PATH_MARK) if parent else ()), place.name]
    place.path = PATH_MARK.join(names)
    place.search = search_keys(names)


def _rebuild_paths(session: Session, place: Place) -> None:
    session.flush()
    parent = session.get(Place, place.parent_id) if place.parent_id else None
    _set_path(place, parent)
    for child in session.scalars(select(Place).where(Place.parent_id == place.id)).all():
        _rebuild_paths(session, child)


def _require_empty(session: Session, place_id: str) -> None:
    assets = session.scalar(
        select(func.count()).where(Asset.place_id == place_id, Asset.removed_at.is_(None))
    )
    places = session.scalar(select(func.count()).where(Place.parent_id == place_id))
    if assets or places:
        raise PlaceNotEmpty(assets=assets, places=places)


def _require_without_records(session: Session, place_id: str) -> None:
    looked_at = select(Inspection.fact_id).where(
        Inspection.asset_id.is_(None), Inspection.place_id == place_id
    )
    passed = select(UnscannedStop.fact_id).where(UnscannedStop.place_id == place_id)
    if session.scalar(looked_at.limit(1)) or session.scalar(passed.limit(1)):
        raise PlaceInspected


def _require_not_counted(session: Session, place_id: str) -> None:
    sheets = select(CountSheet.id).where(CountSheet.place_id == place_id)
    missed = select(Discrepancy.id).where(Discrepancy.home_place_id == place_id)
    if session.scalar(sheets.limit(1)) or session.scalar(missed.limit(1)):
        raise PlaceCounted


def _require_of_no_class(session: Session, place_id: str) -> None:
    """Where a class sat, and when, is part of its history."""
    if session.scalar(select(ClassRoom.id).where(ClassRoom.place_id == place_id).limit(1)):
        raise PlaceOfClass


def _require_on_no_route(session: Session, place_id: str) -> None:
    """Else its rounds could never be walked to their end."""
    for route in session.scalars(select(Route).where(Route.retired_on.is_(None))):
        if any(stop["place_id"] == place_id for stop in route.stops):
            raise PlaceOnRoute(route=route.name)


def _require_unassigned(session: Session, place_id: str) -> None:
    person = session.scalar(
        select(Person.name)
        .join(Assignment, Assignment.person_id == Person.id)
        .where(Assignment.place_id == place_id)
        .order_by(Person.name)
        .limit(1)
    )
    if person is not None:
        raise PlaceAssigned(person=person)
