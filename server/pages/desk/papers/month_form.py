"""月巡查表: days by slots, in signs that a copy in black and white still shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby

from server.domain.round_state import RoundState
from server.pages.desk.papers.words import joined, local, month_of, slot_of, zh
from server.reports.forms.document import Cell, Column, Form, Kind, Table
from server.services.rounds_due import RoundSummary

_OF_STATE = {
    RoundState.LATE: "form.sign.late",
    RoundState.PARTIAL: "form.sign.partial",
    RoundState.MISSED: "form.sign.missed",
    RoundState.UNKNOWN: "form.sign.unknown",
    RoundState.OPEN: "form.sign.open",
    RoundState.UPCOMING: "form.sign.open",
}


def month_forms(rounds: Sequence[RoundSummary], first: date, last: date, school: str) -> list[Form]:
    """A page a month between ``first`` and ``last``: routes and slots downwards, days across."""
    months = _months(first, last)
    return [_month_form(rounds, month, school) for month in months]


def sign_of(one: RoundSummary) -> str:
    """What stands in a day's field: how the round stands, and whether anything was abnormal."""
    abnormal = zh("form.sign.abnormal") if one.abnormal else ""
    if one.state is RoundState.DONE:
        return abnormal or zh("form.sign.ok")
    return zh(_OF_STATE[one.state]) + abnormal


def _month_form(rounds: Sequence[RoundSummary], month: date, school: str) -> Form:
    days = _days(month)
    columns = (
        Column(zh("form.route_and_slot"), 6.4),
        *(Column(str(day.day), 1, Kind.MARK) for day in days),
    )
    here = [one for one in rounds if (one.day.year, one.day.month) == (month.year, month.month)]
    table = Table(columns, _lines(here, days), empty=zh("form.nothing"), size=8)
    legend = joined(
        (
            zh("form.sign.of", sign=zh(f"form.sign.{name}"), words=zh(f"form.legend.{name}"))
            for name in ("ok", "abnormal", "late", "partial", "missed", "unknown", "open")
        ),
        "form.gap",
    )
    title = zh("form.month.of", month=month_of(month))
    return Form(title, (school,), (table,), (legend, zh("form.month.blank")), is_wide=True)


def _lines(rounds: Sequence[RoundSummary], days: Sequence[date]) -> list[tuple[Cell, ...]]:
    ordered = sorted(rounds, key=_line_of)
    return [
        (joined((name, slot), "form.blank"), *_fields(list(found), days))
        for (name, _, slot, _), found in groupby(ordered, key=_line_of)
    ]


def _line_of(one: RoundSummary) -> tuple[str, str, str, str]:
    """Slots of a route in the order of the day; a night round stands last."""
    clock = f"{local(one.starts_at):%H:%M}" if one.slot_name else "~"
    return one.name, clock, slot_of(one), one.route_id


def _fields(found: Sequence[RoundSummary], days: Sequence[date]) -> list[Cell]:
    of = {one.day: sign_of(one) for one in found}
    return [of.get(day, "") for day in days]


def _days(month: date) -> list[date]:
    return [month + timedelta(n) for n in range(31) if (month + timedelta(n)).month == month.month]


def _months(first: date, last: date) -> list[date]:
    """The first days of the months that ``first``..``last`` touches."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    begun = [first.month - 1 + n for n in range(count)]
    return [date(first.year + n // 12, n % 12 + 1, 1) for n in begun]
