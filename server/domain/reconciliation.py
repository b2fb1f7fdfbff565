"""What a count comes to: every expected thing and everything said gets one class, and what does not
agree becomes a discrepancy.

``pwa/src/domain/reconciliation.ts`` says the same on the phone; docs/spec/stocktake-vectors.md
explains the rule, and ``tests/contract/stocktake`` holds both to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from server.domain.counted_room import CountedRoom, counted_room, text_order, thing_of
from server.domain.room_count import Count, Entry, Line, RoomCount, Sighting, Total

_INTACT = "intact"
_PRESENT = ("found", "damaged")


@dataclass(frozen=True)
class Discrepancy:
    """``kind``: `missing`, `unexpected`, `misplaced`, `quantity` or `damaged`. ``quantity`` is the
    number of pieces, less than zero where there are fewer than the ledger says. ``sighting`` is the
    fact that shows it."""

    key: str
    kind: str
    quantity: int
    asset: str | None = None
    group: str | None = None
    sighting: str | None = None


@dataclass(frozen=True)
class GroupResult:
    """``how``: what decided, `count`, `total`, `pieces` (sightings) or `nothing`. ``book``: pieces
    that should be here; ``counted``: that are here as far as is known."""

    group: str
    by_number: bool
    how: str
    book: int
    counted: int
    damaged: int


@dataclass(frozen=True)
class Reconciled:
    """``lines``: {asset: class}, ``entries``: {id: class}. ``groups`` are sorted by their key,
    ``discrepancies`` by theirs. ``expected`` and ``seen``: pieces of all groups together."""

    lines: Mapping[str, str]
    entries: Mapping[str, str]
    groups: Sequence[GroupResult]
    discrepancies: Sequence[Discrepancy]
    expected: int
    seen: int


def reconcile(room: RoomCount) -> Reconciled:
    """Classes and discrepancies of one room's count; the order of what is given does not matter."""
    known = counted_room(room)
    lines = {line.asset: _line_class(known, line) for line in room.lines}
    groups = [_group_result(known, lines, group) for group in known.groups]
    found = [
        *_missing(known, lines),
        *_out_of_place(known),
        *_damaged_pieces(known),
        *(one for group in groups for one in _of_group(group, closed=room.closed)),
    ]
    return Reconciled(
        lines,
        {entry.id: _entry_class(known, entry) for entry in known.entries},
        groups,
        sorted(found, key=lambda one: text_order(one.key)),
        sum(group.book for group in groups),
        sum(group.counted for group in groups),
    )


def expected_total(room: RoomCount) -> int:
    """The number of pieces that 全部相符 confirms now."""
    known = counted_room(room)
    return sum(known.book(group, None) for group in known.groups)


def matter_of(key: str, bindings: Mapping[str, str]) -> str:
    """What a discrepancy's key is about, however much of the ledger was known to whoever named it:
    a phone that does not know a thing says `unexpected` where the server says `misplaced`."""
    kind, _, name = key.partition("/")
    if kind not in ("unexpected", "misplaced"):
        return key
    code = name.removeprefix("code:")
    return f"extra/{bindings.get(code, name) if code != name else name}"


def agrees(
    signed: Iterable[tuple[str, int]], found: Iterable[Discrepancy], bindings: Mapping[str, str]
) -> bool:
    """Whether (key, quantity) of what was signed for is what there is."""
    before = sorted((matter_of(key, bindings), quantity) for key, quantity in signed)
    return before == sorted((matter_of(one.key, bindings), one.quantity) for one in found)


def _line_class(known: CountedRoom, line: Line) -> str:
    if line.group in known.numbered:
        return _numbered_line_class(known, line)
    sighting = known.seen.get(line.asset)
    if sighting is not None:
        return "found" if sighting.condition == _INTACT else "damaged"
    if known.remaining(line, None) <= 0:
        return "left"
    if known.total is not None or line.presighted is not None:
        return "found"
    return "missing" if known.room.closed else "not_seen"


def _numbered_line_class(known: CountedRoom, line: Line) -> str:
    decider = known.decider(line.group)
    if known.remaining(line, decider.at if decider else None) <= 0:
        return "left"
    is_counted = decider is not None or known.room.closed or line.asset in known.seen
    return "counted" if is_counted else "not_counted"


