"""The places that an import's rows stand in, looked up once and added where missing."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Place
from server.services.places import PATH_MARK, find_or_add_place


class PlaceIds:
    """Paths to ids. A ledger that does not name the campus means the place below it, when only
    one campus has a place of this path."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._by_path: dict[str, str] = {}
        self._on_campus: dict[str, str | None] = {}
        campuses = set(session.scalars(select(Place.path).where(Place.kind == "campus")))
        for place_id, path in session.execute(select(Place.id, Place.path)):
            self._by_path[path] = place_id
            campus, _, rest = path.partition(PATH_MARK)
            if campus in campuses and rest:
                self._on_campus[rest] = None if rest in self._on_campus else place_id

    def find_or_add(self, steps: Sequence[Sequence[str]] | None) -> str | None:
        """The id of the place at the end of [[kind, name], ...]; None for no place."""
        if not steps:
            return None
        path = PATH_MARK.join(name for _, name in steps)
        known = self._by_path.get(path) or self._on_campus.get(path)
        if known is not None:
            return known
        place = find_or_add_place(self._session, [(kind, name) for kind, name in steps])
        self._by_path[path] = place.id
        return place.id
