"""What a room comes to if it is signed now: what does not agree, how that was explained before, and
what stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from server.domain.count_sheet_state import RETURNED
from server.domain.problems_counting import (
    CountChangedSince,
    CountEvidenceMissing,
    CountHelpersUnsent,
    CountNothingSaid,
    CountSignatureMissing,
    CountUnexplained,
)
from server.domain.problems_stocktakes import SheetMoved
from server.domain.reconciliation import matter_of, reconcile
from server.records import CountSheet, SheetSignature, SheetStep
from server.services.count_sheets import ViewDiscrepancy
from server.services.count_sheets_discrepancies import assets_out_of_place, shown_discrepancies
from server.services.count_sheets_helpers import Helper, unsent_helpers
from server.services.count_sheets_input import room_count_of
from server.services.count_sheets_rows import SheetRows, sheet_rows
from server.services.count_sheets_state import Standing, standing_of

BEFORE_TAKEOVER = "before_takeover"
_MOST_NAMES = 5


@dataclass(frozen=True)
class Explanation:
    """``cause``: None while nobody said; ``photos``: SHA-256."""

    cause: str | None
    words: str
    photos: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """``discrepancies`` in the order of the lines, judged as closed; ``explained``: by key,
    what was said of them by the last signature or by whoever saw the thing. ``unseen``: pieces that
    nobody saw, ``uncounted``: names of groups that nobody counted. ``helpers``: phones that hold
    something."""

    sheet: CountSheet
    expected: int
    seen: int
    discrepancies: tuple[ViewDiscrepancy, ...]
    explained: Mapping[str, Explanation]
    unseen: int
    uncounted: tuple[str, ...]
    helpers: tuple[Helper, ...]
    anything_said: bool
    returned: SheetStep | None


@dataclass(frozen=True)
class Signing:
    """What somebody signs. ``shown``: (key, quantity) of the discrepancies that the page showed,
    ``based_on`` the sheet's version.
    ``override``: why it is signed although a phone holds something back. ``signature`` as a
    round's ending has it, else ``signed_name``."""

    based_on: int
    shown: Sequence[tuple[str, int]]
    explained: Mapping[str, Explanation]
    override: str
    signature: Mapping[str, Any] | None
    signed_name: str


def review_sheet(session: Session, sheet: CountSheet) -> Review:
    """Judged as if it were signed now."""
    rows = sheet_rows(session, [sheet])[sheet.id]
    found = reconcile(room_count_of(rows, closed=True))
    last = _last_signature(rows)
    standing = Standing(standing_of(rows).state, last, found)
    assets = assets_out_of_place(session, [found])
    shown = tuple(sorted(shown_discrepancies(rows, standing, assets), key=_position(rows)))
    open_lines = reconcile(room_count_of(rows, closed=False)).lines
    names = {line.asset_id: line.name for line in rows.lines}
    uncounted = (names[one] for one, said in open_lines.items() if said == "not_counted")
    return Review(
        sheet=sheet,
        expected=found.expected,
        seen=found.seen,
        discrepancies=shown,
        explained={one.key: _explanation(rows, last, one) for one in shown},
        unseen=sum(said == "not_seen" for said in open_lines.values()),
        uncounted=tuple(dict.fromkeys(uncounted)),
        helpers=tuple(unsent_helpers(session, sheet.id)),
        anything_said=any(not rows.is_withdrawn(one) for one in rows.entries),
        returned=next((one for one in reversed(rows.steps) if one.step in RETURNED), None),
    )


def _position(rows: SheetRows) -> Callable[[ViewDiscrepancy], tuple[int, str]]:
    """By line; what is on none comes last."""
    lines = {line.asset_id: line.position for line in rows.lines}
    groups = {line.group_key: line.position for line in reversed(rows.lines)}

    def position(one: ViewDiscrepancy) -> tuple[int, str]:
        of_group = groups.get(one.group_key or "", len(rows.lines))
        return lines.get(one.asset_id or "", of_group), one.key

    return position


def check_signing(review: Review, signing: Signing, name: str) -> None:
    """Whether this may be signed by the person called ``name``. Raises CountNothingSaid,
    SheetMoved when it was given back meanwhile, CountChangedSince, CountUnexplained,
    CountEvidenceMissing, CountHelpersUnsent, CountSignatureMissing."""
    room = review.sheet.title
    if not review.anything_said:
        raise CountNothingSaid(room=room)
    if review.returned is not None and signing.based_on < review.returned.version:
        raise SheetMoved(room=room)
    if sorted(signing.shown) != sorted((one.key, one.quantity) for one in review.discrepancies):
        raise CountChangedSince(room=room)
    _require_explained(review, signing)
    if review.helpers and not signing.override:
        raise CountHelpersUnsent(people=", ".join(one.name for one in review.helpers))
    if signing.signature is None and _plain(signing.signed_name) != _plain(name):
        raise CountSignatureMissing(name=name)


def _require_explained(review: Review, signing: Signing) -> None:
    """Damage that is said to be older than the signer's time is shown by a photo, anything else by
    a photo or in words."""
    bare = [one for one in review.discrepancies if _cause(signing, one.key) is None]
    if bare:
        raise CountUnexplained(names=_names(bare))
    unproved = [one for one in review.discrepancies if _lacks_proof(signing, one)]
    if unproved:
        raise CountEvidenceMissing(names=_names(unproved))


def _names(discrepancies: Sequence[ViewDiscrepancy]) -> str:
    """The first of them; the page shows all."""
    names = (f"{one.name} {one.ledger_number or ''}".strip() for one in discrepancies)
    shown = ", ".join(islice(names, _MOST_NAMES))
    return shown if len(discrepancies) <= _MOST_NAMES else f"{shown} …"


def _cause(signing: Signing, key: str) -> str | None:
    return signing.explained[key].cause if key in signing.explained else None


def _lacks_proof(signing: Signing, one: ViewDiscrepancy) -> bool:
    told = signing.explained[one.key]
    if told.cause != BEFORE_TAKEOVER or told.photos:
        return False
    return one.kind == "damaged" or not told.words


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def _last_signature(rows: SheetRows) -> SheetSignature | None:
    """Also one that does not count any more: its explanations may still hold."""
    standing = [one for one in rows.signatures if not rows.is_withdrawn(one)]
    return standing[-1] if standing else None


def _explanation(rows: SheetRows, last: SheetSignature | None, one: ViewDiscrepancy) -> Explanation:
    told = {
        matter_of(said["key"], rows.bindings): said for said in (last.explanations if last else ())
    }
    said = told.get(matter_of(one.key, rows.bindings))
    if said is not None:
        return Explanation(said["cause"], said["words"], tuple(said["photos"]))
    return Explanation(None, _seen_words(rows, one), ())


def _seen_words(rows: SheetRows, one: ViewDiscrepancy) -> str:
    """What was written down when it was seen or counted."""
    if one.sighting_id is not None:
        return next(seen.words for seen in rows.sightings if seen.fact_id == one.sighting_id)
    counts = [said for said in rows.counts if not rows.is_withdrawn(said)]
    return next((said.words for said in reversed(counts) if said.group_key == one.group_key), "")
