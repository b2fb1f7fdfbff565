"""巡查记录表: every stop of a round, or of the rounds of some days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from server.domain.evidence import FlagKey
from server.pages.desk.papers.words import (
    countersigner_of,
    joined,
    labelled,
    local,
    minute,
    said_in,
    slot_of,
    state_of,
    thing_at,
    walkers_of,
    where_of,
    zh,
)
from server.reports.forms.document import Cell, Column, Form, Kind, Table
from server.services.forms_rounds import RoundSheet, StopLine
from server.services.records_list import RecordRow
from server.services.rounds_due import RoundSummary

Row = tuple[Cell, ...]
_SCANNED = frozenset({"camera", "door"})


def sheet_form(sheet: RoundSheet, school: str, *, follows: bool) -> Form:
    """One round as it is filed: stops, unplanned finds, reasons, signatures with their times."""
    one = sheet.summary
    tables = [Table(_columns(one), list(_stop_rows(sheet)))]
    if sheet.finds:
        finds = [_find_row(row, one) for row in sheet.finds]
        tables.append(Table(_columns(one), finds, heading=zh("form.round.finds")))
    return Form(
        title=zh("form.round.title"),
        facts=(school, *_facts(one)),
        tables=tuple(tables),
        notes=tuple(_reasons(sheet)),
        signed=(
            *labelled(walkers_of(sheet.signed), "form.walker"),
            *labelled(countersigner_of(one), "form.countersigner"),
        ),
        follows=follows,
    )


def stops_form(sheets: Iterable[RoundSheet], title: str, facts: tuple[str, ...]) -> Form:
    """All stops of all rounds in one table, for a workbook."""
    columns = (
        Column(zh("form.day"), 1.6, Kind.DAY),
        Column(zh("form.slot"), 1.4),
        Column(zh("form.route"), 2),
        *_columns(None),
        Column(zh("form.walker"), 1.6),
        Column(zh("form.signed_at"), 2.2, Kind.MOMENT),
        Column(zh("form.countersigner"), 1.6),
        Column(zh("form.countersigned_at"), 2.2, Kind.MOMENT),
    )
    rows = [row for sheet in sheets for row in _long_rows(sheet)]
    return Form(title, facts, (Table(columns, rows, empty=zh("form.nothing")),), is_wide=True)


def overview_form(
    rounds: Sequence[RoundSummary],
    signed: dict[str, tuple[Cell, Cell]],
    title: str,
    facts: tuple[str, ...],
) -> Form:
    """A line a round, also of those nobody walked. ``signed``: by round id, the cells of the
    walkers and of the countersigner."""
    columns = (
        Column(zh("form.day"), 2, Kind.DAY),
        Column(zh("form.slot"), 1.8),
        Column(zh("form.route"), 2.6),
        Column(zh("form.due"), 1, Kind.MARK),
        Column(zh("form.done"), 1, Kind.MARK),
        Column(zh("form.abnormal"), 1, Kind.MARK),
        Column(zh("form.fixed"), 1.2, Kind.MARK),
        Column(zh("form.unscanned"), 1.2, Kind.MARK),
        Column(zh("form.late"), 1, Kind.MARK),
        Column(zh("form.state"), 2, Kind.MARK),
        Column(zh("form.walker"), 3.6),
        Column(zh("form.countersigner"), 3.2),
    )
    rows = [_overview_row(one, signed.get(one.round_id or "", ((), ()))) for one in rounds]
    table = Table(columns, rows, empty=zh("form.nothing"))
    return Form(title, facts, (table,), is_wide=True)


def _overview_row(one: RoundSummary, signed: tuple[Cell, Cell]) -> Row:
    counts = (one.abnormal, one.fixed, one.unscanned, one.late_entries)
    return (
        one.day,
        slot_of(one),
        one.name,
        one.stops,
        one.done,
        *(count or None for count in counts),
        state_of(one),
        *signed,
    )


def _facts(one: RoundSummary) -> tuple[str, ...]:
    window = zh("form.period", first=minute(one.starts_at), last=_end_of(one))
    counted = ("done", one.done), ("abnormal", one.abnormal), ("fixed", one.fixed)
    counted += ("unscanned", one.unscanned), ("late", one.late_entries), ("finds", one.finds)
    numbers = (zh(f"form.count.{name}", n=n) for name, n in counted if n or name == "done")
    about = (
        zh("form.of.route", name=one.name),
        zh("form.of.purpose", name=zh(f"desk.route.purpose.{one.purpose}")),
        zh("form.of.slot", name=slot_of(one)),
        zh("form.of.window", window=window),
    )
    state = zh("form.of.state", state=state_of(one))
    counts = zh("form.comma").join([zh("form.count.stops", n=one.stops), *numbers])
    return joined(about, "form.gap"), joined((state, counts), "form.gap")


def _end_of(one: RoundSummary) -> str:
    """With its day only where it is another."""
    end = local(one.ends_at)
    same = end.date() == local(one.starts_at).date()
    return f"{end:%H:%M}" if same else minute(one.ends_at)


def _columns(one: RoundSummary | None) -> tuple[Column, ...]:
    """A round within one night needs no days."""
    short = one is not None and (one.ends_at - one.starts_at).total_seconds() <= 24 * 3600
    return (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.stop"), 4.6),
        Column(zh("form.time"), 1.8, Kind.CLOCK if short else Kind.MOMENT),
        Column(zh("form.result"), 1.5, Kind.MARK),
        Column(zh("form.what"), 4.2),
        Column(zh("form.handling"), 2.2),
        Column(zh("form.remark"), 2.4),
    )


def _long_rows(sheet: RoundSheet) -> Iterator[Row]:
    one, endings = sheet.summary, sheet.signed.endings
    names = zh("form.comma").join(ending.author.name for ending in endings)
    by = one.countersigned
    tail = (
        names,
        local(endings[-1].effective_at) if endings else None,
        by.name if by else "",
        local(by.at) if by else None,
    )
    finds = (_find_row(row, one) for row in sheet.finds)
    for row in chain(_stop_rows(sheet), finds):
        yield (one.day, slot_of(one), one.name, *row, *tail)


def _stop_rows(sheet: RoundSheet) -> Iterator[Row]:
    for number, stop in enumerate(sheet.stops, 1):
        for n, row in enumerate(_rows_of(stop, sheet.summary)):
            yield (number if n == 0 else None, *row)


def _rows_of(stop: StopLine, one: RoundSummary) -> Iterator[Row]:
    """What stands; what was withdrawn shows as a remark."""
    name = _stop_name(stop)
    standing = [row for row in stop.records if not row.inspection.withdrawn_by]
    corrected = len(standing) < len(stop.records)
    for row in standing:
        yield (name, *_record_cells(row, one, corrected=corrected))
    for passed in stop.unscanned:
        why = zh(f"desk.round.why.{passed.why}")
        at, result = local(passed.effective_at), zh("form.unscanned")
        yield (name, at, result, joined((why, passed.words)), "", _late(passed.effective_at, one))
    if not standing and not stop.unscanned:
        remark = zh("form.corrected") if corrected else ""
        yield (name, None, zh("form.left"), "", "", remark)


def _stop_name(stop: StopLine) -> str:
    if not stop.name:
        return zh("desk.round.thing_gone")
    return thing_at(stop.where, stop.name, stop.number)


def _find_row(row: RecordRow, one: RoundSummary) -> Row:
    return (zh("form.find"), where_of(row), *_record_cells(row, one, corrected=False))


def _record_cells(row: RecordRow, one: RoundSummary, *, corrected: bool) -> Row:
    seen = row.inspection
    withdrawn = corrected or seen.withdrawn_by is not None
    how = "" if seen.how in _SCANNED else zh(f"desk.round.how.{seen.how}")
    photos = zh("form.photos", n=len(row.photos)) if row.photos else ""
    late = _late(seen.effective_at, one)
    remarks = (late, zh("form.corrected") if withdrawn else "", how, photos)
    return (
        local(seen.effective_at),
        zh(f"result.{seen.result}"),
        said_in(row),
        handling_of(row),
        joined(remarks),
    )


def handling_of(row: RecordRow) -> str:
    """What became at once of something abnormal."""
    seen = row.inspection
    if seen.result == "ok":
        return ""
    done = zh("form.fixed") if seen.fixed_on_spot else zh("form.reported")
    return joined((done, zh("form.major") if seen.level == "major" else ""))


def _late(at: datetime, one: RoundSummary) -> str:
    return zh("form.late") if at > one.grace_ends_at else ""


def _flag_of(key: str) -> str:
    """A newer phone may name a flag that is not known here."""
    return zh(f"desk.round.flag.{key}") if key in set(FlagKey) else key


def _reasons(sheet: RoundSheet) -> Iterator[str]:
    """What the walker said to what the times say, and the countersigner's words."""
    for ending in sheet.signed.endings:
        for said in ending.reasons:
            names = zh("form.comma").join(sheet.names.get(one, "") for one in said["stops"])
            reason = zh(f"desk.round.reason.{said['reason']}")
            flag = _flag_of(said["flag"])
            words = joined((reason, said["words"]))
            yield zh("form.round.reason", flag=flag, stops=names, words=words)
    if sheet.signed.words:
        yield zh("form.round.countersigned", words=sheet.signed.words)
