"""What all forms of a room's count have in common: its head, its signs, who signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from server.domain.count_sheet_state import SheetState
from server.pages.desk.papers.words import ink_of, joined, minute, place_words, zh
from server.records import CountSheet, SheetSignature, Stocktake
from server.reports.forms.document import Cell, Column, Form, Ink, Kind, Signed, Table
from server.services.count_sheets import SheetView, ViewDiscrepancy

_SIGNS = {
    "found": "form.sheet.sign.found",
    "damaged": "form.sheet.sign.damaged",
    "missing": "form.sheet.sign.missing",
    "left": "form.sheet.sign.left",
}
_MOST_NUMBERS = 6
PEN_MM = 7.2
"""How high a row is that is written in by hand."""


@dataclass(frozen=True)
class About:
    """What every form of a count names."""

    school: str
    stocktake: Stocktake


def head_facts(about: About, sheet: CountSheet) -> tuple[str, ...]:
    """Room, class, which count, and the 清查基准日."""
    room = zh("form.sheet.room", room=place_words(sheet.title))
    class_name = zh("form.sheet.class", name=sheet.class_name) if sheet.class_name else ""
    baseline = zh("form.sheet.baseline", day=about.stocktake.baseline_on)
    name = zh("form.sheet.count", name=about.stocktake.name)
    return (
        joined((zh("form.school", school=about.school), room, class_name), "form.gap"),
        joined((name, baseline), "form.gap"),
    )


def part_of(sheet: CountSheet, copy: int) -> str:
    """What each page of a room's form carries; ``copy`` 0 where there is only one."""
    whose = "class" if sheet.class_name else "room"
    of = zh(f"form.sheet.copy.{copy}.{whose}" if copy else "form.sheet.copy.none")
    return joined((sheet.class_name, place_words(sheet.title), of), "form.blank")


def in_copies(forms: Sequence[Form], sheet: CountSheet, *, two: bool) -> Iterator[Form]:
    """The forms of a room with their pages counted together, once or as 第一联 and 第二联."""
    for copy in (1, 2) if two else (0,):
        first, *rest = forms
        yield replace(first, part=part_of(sheet, copy))
        yield from rest


def signatures(view: SheetView, key: str) -> tuple[Signed, ...]:
    """The signature that counts, under its label; a place to sign where nobody has. Somebody who
    was not to sign is named as such."""
    signed = view.signature
    if signed is None or view.state not in (SheetState.SIGNED, SheetState.COUNTERSIGNED):
        return (Signed(label=zh(key)),)
    return (Signed(signer_of(view, signed), minute(signed.effective_at), ink_in(signed), zh(key)),)


def ink_in(signed: SheetSignature) -> Ink | None:
    """The drawing; None where a name was typed."""
    return ink_of(signed.signature) if signed.signature else None


def signer_of(view: SheetView, signed: SheetSignature) -> str:
    """Who signed: the typed name, and who typed it where that was somebody else."""
    author = view.people.get(signed.author_id, "")
    name = signed.signed_name or author
    if signed.author_id in view.sheet.person_ids or not view.sheet.person_ids:
        return name
    return zh("form.sheet.for", name=name, author=author)


def countersigned(view: SheetView) -> tuple[Signed, ...]:
    """Logistics' name and time, or a place to sign."""
    sheet, label = view.sheet, zh("form.sheet.countersigner")
    if sheet.countersigned_at is None or sheet.countersigned_by is None:
        return (Signed(label=label),)
    name = view.people.get(sheet.countersigned_by, "")
    return (Signed(name, minute(sheet.countersigned_at), None, label),)


def seal() -> Signed:
    """Where the school's seal goes."""
    return Signed(label=zh("form.sheet.seal"))


def sign_of(said: str | None) -> str:
    """A thing's class in one sign; nothing for what nobody has looked for yet."""
    return zh(_SIGNS[said]) if said in _SIGNS else ""


def some(texts: Sequence[str]) -> str:
    """A few of many, and how many there are."""
    shown = zh("form.comma").join(texts[:_MOST_NUMBERS])
    more = len(texts) > _MOST_NUMBERS
    return zh("form.sheet.and_more", shown=shown, n=len(texts)) if more else shown


def differences(found: Sequence[ViewDiscrepancy], heading: str, empty: str) -> Table:
    """What does not agree in a room, with its causes."""
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.difference"), 1.6, Kind.MARK),
        Column(zh("form.sheet.name"), 3.4),
        Column(zh("form.sheet.ledger_number"), 2.4),
        Column(zh("form.sheet.book"), 1.2, Kind.MARK),
        Column(zh("form.sheet.counted"), 1.2, Kind.MARK),
        Column(zh("form.sheet.more_or_less"), 1.2, Kind.MARK),
        Column(zh("form.sheet.cause"), 1.9, Kind.MARK),
        Column(zh("form.sheet.words"), 4),
    )
    rows = [difference_row(n, one) for n, one in enumerate(found, 1)]
    return Table(columns, rows, heading, empty, 8.5)


def difference_row(number: int, one: ViewDiscrepancy) -> tuple[Cell, ...]:
    photos = zh("form.photos", n=len(one.photos)) if one.photos else ""
    return (
        number,
        zh(f"form.difference.{one.kind}"),
        joined((one.name, one.model or ""), "form.blank"),
        one.ledger_number or "",
        one.book_quantity,
        one.counted_quantity,
        more_or_less(one.kind, one.quantity),
        zh(f"form.cause.{one.cause}"),
        joined((one.words, photos)),
    )


def more_or_less(kind: str, quantity: int) -> Cell:
    """How many more or fewer; of what is damaged how many of those that are there."""
    return zh("form.sheet.broken", n=quantity) if kind == "damaged" else quantity
