"""差异报告: everything that did not agree in a count, its value and what was decided."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from server.domain.settlement import Side
from server.pages.desk.count_papers.sheet_words import About, more_or_less, seal, some
from server.pages.desk.papers.words import joined, place_words, zh
from server.reports.forms.document import Cell, Column, Form, Kind, Signed, Table
from server.services.forms_discrepancies import Report, ReportRow

_MOST_ROOMS = 40


def report_form(report: Report, about: About) -> Form:
    name = zh("form.sheet.count", name=about.stocktake.name)
    baseline = zh("form.sheet.baseline", day=about.stocktake.baseline_on)
    return Form(
        title=zh("form.report.title"),
        facts=(
            joined((zh("form.school", school=about.school), name, baseline), "form.gap"),
            zh("form.report.rooms", rooms=len(report.sheets), done=report.countersigned),
        ),
        tables=(_summary(report), _list(report.rows)),
        notes=tuple(_notes(report)),
        signed=(
            Signed(label=zh("form.report.office")),
            Signed(label=zh("form.report.accountant")),
            Signed(label=zh("form.report.head")),
            seal(),
        ),
        is_wide=True,
    )


def _summary(report: Report) -> Table:
    columns = (
        Column(zh("form.sheet.difference"), 2, Kind.MARK),
        Column(zh("form.report.items"), 2, Kind.MARK),
        Column(zh("form.report.pieces"), 2, Kind.MARK),
        Column(zh("form.report.amount"), 3, Kind.MARK),
        Column(zh("form.report.decided"), 3, Kind.MARK),
        Column(zh("form.report.done"), 3, Kind.MARK),
    )
    rows = [_summary_row(side, report.of_side(side)) for side in Side]
    return Table(columns, rows, zh("form.report.summary"))


def _summary_row(side: Side, rows: Sequence[ReportRow]) -> tuple[Cell, ...]:
    return (
        zh(f"form.side.{side}"),
        len(rows),
        sum(abs(row.quantity) for row in rows),
        f"{sum((row.amount or Decimal(0) for row in rows), Decimal(0)):.2f}",
        sum(row.decision is not None for row in rows),
        sum(row.is_done for row in rows),
    )


def _list(found: Sequence[ReportRow]) -> Table:
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.report.room"), 3.4),
        Column(zh("form.sheet.difference"), 1.3, Kind.MARK),
        Column(zh("form.sheet.name"), 3),
        Column(zh("form.sheet.ledger_number"), 2.4),
        Column(zh("form.sheet.book"), 1.1, Kind.MARK),
        Column(zh("form.sheet.counted"), 1.1, Kind.MARK),
        Column(zh("form.sheet.more_or_less"), 1.1, Kind.MARK),
        Column(zh("form.report.amount"), 1.9, Kind.MARK),
        Column(zh("form.sheet.cause"), 1.8, Kind.MARK),
        Column(zh("form.sheet.words"), 3.2),
        Column(zh("form.report.decision"), 3),
    )
    rows = [_row(n, one) for n, one in enumerate(found, 1)]
    return Table(columns, rows, zh("form.report.list"), zh("form.report.none"), 8.5)


def _row(number: int, one: ReportRow) -> tuple[Cell, ...]:
    room = joined((one.sheet.class_name, place_words(one.sheet.title)), "form.blank")
    photos = zh("form.photos", n=one.photos) if one.photos else ""
    return (
        number,
        room,
        zh(f"form.difference.{one.kind}"),
        joined((one.name, one.model or ""), "form.blank"),
        one.ledger_number or "",
        one.book,
        one.counted,
        more_or_less(one.kind, one.quantity),
        _amount(one),
        zh(f"form.cause.{one.cause}"),
        joined((one.words, photos)),
        _decision(one),
    )


def _amount(one: ReportRow) -> Cell:
    """With a star where it is the average of several pieces."""
    if one.amount is None:
        return ""
    star = zh("form.report.star") if one.basis == "card_average" else ""
    return f"{one.amount:.2f}{star}"


def _decision(one: ReportRow) -> str:
    if not one.is_final:
        return zh("form.report.not_final")
    if one.decision is None:
        return ""
    due = zh("form.report.due", day=one.due_on) if one.due_on and not one.is_done else ""
    done = zh("form.report.is_done") if one.is_done else ""
    return joined((zh(f"form.decision.{one.decision}"), one.responsible or "", due, done))


def _notes(report: Report) -> list[str]:
    waiting = [
        joined((sheet.class_name, place_words(sheet.title)), "form.blank")
        for sheet in report.waiting
    ]
    notes = [zh("form.report.basis")]
    if waiting:
        rooms = some(waiting) if len(waiting) > _MOST_ROOMS else zh("form.comma").join(waiting)
        notes.append(zh("form.report.waiting", n=len(waiting), rooms=rooms))
    return notes
