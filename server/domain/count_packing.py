"""How a sheet's row is packed for the phones: plain lists, so that a room of fifty things is small.

``pwa/src/domain/countPacking.ts`` reads the same (docs/spec/stocktake-vectors.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from server.domain.room_count import Change, Count, Entry, Line, RoomCount, Sighting, Total

Row = list[Any]


@dataclass(frozen=True)
class Group:
    """``key`` as ``group_key`` makes it."""

    key: str
    kind_id: str
    name: str
    unit: str | None
    by_number: bool


@dataclass(frozen=True)
class SheetLine:
    """A line as it travels; ``group`` is its group's key."""

    asset: str
    group: str
    quantity: int
    presighted: int | None
    ledger_number: str | None


@dataclass(frozen=True)
class Signed:
    """From ``sheet_signed``. ``discrepancies``: [{key, quantity}]; ``explanations``: [{key, cause,
    words, photos}]; ``signed_name`` where there is no drawn signature."""

    id: str
    at: int
    discrepancies: Sequence[Mapping[str, Any]]
    explanations: Sequence[Mapping[str, Any]]
    signed_name: str | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Returned:
    """The desk gave the sheet back; why stands in the words of its ``Said``. What was signed before
    then counts no more."""

    id: str
    at: int
    withdrawn: bool = False


@dataclass(frozen=True)
class Said:
    """An entry with its author. ``how``, ``words``, ``photos`` (SHA-256) are a sighting's or a
    count's, ``kind_id`` a sighting's."""

    author_id: str
    entry: Entry | Signed | Returned
    how: str = ""
    words: str = ""
    photos: Sequence[str] = ()
    kind_id: str | None = None


@dataclass(frozen=True)
class Proposal:
    """What a pupil counted of a group."""

    group: str
    good: int
    damaged: int
    at: int


class Packed(Protocol):
    """A sheet's row, as far as the rule looks at it."""

    @property
    def groups(self) -> list[Row]: ...
    @property
    def lines(self) -> list[Row]: ...
    @property
    def meanwhile(self) -> list[Row]: ...
    @property
    def entries(self) -> list[Row]: ...


def pack_groups(groups: Iterable[Group]) -> list[Row]:
    """[key, kind_id, name, unit, by_number] each."""
    return [[one.key, one.kind_id, one.name, one.unit, one.by_number] for one in groups]


def unpack_groups(rows: Iterable[Row]) -> list[Group]:
    """What ``pack_groups`` packed."""
    return [Group(*row) for row in rows]


def pack_lines(lines: Iterable[SheetLine], groups: Sequence[Group]) -> list[Row]:
    """[asset_id, index of its group, quantity, presighted_at, ledger_number] each. KeyError for a
    line of no group."""
    index = {group.key: at for at, group in enumerate(groups)}
    return [
        [one.asset, index[one.group], one.quantity, one.presighted, one.ledger_number]
        for one in lines
    ]


def unpack_lines(rows: Iterable[Row], groups: Sequence[Group]) -> list[SheetLine]:
    """What ``pack_lines`` packed."""
    return [SheetLine(row[0], groups[row[1]].key, *row[2:]) for row in rows]


def pack_meanwhile(changes: Iterable[Change]) -> list[Row]:
    """[asset_id, change, group key, quantity, at] each."""
    return [[one.asset, one.change, one.group, one.quantity, one.at] for one in changes]


def unpack_meanwhile(rows: Iterable[Row]) -> list[Change]:
    """What ``pack_meanwhile`` packed."""
    return [Change(*row) for row in rows]


def pack_proposals(proposals: Iterable[Proposal]) -> list[Row]:
    """[group key, good, damaged, at] each."""
    return [[one.group, one.good, one.damaged, one.at] for one in proposals]


def unpack_proposals(rows: Iterable[Row]) -> list[Proposal]:
    """What ``pack_proposals`` packed."""
    return [Proposal(*row) for row in rows]


