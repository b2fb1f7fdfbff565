"""交接单: what one teacher hands over to the next, with both signatures."""

from __future__ import annotations

from server.pages.desk.count_papers.count_form import moved
from server.pages.desk.count_papers.sheet_words import (
    About,
    differences,
    head_facts,
    ink_in,
    signer_of,
    some,
)
from server.pages.desk.papers.words import minute, zh
from server.records import SheetSignature
from server.reports.forms.document import Cell, Column, Form, Kind, Signed, Table
from server.services.count_sheets import SheetView
from server.services.forms_sheets import GroupPaper, RoomPaper

_BOTH = ("form.handover.from", "form.handover.to")


def handover_form(room: RoomPaper, about: About) -> Form:
    """The first person of the sheet hands over to the second."""
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.name"), 3.4),
        Column(zh("form.sheet.model"), 2.6),
        Column(zh("form.sheet.unit"), 1, Kind.MARK),
        Column(zh("form.sheet.book"), 1.2, Kind.MARK),
        Column(zh("form.handover.given"), 1.2, Kind.MARK),
        Column(zh("form.sheet.good"), 1.2, Kind.MARK),
        Column(zh("form.sheet.damaged"), 1.2, Kind.MARK),
        Column(zh("form.sheet.ledger_number"), 2.6),
        Column(zh("form.remark"), 1.8),
    )
    rows = [_row(n, one) for n, one in enumerate(room.groups, 1)]
    found = room.view.discrepancies
    return Form(
        title=zh("form.handover.title"),
        facts=head_facts(about, room.view.sheet),
        text=(zh("form.handover.text", day=about.stocktake.baseline_on),),
        tables=(
            Table(columns, rows, empty=zh("form.sheet.nothing"), size=8.5),
            differences(found, zh("form.handover.open"), zh("form.sheet.agrees")),
        ),
        notes=(zh("form.handover.copies"),),
        signed=(*_teachers(room.view), Signed(label=zh("form.handover.witness"))),
    )


def _row(number: int, one: GroupPaper) -> tuple[Cell, ...]:
    group = one.group
    good = None if group.counted is None else group.counted - group.damaged
    return (
        number,
        group.name,
        some(one.models),
        group.unit,
        group.book,
        group.counted,
        good,
        None if group.counted is None else group.damaged,
        some(one.numbers),
        moved(group),
    )


def _teachers(view: SheetView) -> tuple[Signed, ...]:
    """Both in their order; who has not signed signs on paper, below the name."""
    people = [*view.sheet.person_ids, "", ""][: len(_BOTH)]
    return tuple(_teacher(view, one, key) for one, key in zip(people, _BOTH, strict=True))


def _teacher(view: SheetView, person_id: str, key: str) -> Signed:
    name = view.people.get(person_id, "")
    signed = _standing(view, person_id)
    if signed is None:
        return Signed(label=zh("form.handover.of", label=zh(key), name=name) if name else zh(key))
    name = signer_of(view, signed)
    return Signed(name, minute(signed.effective_at), ink_in(signed), zh(key))


def _standing(view: SheetView, person_id: str) -> SheetSignature | None:
    """The last of a person's that was not withdrawn."""
    own = [one for one in view.signatures if one.author_id == person_id and not one.withdrawn_by]
    return own[-1] if own else None
