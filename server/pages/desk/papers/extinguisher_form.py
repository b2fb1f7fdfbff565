"""灭火器档案 (公安部61号令 art. 29) and 检查记录卡."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from server.pages.desk.papers.words import joined, local, place_words, zh
from server.records import ExtinguisherService
from server.reports.forms.document import Cell, Column, Form, Kind, Table
from server.services.extinguishers import Bottle
from server.services.extinguishers_card import ArchiveRow, Check

_SIGNS = {"ok": "√", "abnormal": "×"}


def archive_form(found: Sequence[ArchiveRow], title: str, facts: tuple[str, ...]) -> Form:
    """A line an extinguisher; how many of each type above."""
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.bottle.number"), 2.4),
        Column(zh("form.bottle.kind"), 3.2),
        Column(zh("form.bottle.quantity"), 1, Kind.MARK),
        Column(zh("form.bottle.position"), 4.6),
        Column(zh("form.bottle.made_on"), 2.2, Kind.DAY),
        Column(zh("form.bottle.serviced_by"), 3.4),
        Column(zh("form.bottle.serviced_on"), 2.2, Kind.DAY),
        Column(zh("form.bottle.agent_on"), 2.2, Kind.DAY),
    )
    rows = [_archive_row(n, row) for n, row in enumerate(found, 1)]
    table = Table(columns, rows, empty=zh("form.bottle.none"))
    kinds = Counter[str]()
    for row in found:
        kinds[row.kind.name_zh] += row.asset.quantity
    counts = zh("form.comma").join(zh("form.bottle.of_kind", kind=k, n=n) for k, n in kinds.items())
    law = (zh("form.bottle.law"),)
    about = tuple(filter(None, (*facts, counts)))
    return Form(title, about, (table,), law, is_wide=True)


def card_form(
    bottle: Bottle, checks: Iterable[Check], services: Iterable[ExtinguisherService], school: str
) -> Form:
    """One bottle's card: its facts, its checks and its services, newest first."""
    asset = bottle.asset
    pressure = "weight" if asset.kind_id == "fire_extinguisher_co2" else "pressure"
    columns = (
        Column(zh("form.bottle.checked_at"), 2.6, Kind.MOMENT),
        Column(zh("form.bottle.appearance"), 1.6, Kind.MARK),
        Column(zh(f"form.bottle.{pressure}"), 1.6, Kind.MARK),
        Column(zh("form.remark"), 5),
        Column(zh("form.checker"), 2.4),
    )
    rows = [_check_row(check) for check in checks]
    return Form(
        title=zh("form.bottle.card"),
        facts=(school, *_card_facts(bottle)),
        tables=(
            Table(columns, rows, zh("form.bottle.checks"), zh("form.nothing")),
            Table(
                _service_columns(),
                [_service_row(one) for one in services],
                zh("form.bottle.services"),
                zh("form.bottle.no_services"),
            ),
        ),
        legend=(zh("form.bottle.signs"),),
    )


def _archive_row(number: int, row: ArchiveRow) -> tuple[Cell, ...]:
    asset, service = row.asset, row.service
    return (
        number,
        asset.ledger_number or "",
        joined((row.kind.name_zh, asset.model or ""), "form.blank"),
        asset.quantity,
        place_words(row.position),
        asset.manufactured_on or zh("extinguisher.state.unknown"),
        joined((service.company, service.technician), "form.blank") if service else "",
        asset.serviced_on,
        row.agent_replaced_on,
    )


def _card_facts(bottle: Bottle) -> tuple[str, ...]:
    asset, outlook = bottle.asset, bottle.outlook
    named = joined((asset.ledger_number or "", asset.name), "form.blank")
    kind = joined((asset.kind.name_zh, asset.model or ""), "form.blank")
    place = place_words(bottle.place.path) if bottle.place else ""
    made = _day(asset.manufactured_on) or zh("extinguisher.state.unknown")
    values = (
        ("number", named),
        ("kind", kind),
        ("position", place),
        ("made_on", made),
        ("serviced_on", _day(asset.serviced_on)),
        ("next_on", _day(outlook.next_service_on)),
        ("scrap_on", _day(outlook.scrap_on)),
    )
    known = [
        zh("form.bottle.fact", name=zh(f"form.bottle.{name}"), value=value)
        for name, value in values
        if value
    ]
    return joined(known[:3], "form.gap"), joined(known[3:], "form.gap")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _check_row(check: Check) -> tuple[Cell, ...]:
    seen = check.inspection
    return (
        local(seen.effective_at),
        _SIGNS.get(check.marks.appearance, ""),
        _SIGNS.get(check.marks.pressure, ""),
        joined([*(one["zh"] for one in check.said), seen.words]),
        seen.author.name,
    )


def _service_columns() -> tuple[Column, ...]:
    return (
        Column(zh("form.bottle.sent_on"), 2.2, Kind.DAY),
        Column(zh("form.bottle.returned_on"), 2.2, Kind.DAY),
        Column(zh("form.bottle.serviced_by"), 4),
        Column(zh("form.bottle.agent_on"), 2.2, Kind.DAY),
        Column(zh("form.remark"), 3),
    )


def _service_row(one: ExtinguisherService) -> tuple[Cell, ...]:
    outcome = zh(f"desk.extinguisher.outcome.{one.outcome}") if one.outcome else ""
    by = joined((one.company, one.technician), "form.blank")
    return one.sent_on, one.returned_on, by, one.agent_replaced_on, joined((outcome, one.note))
