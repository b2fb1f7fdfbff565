"""The place of a row: from its columns, and from its sheet where they say nothing."""

from __future__ import annotations

from typing import Any

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.place_name import (
    PlacePart,
    PlacePath,
    combine_place,
    normal_place,
    split_place,
)

F = LedgerField
Values = dict[LedgerField, Any]

_ORDER = list(PlacePart)
_PLACE_COLUMNS: tuple[tuple[PlacePart | None, LedgerField], ...] = (
    (PlacePart.CAMPUS, F.CAMPUS),
    (PlacePart.BUILDING, F.BUILDING),
    (PlacePart.FLOOR, F.FLOOR),
    (PlacePart.ROOM, F.ROOM),
    (None, F.PLACE),
)
_OUTER = {
    PlacePart.CAMPUS: F.CAMPUS,
    PlacePart.BUILDING: F.BUILDING,
    PlacePart.FLOOR: F.FLOOR,
}


def place_of(values: Values) -> tuple[PlacePath, str]:
    """The path that the place columns give together, and its text in one spelling."""
    columns = [(kind, values[f]) for kind, f in _PLACE_COLUMNS if values.get(f)]
    path = combine_place(columns)
    if len(columns) == 1:
        return path, normal_place(columns[0][1])
    return path, "-".join(step.name for step in path)


def add_sheet_place(values: Values, place: str) -> None:
    """Give a row without a place that of its sheet. A sheet of one building or campus also says
    where the row's room is, when the row names nothing that far out."""
    if not place:
        return
    path, _ = place_of(values)
    if not path:
        values[F.PLACE] = place
        return
    outermost = min(_ORDER.index(step.kind) for step in path)
    outer = split_place(place)
    if all(step.kind in _OUTER for step in outer):
        for step in outer:
            if _ORDER.index(step.kind) < outermost:
                values[_OUTER[step.kind]] = step.name
