"""What stands of everything said in one room, found once for ``server.domain.reconciliation``.

``pwa/src/domain/countedRoom.ts`` says the same on the phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.domain.room_count import Change, Count, Entry, Line, RoomCount, Sighting, Total


@dataclass(frozen=True)
class CountedRoom:
    """``entries``: each id once, in order. ``seen``: the last standing sighting of each asset;
    ``last``: ids of all sightings that no later one repeats. ``changes``: those of the ledger that
    no later sighting speaks against, in order. ``arrived``: {asset: group} of what came since the
    baseline. ``numbered``: groups counted by number. ``total``: the last one that fits."""

    room: RoomCount
    entries: Sequence[Entry]
    lines: Mapping[str, Line]
    seen: Mapping[str, Sighting]
    last: frozenset[str]
    changes: Sequence[Change]
    arrived: Mapping[str, str]
    numbered: frozenset[str]
    counts: Mapping[str, Count]
    totals: Sequence[Total]
    groups: Sequence[str]

    @property
    def total(self) -> Total | None:
        """The 全部相符 that decides."""
        return self.totals[-1] if self.totals else None

    def decider(self, group: str) -> Count | Total | None:
        """What says how many of a group counted by number there are."""
        said = [one for one in (self.counts.get(group), self.total) if one is not None]
        return max(said, key=_moment, default=None)

    def group_of(self, asset: str) -> str | None:
        """The group of a thing that is expected here, or has come since."""
        line = self.lines.get(asset)
        return line.group if line else self.arrived.get(asset)

    def remaining(self, line: Line, until: int | None) -> int:
        """How many pieces of a line the ledger still has here, at a moment or now."""
        return line.quantity + sum(
            _signed(one) for one in self._by(until) if one.asset == line.asset
        )

    def book(self, group: str, until: int | None) -> int:
        """How many pieces of a group the ledger has here, at a moment or now."""
        frozen = sum(line.quantity for line in self.room.lines if line.group == group)
        return frozen + sum(
            _signed(one) for one in self._by(until) if self._group_changed(one) == group
        )

    def _by(self, until: int | None) -> list[Change]:
        return [one for one in self.changes if until is None or one.at <= until]

    def _group_changed(self, change: Change) -> str:
        line = self.lines.get(change.asset)
        return line.group if line else change.group


def counted_room(room: RoomCount) -> CountedRoom:
    """Sorts out what was said of one room."""
    entries = _each_once(room.entries)
    standing = [one for one in entries if not one.withdrawn]
    lines = {line.asset: line for line in room.lines}
    by_thing = {thing_of(one, room.bindings): one for one in standing if isinstance(one, Sighting)}
    seen = {asset: one for (asset, _), one in by_thing.items() if asset is not None}
    changes = _believed(room.meanwhile, seen)
    counts = {one.group: one for one in standing if isinstance(one, Count)}
    return CountedRoom(
        room,
        entries,
        lines,
        seen,
        frozenset(one.id for one in by_thing.values()),
        changes,
        _arrived(changes, lines),
        _numbered(room, counts),
        counts,
        _fitting(standing, _sums(room.lines, changes)),
        _groups(room, counts),
    )


def thing_of(sighting: Sighting, bindings: Mapping[str, str]) -> tuple[str | None, str]:
    """The asset that was sighted, None where the ledger knows none, and a name for it: two
    sightings of one name are of one thing."""
    asset = sighting.asset
    if asset is None and sighting.code is not None:
        asset = bindings.get(sighting.code)
    if asset is not None:
        return asset, asset
    if sighting.code is not None:
        return None, f"code:{sighting.code}"
    return None, sighting.id if sighting.text is None else f"text:{sighting.text}"


def text_order(text: str) -> bytes:
    """Texts in the order of their UTF-16 units, as every phone sorts them."""
    return text.encode("utf-16-be", "surrogatepass")


def _moment(entry: Entry) -> tuple[int, bytes]:
    return entry.at, text_order(entry.id)


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    """A fact that arrives twice was said once; withdrawn is withdrawn."""
    by_id: dict[str, Entry] = {}
    for entry in entries:
        if entry.id not in by_id or entry.withdrawn:
            by_id[entry.id] = entry
    return sorted(by_id.values(), key=_moment)


def _believed(meanwhile: Iterable[Change], seen: Mapping[str, Sighting]) -> list[Change]:
    """What was seen here after the ledger let it go has not left."""
    believed = [
        one
        for one in meanwhile
        if one.change == "arrived" or one.asset not in seen or seen[one.asset].at <= one.at
    ]
    return sorted(believed, key=lambda one: (one.at, text_order(one.asset)))


def _signed(change: Change) -> int:
    return change.quantity if change.change == "arrived" else -change.quantity


def _arrived(changes: Iterable[Change], lines: Mapping[str, Line]) -> dict[str, str]:
    net: dict[str, int] = {}
    groups: dict[str, str] = {}
    for change in changes:
        if change.asset not in lines:
            net[change.asset] = net.get(change.asset, 0) + _signed(change)
            groups[change.asset] = change.group
    return {asset: groups[asset] for asset, pieces in net.items() if pieces > 0}


def _numbered(room: RoomCount, counts: Mapping[str, Count]) -> frozenset[str]:
    expected = {line.group for line in room.lines}
    by_lines = {line.group for line in room.lines if line.by_number or line.quantity > 1}
    by_arrival = {one.group for one in room.meanwhile if one.quantity > 1}
    return frozenset(by_lines | by_arrival | (counts.keys() - expected))


def _sums(lines: Sequence[Line], changes: Iterable[Change]) -> set[int]:
    """How many pieces were expected at any moment between the baseline and now."""
    pieces = sum(line.quantity for line in lines)
    sums = {pieces}
    for change in changes:
        pieces += _signed(change)
        sums.add(pieces)
    return sums


def _fitting(standing: Iterable[Entry], sums: set[int]) -> list[Total]:
    return [one for one in standing if isinstance(one, Total) and one.total in sums]


def _groups(room: RoomCount, counts: Mapping[str, Count]) -> list[str]:
    named = {line.group for line in room.lines} | {one.group for one in room.meanwhile}
    return sorted(named | counts.keys(), key=text_order)
