"""每日防火巡查记录 and 每月防火检查记录: 公安部61号令 art. 25-27."""

from __future__ import annotations

from collections.abc import Iterator

from server.pages.desk.papers.round_form import handling_of
from server.pages.desk.papers.words import (
    countersigner_of,
    joined,
    labelled,
    minute,
    month_of,
    said_in,
    slot_of,
    state_of,
    walkers_of,
    where_of,
    zh,
)
from server.reports.forms.document import Cell, Column, Form, Kind, Table
from server.services.forms_fire import FireBook, FireRound, Trouble

_SIGNS = {"ok": "√", "abnormal": "×", "not_applicable": "／"}


def daily_form(book: FireBook, title: str, facts: tuple[str, ...]) -> Form:
    """A line a patrol: the points of art. 25, what was found and done, who signed."""
    points = tuple(Column(point.words, 2.3, Kind.MARK) for point in book.points)
    columns = (
        Column(zh("form.day"), 2.1, Kind.DAY),
        Column(zh("form.slot"), 1.7),
        *points,
        Column(zh("form.found_and_done"), 4.6),
        Column(zh("form.walker"), 3),
        Column(zh("form.supervisor"), 3),
    )
    rows = [tuple(_day_row(one, book)) for one in book.rounds]
    table = Table(columns, rows, empty=zh("form.fire.none_daily"), size=8.5)
    legend = (zh("form.fire.signs"), zh("form.fire.daily_law"))
    return Form(title, facts, (table,), legend, is_wide=True)


def monthly_forms(book: FireBook, title: str, facts: tuple[str, ...]) -> list[Form]:
    """A page a check, with a place for the head of the office that was checked (art. 27)."""
    if not book.rounds:
        return [Form(title, facts, (Table((), (), empty=zh("form.fire.none_monthly")),))]
    return [_check_form(one, book, title, facts) for one in book.rounds]


def _day_row(one: FireRound, book: FireBook) -> Iterator[Cell]:
    yield one.summary.day
    yield joined((slot_of(one.summary), one.summary.name), "form.blank")
    for point in book.points:
        yield _SIGNS.get(one.marks.get(point.key, ""), "")
    yield _troubles(one)
    yield walkers_of(one.signed)
    yield countersigner_of(one.summary)


def _troubles(one: FireRound) -> str:
    """A round that nobody walked, or not whole, says so first."""
    state = "" if one.summary.state == "done" else state_of(one.summary)
    return "\n".join([*filter(None, [state]), *(_trouble(found) for found in one.troubles)])


def _trouble(found: Trouble) -> str:
    row = found.row
    return zh("form.trouble", where=where_of(row), words=said_in(row), handling=_handling(found))


def _handling(found: Trouble) -> str:
    """What stands today: the state of the finding, or what was done at once."""
    if found.row.inspection.fixed_on_spot or not found.state:
        return handling_of(found.row)
    return zh(f"desk.finding.state.{found.state}")


def _check_form(one: FireRound, book: FireBook, title: str, facts: tuple[str, ...]) -> Form:
    summary = one.summary
    columns = (
        Column(zh("form.number"), 1, Kind.MARK),
        Column(zh("form.fire.content"), 8),
        Column(zh("form.result"), 2, Kind.MARK),
    )
    rows = [
        (number, point.words, _result(one.marks.get(point.key)))
        for number, point in enumerate(book.points, 1)
    ]
    found = Table(
        (
            Column(zh("form.where"), 4),
            Column(zh("form.what"), 5),
            Column(zh("form.handling"), 2.4),
        ),
        [(where_of(it.row), said_in(it.row), _handling(it)) for it in one.troubles],
        heading=zh("form.fire.troubles"),
        empty=zh("form.fire.no_troubles"),
    )
    about = zh("form.of.route", name=summary.name), zh("form.of.slot", name=slot_of(summary))
    about += (zh("form.of.state", state=state_of(summary)), _when(one))
    return Form(
        title=zh("form.fire.monthly_of", title=title, month=month_of(summary.day)),
        facts=(*facts, joined(about, "form.gap")),
        tables=(Table(columns, rows, empty=zh("form.nothing")), found),
        notes=(zh("form.fire.monthly_law"),),
        signed=(
            *labelled(walkers_of(one.signed), "form.checker"),
            *labelled((), "form.checked_office"),
            *labelled(countersigner_of(summary), "form.supervisor"),
        ),
    )


def _when(one: FireRound) -> str:
    signed = one.signed.endings
    return zh("form.of.checked_at", at=minute(signed[-1].effective_at)) if signed else ""


def _result(answer: str | None) -> str:
    return zh(f"form.answer.{answer or 'none'}")