def _entry_class(known: CountedRoom, entry: Entry) -> str:
    if entry.withdrawn:
        return "withdrawn"
    match entry:
        case Sighting():
            return _sighting_class(known, entry)
        case Count():
            return _count_class(known, entry)
        case Total():
            return _total_class(known, entry)


def _sighting_class(known: CountedRoom, sighting: Sighting) -> str:
    asset, _ = thing_of(sighting, known.room.bindings)
    if sighting.id not in known.last:
        return "repeat"
    if asset is None:
        return "unexpected"
    group = known.group_of(asset)
    if group is None:
        return _stranger_class(known.room.ledger.get(asset))
    if group in known.numbered and known.decider(group) is not None:
        return "covered"
    return "decides" if asset in known.lines else "arrived"


def _stranger_class(whereabouts: str | None) -> str:
    if whereabouts == "here":
        return "arrived"
    return "misplaced" if whereabouts in ("elsewhere", "nowhere") else "unexpected"


def _count_class(known: CountedRoom, count: Count) -> str:
    if count.group not in known.numbered:
        return "unused"
    return "decides" if known.decider(count.group) is count else "repeat"


def _total_class(known: CountedRoom, total: Total) -> str:
    if total not in known.totals:
        return "differs"
    return "decides" if known.total is total else "repeat"


def _group_result(known: CountedRoom, lines: Mapping[str, str], group: str) -> GroupResult:
    seen = [one for asset, one in known.seen.items() if known.group_of(asset) == group]
    if group in known.numbered:
        return _numbered_result(known, group, seen)
    classes = [lines[line.asset] for line in known.room.lines if line.group == group]
    arrived = sum(known.arrived.get(asset) == group for asset in known.seen)
    present = sum(one in _PRESENT for one in classes) + arrived
    book = sum(one != "left" for one in classes) + arrived
    how = "pieces" if present else "nothing"
    return GroupResult(group, False, how, book, present, _damaged(seen))


def _numbered_result(known: CountedRoom, group: str, seen: Sequence[Sighting]) -> GroupResult:
    decider, count = known.decider(group), known.counts.get(group)
    book = known.book(group, decider.at if decider else None)
    damaged = max(count.damaged if count else 0, _damaged(seen))
    match decider:
        case Count():
            return GroupResult(group, True, "count", book, decider.good + decider.damaged, damaged)
        case Total():
            return GroupResult(group, True, "total", book, book, damaged)
        case None:
            pieces = sum(one.quantity for one in seen)
            how = "pieces" if seen else "nothing"
            return GroupResult(group, True, how, book, pieces, damaged)


def _damaged(sightings: Iterable[Sighting]) -> int:
    return sum(one.quantity for one in sightings if one.condition != _INTACT)


def _missing(known: CountedRoom, lines: Mapping[str, str]) -> Iterator[Discrepancy]:
    for line in known.room.lines:
        if lines[line.asset] == "missing":
            key = f"missing/{line.asset}"
            yield Discrepancy(key, "missing", -line.quantity, line.asset, line.group)


def _out_of_place(known: CountedRoom) -> Iterator[Discrepancy]:
    for entry in known.entries:
        kind = _entry_class(known, entry)
        if isinstance(entry, Sighting) and kind in ("unexpected", "misplaced"):
            asset, name = thing_of(entry, known.room.bindings)
            yield Discrepancy(f"{kind}/{name}", kind, entry.quantity, asset, None, entry.id)


def _damaged_pieces(known: CountedRoom) -> Iterator[Discrepancy]:
    for asset, one in known.seen.items():
        group = known.group_of(asset)
        is_ours = group is not None or known.room.ledger.get(asset) == "here"
        if is_ours and group not in known.numbered and one.condition != _INTACT:
            key = f"damaged/{asset}"
            yield Discrepancy(key, "damaged", one.quantity, asset, group, one.id)


def _of_group(result: GroupResult, *, closed: bool) -> Iterator[Discrepancy]:
    """Fewer than the book is nothing yet while pieces are still being looked for."""
    if not result.by_number:
        return
    difference = result.counted - result.book
    is_decided = closed or result.how in ("count", "total")
    if difference > 0 or (difference < 0 and is_decided):
        yield Discrepancy(f"quantity/{result.group}", "quantity", difference, group=result.group)
    if result.damaged > 0:
        yield Discrepancy(f"damaged/{result.group}", "damaged", result.damaged, group=result.group)