def pack_entries(said: Iterable[Said]) -> list[Row]:
    """[type, fact_id, at, author_id, withdrawn 0 or 1, ...] each; the rest by type:

    `sighting`: asset_id, code, text, name, kind_id, quantity, how, condition, words, photos;
    `count`: group key, good, damaged, how, words, photos; `total`: total;
    `signed`: [[key, quantity]], [[key, cause, words, photos]], signed_name; `returned`: words.
    """
    return [_packed_entry(one) for one in said]


def _packed_entry(said: Said) -> Row:
    entry, told = said.entry, [said.words, list(said.photos)]
    head = [entry.id, entry.at, said.author_id, int(entry.withdrawn)]
    match entry:
        case Sighting():
            thing = [entry.asset, entry.code, entry.text, entry.name, said.kind_id]
            return ["sighting", *head, *thing, entry.quantity, said.how, entry.condition, *told]
        case Count():
            return ["count", *head, entry.group, entry.good, entry.damaged, said.how, *told]
        case Total():
            return ["total", *head, entry.total]
        case Signed():
            return ["signed", *head, *_packed_signature(entry)]
        case Returned():
            return ["returned", *head, said.words]


def _packed_signature(signed: Signed) -> Row:
    return [
        [[one["key"], one["quantity"]] for one in signed.discrepancies],
        [[one["key"], one["cause"], one["words"], one["photos"]] for one in signed.explanations],
        signed.signed_name,
    ]


def unpack_entries(rows: Iterable[Row]) -> list[Said]:
    """What ``pack_entries`` packed. KeyError for a type that is not known."""
    return [_READERS[row[0]](row) for row in rows]


def _sighting(row: Row) -> Said:
    _, fact_id, at, author, withdrawn, asset, code, text, name, kind_id, *rest = row
    quantity, how, condition, words, photos = rest
    thing = (asset, code, text, name, quantity, condition, bool(withdrawn))
    return Said(author, Sighting(fact_id, at, *thing), how, words, tuple(photos), kind_id)


def _count(row: Row) -> Said:
    _, fact_id, at, author, withdrawn, group, good, damaged, how, words, photos = row
    count = Count(fact_id, at, group, good, damaged, bool(withdrawn))
    return Said(author, count, how, words, tuple(photos))


def _total(row: Row) -> Said:
    _, fact_id, at, author, withdrawn, total = row
    return Said(author, Total(fact_id, at, total, bool(withdrawn)))


def _signed(row: Row) -> Said:
    _, fact_id, at, author, withdrawn, discrepancies, explanations, name = row
    found = [dict(zip(("key", "quantity"), one, strict=True)) for one in discrepancies]
    names = ("key", "cause", "words", "photos")
    told = [dict(zip(names, one, strict=True)) for one in explanations]
    return Said(author, Signed(fact_id, at, found, told, name, bool(withdrawn)))


def _returned(row: Row) -> Said:
    _, step_id, at, author, withdrawn, words = row
    return Said(author, Returned(step_id, at, bool(withdrawn)), words=words)


_READERS = {
    "sighting": _sighting,
    "count": _count,
    "total": _total,
    "signed": _signed,
    "returned": _returned,
}


def standing_signature(said: Iterable[Said]) -> Said | None:
    """The last signature that was not withdrawn."""
    signed = [one for one in said if isinstance(one.entry, Signed) and not one.entry.withdrawn]
    return max(signed, key=lambda one: (one.entry.at, one.entry.id), default=None)


def room_count(
    sheet: Packed,
    *,
    ledger: Mapping[str, str],
    bindings: Mapping[str, str],
    closed: bool,
    until: int | None = None,
) -> RoomCount:
    """The rule's input. ``until``: when the signature was made that is looked at; what the ledger
    changed later is no matter of that signature. None where nothing is signed yet."""
    groups = unpack_groups(sheet.groups)
    numbered = {group.key for group in groups if group.by_number}
    lines = [
        Line(one.asset, one.group, one.quantity, one.group in numbered, one.presighted)
        for one in unpack_lines(sheet.lines, groups)
    ]
    changes = [c for c in unpack_meanwhile(sheet.meanwhile) if until is None or c.at <= until]
    said = [one.entry for one in unpack_entries(sheet.entries)]
    entries = [one for one in said if not isinstance(one, Signed | Returned)]
    return RoomCount(lines, changes, ledger, bindings, entries, closed)
