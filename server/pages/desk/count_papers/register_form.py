"""班级财产登记表 with the 财产责任书 behind it."""

from __future__ import annotations

from collections.abc import Sequence

from server.pages.desk.count_papers.count_form import moved
from server.pages.desk.count_papers.sheet_words import (
    About,
    differences,
    head_facts,
    seal,
    signatures,
    some,
)
from server.pages.desk.papers.words import joined, place_words, zh
from server.reports.forms.document import Cell, Column, Form, Kind, Signed, Table
from server.services.forms_sheets import GroupPaper, RoomPaper

_CLAUSES = 6


def register_forms(room: RoomPaper, about: About) -> tuple[Form, Form]:
    """The register and the promise, which is printed on a page of its own."""
    return _register(room, about), _promise(room, about)


def _register(room: RoomPaper, about: About) -> Form:
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.sheet.name"), 3.2),
        Column(zh("form.sheet.model"), 2.4),
        Column(zh("form.sheet.unit"), 1, Kind.MARK),
        Column(zh("form.sheet.book"), 1.1, Kind.MARK),
        Column(zh("form.sheet.counted"), 1.1, Kind.MARK),
        Column(zh("form.sheet.damaged"), 1.1, Kind.MARK),
        Column(zh("form.sheet.unit_price"), 2, Kind.MONEY),
        Column(zh("form.sheet.amount"), 2.2, Kind.MONEY),
        Column(zh("form.sheet.ledger_number"), 2.6),
        Column(zh("form.remark"), 1.6),
    )
    groups = [one for one in room.groups if one.lines]
    rows = [_row(n, one) for n, one in enumerate(groups, 1)]
    title = "form.register.class" if room.view.sheet.class_name else "form.register.room"
    return Form(
        title=zh(title),
        facts=head_facts(about, room.view.sheet),
        tables=(
            Table(columns, rows, empty=zh("form.sheet.nothing"), size=8.5),
            _codes(room, groups),
        ),
        signed=(*signatures(room.view, "form.register.responsible"), *_offices()),
    )


def _row(number: int, one: GroupPaper) -> tuple[Cell, ...]:
    price, amount = one.unit_price, one.amount
    return (
        number,
        one.group.name,
        some(one.models),
        one.group.unit,
        one.group.book,
        one.group.counted,
        one.group.damaged or None,
        price,
        amount,
        some(one.numbers),
        moved(one.group),
    )


def _codes(room: RoomPaper, groups: Sequence[GroupPaper]) -> Table:
    """Which labels there are, to be read without a scanner."""
    columns = (Column(zh("form.sheet.name"), 2), Column(zh("form.sheet.code"), 10))
    found = (
        (one.group.name, [room.codes[it.asset_id] for it in one.lines if it.asset_id in room.codes])
        for one in groups
    )
    rows = [(name, joined(codes, "form.comma")) for name, codes in found if codes]
    heading = zh("form.register.codes") if rows else ""
    return Table(columns, rows, heading, size=8)


def _promise(room: RoomPaper, about: About) -> Form:
    """原有损坏 stands in it, so that nobody is asked for it later."""
    sheet = room.view.sheet
    names = zh("form.comma").join(room.view.people.get(one, "") for one in sheet.person_ids)
    whose = sheet.class_name or place_words(sheet.title)
    day = about.stocktake.baseline_on
    clauses = (zh(f"form.promise.{n}", whose=whose, day=day) for n in range(1, _CLAUSES + 1))
    before = [one for one in room.view.discrepancies if one.cause == "before_takeover"]
    table = differences(before, zh("form.promise.before"), zh("form.promise.no_before"))
    return Form(
        title=zh("form.promise.title"),
        facts=head_facts(about, sheet),
        text=(zh("form.promise.to", whose=whose, names=names or zh("form.promise.line")), *clauses),
        tables=(table,),
        notes=(zh("form.promise.copies"),),
        signed=(*signatures(room.view, "form.register.responsible"), *_offices()),
    )


def _offices() -> tuple[Signed, Signed]:
    return Signed(label=zh("form.sheet.office")), seal()
