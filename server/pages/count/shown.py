"""A sheet as the online page lays it out: groups with their numbers or pieces, what stands beside
them, what was written down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from server.domain.count_packing import Proposal, unpack_proposals
from server.domain.count_sheet_state import RETURNED, SheetState
from server.domain.reconciliation import matter_of
from server.records import GroupCount, SheetStep, Sighting
from server.services.count_sheets import (
    SheetView,
    ViewDiscrepancy,
    ViewEntry,
    ViewGroup,
    ViewLine,
)
from server.services.count_sheets_input import millis

_EXTRA = ("unexpected", "misplaced", "arrived")


@dataclass(frozen=True)
class ShownPiece:
    """``at``: where it stands on the page. ``entry``: what was said of it last."""

    at: str
    line: ViewLine
    entry: ViewEntry | None


@dataclass(frozen=True)
class ShownGroup:
    """``counted``: the count that stands; ``proposal``: what a pupil counted after that.
    ``pieces`` are those of a group that is not counted by number."""

    at: str
    group: ViewGroup
    counted: ViewEntry | None
    proposal: Proposal | None
    pieces: tuple[ShownPiece, ...]

    @property
    def found(self) -> int:
        """Pieces that were found, or are here by a total that was confirmed."""
        return sum(piece.line.said in ("found", "damaged") for piece in self.pieces)

    @property
    def is_open(self) -> bool:
        """Something of it still waits to be counted."""
        return any(piece.line.said == "not_seen" for piece in self.pieces)


@dataclass(frozen=True)
class ShownSheet:
    """``extras``: things beside the list that stand; ``log``: all that was said, newest first.
    ``returned``: the step that gave it back, while it waits for a new signature. ``appeared``,
    ``gone``: names of what the standing signature did not name, or names in vain."""

    view: SheetView
    groups: tuple[ShownGroup, ...]
    extras: tuple[ViewEntry, ...]
    log: tuple[ViewEntry, ...]
    names: Mapping[str, str]
    returned: SheetStep | None
    appeared: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def expected(self) -> int:
        return sum(one.book for one in self.view.groups)

    @property
    def seen(self) -> int:
        return sum(one.counted or 0 for one in self.view.groups)


def shown_sheet(view: SheetView) -> ShownSheet:
    """In the order of the sheet's lines."""
    appeared, gone = _changed(view)
    return ShownSheet(
        view=view,
        groups=tuple(_groups(view)),
        extras=tuple(one for one in view.entries if one.said in _EXTRA),
        log=tuple(reversed(view.entries)),
        names=_names(view),
        returned=_returned(view),
        appeared=appeared,
        gone=gone,
    )


def _groups(view: SheetView) -> Iterator[ShownGroup]:
    order = {one.line.group_key: one.line.position for one in reversed(view.lines)}
    proposals = {one.group: one for one in unpack_proposals(view.sheet.proposals)}
    last = {one.row.asset_id: one for one in view.entries if _is_standing_sighting(one)}
    for number, group in enumerate(sorted(view.groups, key=lambda one: order.get(one.key, 10**6))):
        counted = _counted(view, group.key)
        pieces = () if group.by_number else _pieces(view, group.key, last)
        proposal = _unheeded(proposals.get(group.key), counted)
        yield ShownGroup(f"g{number}", group, counted, proposal, tuple(pieces))


def _pieces(
    view: SheetView, key: str, last: Mapping[str | None, ViewEntry]
) -> Iterator[ShownPiece]:
    for one in view.lines:
        if one.line.group_key == key:
            yield ShownPiece(f"p{one.line.position}", one, last.get(one.line.asset_id))


def _is_standing_sighting(entry: ViewEntry) -> bool:
    return isinstance(entry.row, Sighting) and entry.row.withdrawn_by is None


def _counted(view: SheetView, key: str) -> ViewEntry | None:
    counts = [one for one in view.entries if _is_count_of(one, key)]
    return counts[-1] if counts else None


def _is_count_of(entry: ViewEntry, key: str) -> bool:
    row = entry.row
    return isinstance(row, GroupCount) and row.group_key == key and row.withdrawn_by is None


def _unheeded(proposal: Proposal | None, counted: ViewEntry | None) -> Proposal | None:
    """None once somebody counted after the pupil."""
    if proposal is None or (counted is not None and millis(counted.at) >= proposal.at):
        return None
    return proposal


def _names(view: SheetView) -> dict[str, str]:
    """What a person calls the things and groups of the sheet, by id and key."""
    things = {
        one.line.asset_id: " ".join(filter(None, (one.line.name, one.line.ledger_number)))
        for one in view.lines
    }
    return things | {one.key: one.name for one in view.groups}


def _returned(view: SheetView) -> SheetStep | None:
    if view.state is not SheetState.SENT_BACK:
        return None
    return next(one for one in reversed(view.steps) if one.step in RETURNED)


def _changed(view: SheetView) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of what came, and of what went, since it was signed."""
    if view.state is not SheetState.CONFLICT or view.signature is None:
        return (), ()
    signed = {(matter_of(one["key"], {}), one["quantity"]) for one in view.signature.discrepancies}
    now = {(matter_of(one.key, {}), one.quantity): one for one in view.discrepancies}
    names = _names(view)
    gone = (names.get(key.partition("/")[2], "") for key, _ in sorted(signed - now.keys()))
    return (
        tuple(_named(one) for said, one in now.items() if said not in signed),
        tuple(name for name in gone if name),
    )


def _named(one: ViewDiscrepancy) -> str:
    return " ".join(filter(None, (one.name, one.ledger_number)))


def is_withdrawable(entry: ViewEntry, person_id: str) -> bool:
    """Only their own record, and once."""
    return entry.row.author_id == person_id and entry.row.withdrawn_by is None


def time_of(proposal: Proposal) -> datetime:
    """When the pupil counted."""
    return datetime.fromtimestamp(proposal.at / 1000, UTC)
