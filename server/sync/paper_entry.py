"""A sheet that was counted with a pen, typed in at the desk: what stands on the paper becomes facts
like everybody's, and the photo of the signed page is kept with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from qr_labels import ScanKind, parse_scan
from server.domain.count_sheet_state import SheetState, SheetStepKind
from server.domain.problems_stocktakes import (
    SheetCountersigned,
    SheetHelperUnsent,
    SheetMoved,
    StocktakeEnded,
)
from server.records import (
    CountSheet,
    GroupCount,
    Label,
    Person,
    SheetStep,
    Sighting,
    StoredPhoto,
    new_id,
)
from server.services.count_sheets import SheetView
from server.services.count_sheets_helpers import unsent_helpers
from server.services.count_sheets_steps import add_step, get_sheet
from server.services.count_sheets_view import sheet_view
from server.services.counted_sheets import refresh_sheets
from server.services.counting_review import review_sheet
from server.sync.here import record_here

_INTACT, _DAMAGED = "intact", "usable"
_NAMELESS: dict[str, Any] = dict.fromkeys(("asset_id", "code", "text", "name", "kind_id"))
_NOTHING_MORE: dict[str, Any] = {"words": "", "photos": []}
_MOST_EXTRAS = 20
_Body = tuple[str, dict[str, Any]]
"""The type of a fact and what it says, without its sheet."""
_Fact = tuple[str, str, dict[str, Any]]
"""Its id, its type and its body."""


@dataclass(frozen=True)
class PaperCount:
    group: str
    good: int
    damaged: int


@dataclass(frozen=True)
class PaperExtra:
    """A thing that is not on the list; ``label``: what stands on it, "" for nothing."""

    name: str
    quantity: int
    label: str = ""


@dataclass(frozen=True)
class PaperNumbers:
    """``id`` names the filled form, so that a second click says nothing twice, and the form sent
    again with something else corrects what it said. ``pieces``: whether it is damaged, of each
    thing that was ticked as there."""

    id: UUID
    counts: Sequence[PaperCount] = ()
    pieces: Mapping[str, bool] | None = None
    extras: Sequence[PaperExtra] = ()


@dataclass(frozen=True)
class PaperSigning:
    """``discrepancies``: (key, quantity) as the page showed them; ``causes``: cause and words by
    key; ``photos``: the signed page, already stored; ``override``: why it is closed although a
    helper's phone holds something back."""

    id: UUID
    signed_name: str
    discrepancies: Sequence[tuple[str, int]]
    causes: Mapping[str, tuple[str, str]]
    photos: Sequence[StoredPhoto]
    override: str = ""


def enter_numbers(
    session: Session, sheet_id: str, paper: PaperNumbers, person: Person, now: datetime
) -> int:
    """Record what the paper says beyond what is known already; how many facts that is. Part of a
    writing transaction.

    Raises NotFound, StocktakeEnded, SheetCountersigned, RecordRefused.
    """
    sheet = _open_sheet(session, sheet_id)
    view = sheet_view(session, sheet_id)
    said = [*_unticked(view, paper, person.id), *_said(session, view, paper)]
    for fact_id, fact_type, body in said:
        record_here(session, person, fact_type, body, now, fact_id=fact_id)
    refresh_sheets(session, [sheet.id], now)
    return len(said)


def enter_signature(
    session: Session, sheet_id: str, paper: PaperSigning, person: Person, now: datetime
) -> None:
    """Sign for who signed on paper. The same again changes nothing. Part of a writing transaction.

    Raises NotFound, StocktakeEnded, SheetCountersigned, SheetMoved when there are other
    discrepancies than the page showed, SheetHelperUnsent, RecordRefused.
    """
    sheet = _open_sheet(session, sheet_id)
    if _is_entered(session, sheet_id, paper.id):
        return
    refresh_sheets(session, [sheet_id], now)
    found = [(one.key, one.quantity) for one in review_sheet(session, sheet).discrepancies]
    if sorted(found) != sorted(paper.discrepancies):
        raise SheetMoved(room=sheet.title)
    waiting = unsent_helpers(session, sheet_id)
    if waiting and not paper.override:
        raise SheetHelperUnsent(room=sheet.title, people=", ".join(one.name for one in waiting))
    record_here(
        session, person, "sheet_signed", _signing(sheet_id, paper, now), now, fact_id=str(paper.id)
    )
    add_step(
        session,
        sheet,
        SheetStepKind.ENTERED_FROM_PAPER,
        person.id,
        now,
        photos=[photo.sha256 for photo in paper.photos],
        detail={"signature": str(paper.id), "signed_name": paper.signed_name},
    )
    refresh_sheets(session, [sheet_id], now)


def _open_sheet(session: Session, sheet_id: str) -> CountSheet:
    sheet = get_sheet(session, sheet_id)
    if sheet.stocktake.ended_at is not None:
        raise StocktakeEnded(name=sheet.stocktake.name)
    if sheet.state == SheetState.COUNTERSIGNED:
        raise SheetCountersigned(room=sheet.title)
    return sheet


