"""Rows that some facts make, written together: one statement for each table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Table, delete, insert, update
from sqlalchemy.orm import Session

from server.records import (
    Base,
    Fact,
    FactPhoto,
    GroupCount,
    HeldFact,
    HeldResolution,
    Inspection,
    KeptCode,
    LabelBinding,
    LabelRequest,
    Round,
    RoundEnding,
    SheetSignature,
    Sighting,
    TotalConfirmation,
    UnscannedStop,
)
from server.records.many_rows import write_many

Row = dict[str, Any]
_ORDER: tuple[type[Base], ...] = (
    Fact,
    Round,
    Inspection,
    UnscannedStop,
    RoundEnding,
    KeptCode,
    LabelBinding,
    LabelRequest,
    Sighting,
    GroupCount,
    TotalConfirmation,
    SheetSignature,
    FactPhoto,
)
_MODELS: tuple[type[Base], ...] = (*_ORDER, HeldFact)
_INSERT = {model: insert(cast(Table, model.__table__)) for model in _MODELS}


class NewRows:
    """Gathered fact by fact, in memory only, until they are written."""

    def __init__(self) -> None:
        self._rows: defaultdict[type[Base], list[Row]] = defaultdict(list)
        self._held: dict[tuple[str, str], Row] = {}
        self._replaced: list[tuple[str, str]] = []
        self._completed: list[Row] = []

    def add(self, model: type[Base], row: Row) -> None:
        self._rows[model].append(row)

    def name_photos(self, fact_id: str, photos: Iterable[Mapping[str, Any]]) -> None:
        """The photos of a fact's body, in order."""
        for position, photo in enumerate(photos):
            named = {"sha256": photo["sha256"], "taken_at": photo["taken_at"]}
            self.add(FactPhoto, {"fact_id": fact_id, "position": position, **named})

    def hold(self, row: Row, *, replaces: bool) -> None:
        """Keep a held fact; ``replaces``: other bytes are held in its place, mangled on their
        way, and whatever was decided was decided about them."""
        key = row["id"], row["hash"]
        if replaces:
            self._replaced.append(key)
        self._held[key] = row

    def complete(self, row: Row) -> None:
        """Give a mangled held fact its own bytes; what was decided about it stands."""
        self._completed.append(row)

    def write(self, session: Session) -> None:
        """Insert all, what others refer to first. Raises what the database raises."""
        for row in self._completed:
            _complete_held(session, row)
        for key in self._replaced:
            _remove_held(session, *key)
        for model in _ORDER:
            _insert(session, model, self._rows[model])
        _insert(session, HeldFact, list(self._held.values()))


def _insert(session: Session, model: type[Base], rows: list[Row]) -> None:
    write_many(session.connection(), _INSERT[model], rows)


def _complete_held(session: Session, row: Row) -> None:
    is_it = (HeldFact.id == row["id"], HeldFact.hash == row["hash"])
    session.execute(update(HeldFact).where(*is_it).values(row))


def _remove_held(session: Session, fact_id: str, fact_hash: str) -> None:
    session.execute(
        delete(HeldResolution).where(
            HeldResolution.held_id == fact_id, HeldResolution.held_hash == fact_hash
        )
    )
    session.execute(delete(HeldFact).where(HeldFact.id == fact_id, HeldFact.hash == fact_hash))