def _is_entered(session: Session, sheet_id: str, entry: UUID) -> bool:
    steps = select(SheetStep.detail).where(
        SheetStep.sheet_id == sheet_id, SheetStep.step == SheetStepKind.ENTERED_FROM_PAPER
    )
    return any(detail.get("signature") == str(entry) for detail in session.scalars(steps))


def _said(session: Session, view: SheetView, paper: PaperNumbers) -> Iterator[_Fact]:
    sheet = {"sheet_id": view.sheet.id}
    for fact_type, body in (*_counts(view, paper), *_pieces(view, paper)):
        yield new_id(), fact_type, sheet | body | _NOTHING_MORE
    before = {one.row.fact_id: one.row for one in view.entries if isinstance(one.row, Sighting)}
    for n in range(_MOST_EXTRAS):
        thing = _thing(session, paper.extras[n]) if n < len(paper.extras) else None
        yield from _extra(_of_row(paper.id, n, before), sheet, thing)


def _counts(view: SheetView, paper: PaperNumbers) -> Iterator[_Body]:
    standing = standing_counts(view)
    for one in paper.counts:
        if standing.get(one.group) != (one.good, one.damaged):
            counted = {"group": one.group, "good": one.good, "damaged": one.damaged}
            yield "group_counted", counted | {"how": "typed"}


def _pieces(view: SheetView, paper: PaperNumbers) -> Iterator[_Body]:
    conditions = {
        line.line.asset_id: line.sighting.condition for line in view.lines if line.sighting
    }
    for asset_id, is_damaged in (paper.pieces or {}).items():
        before = conditions.get(asset_id)
        if before is None or (before != _INTACT) is not is_damaged:
            seen = _NAMELESS | {"asset_id": asset_id, "quantity": 1, "how": "picked"}
            yield "asset_sighted", seen | {"condition": _DAMAGED if is_damaged else _INTACT}


def _unticked(view: SheetView, paper: PaperNumbers, person_id: str) -> Iterator[_Fact]:
    """Whoever takes a tick away takes back what they said of the piece themselves."""
    numbered = {one.key for one in view.groups if one.by_number}
    for one in view.lines:
        is_asked = paper.pieces is not None and one.line.group_key not in numbered
        is_own = one.sighting is not None and one.sighting.author_id == person_id
        if is_asked and is_own and one.line.asset_id not in (paper.pieces or {}):
            yield from _withdrawn(one.sighting)


def _withdrawn(said: Sighting | None) -> Iterator[_Fact]:
    """Nothing where it was not said, or was taken back before."""
    if said is not None and said.withdrawn_by is None:
        yield new_id(), "record_withdrawn", {"target": said.fact_id}


def _of_row(form: UUID, n: int, before: Mapping[str, Sighting]) -> tuple[str, Sighting | None]:
    """The next id of the form's ``n``th extra row, and what it said last."""
    said: list[Sighting] = []
    while (fact_id := str(uuid5(form, f"extra {n} {len(said)}"))) in before:
        said.append(before[fact_id])
    return fact_id, said[-1] if said else None


def _extra(
    row: tuple[str, Sighting | None], sheet: Mapping[str, str], thing: Mapping[str, Any] | None
) -> Iterator[_Fact]:
    """What the row says now, and that what it said before is taken back."""
    fact_id, last = row
    standing = last if last is not None and last.withdrawn_by is None else None
    said = None if thing is None else {**_NAMELESS, **thing}
    if standing is not None and said == {name: getattr(standing, name) for name in said or ()}:
        return
    yield from _withdrawn(standing)
    if said is not None:
        seen = {"how": "typed", "condition": _INTACT} | _NOTHING_MORE
        yield fact_id, "asset_sighted", {**sheet, **said, **seen}


def standing_counts(view: SheetView) -> dict[str, tuple[int, int]]:
    """The last (good, damaged) of each group that was not withdrawn."""
    rows = (one.row for one in view.entries)
    counts = (row for row in rows if isinstance(row, GroupCount) and not row.withdrawn_by)
    return {row.group_key: (row.good, row.damaged) for row in counts}


def _thing(session: Session, extra: PaperExtra) -> dict[str, Any]:
    """By its label's code where it bears one of ours, else by what stands on it."""
    read = parse_scan(extra.label)
    label = session.get(Label, read.code) if read.kind is ScanKind.OWN else None
    if label is not None and label.asset_id:
        return {"asset_id": label.asset_id, "code": label.code, "quantity": 1}
    said = {"name": extra.name or None, "quantity": extra.quantity}
    if label is not None:
        return said | {"code": label.code}
    return said | {"text": extra.label or None}


def _signing(sheet_id: str, paper: PaperSigning, now: datetime) -> dict[str, Any]:
    taken_at = round(now.timestamp() * 1000)
    return {
        "sheet_id": sheet_id,
        "discrepancies": [{"key": key, "quantity": n} for key, n in paper.discrepancies],
        "explanations": [
            {"key": key, "cause": cause, "words": words, "photos": []}
            for key, (cause, words) in paper.causes.items()
        ],
        "override": paper.override,
        "signature": None,
        "signed_name": paper.signed_name,
        "photos": [
            {
                "sha256": photo.sha256,
                "bytes": photo.stored_bytes,
                "width": photo.width,
                "height": photo.height,
                "taken_at": taken_at,
            }
            for photo in paper.photos
        ],
    }
