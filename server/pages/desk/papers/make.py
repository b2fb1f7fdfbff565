"""Each form from the records: what is read for it, and the paper it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from itertools import chain

from server.domain.route import RoutePurpose
from server.domain.school_day import school_day
from server.pages.desk.papers.asked import Asked
from server.pages.desk.papers.extinguisher_form import archive_form, card_form
from server.pages.desk.papers.finding_form import findings_form
from server.pages.desk.papers.fire_form import daily_form, monthly_forms
from server.pages.desk.papers.hygiene_form import hygiene_form
from server.pages.desk.papers.month_form import month_forms
from server.pages.desk.papers.round_form import overview_form, sheet_form, stops_form
from server.pages.desk.papers.words import countersigner_of, minute, period, walkers_of, zh
from server.reports.forms.document import Form, Paper
from server.services.extinguishers import get_extinguisher
from server.services.extinguishers_card import checks_of, extinguisher_archive, services_of
from server.services.findings_counts import findings_between
from server.services.forms_fire import fire_book
from server.services.forms_hygiene import hygiene_table
from server.services.forms_rounds import begun_rounds, one_round, round_sheets, signed_rounds
from server.services.rounds_due import RoundSummary
from server.services.school import the_school
from server.web.database import db

_DAY = timedelta(days=1)


def paper_of(asked: Asked, at: datetime, *, as_book: bool) -> Paper:
    """``as_book``: for a workbook, where many rounds stand in one table. Raises NotFound for a
    card of what is no extinguisher, and for a round without records."""
    maker = _Maker(asked, at, as_book=as_book)
    title = zh(f"form.{asked.form}.title")
    is_pack = asked.form == "pack"
    return Paper(
        title=title,
        school=maker.school,
        head=zh("form.head", school=maker.school, title=title, period=maker.period),
        page=zh("form.page", page="{page}"),
        pages=zh("form.pages", pages="{pages}"),
        forms=maker.forms(),
        contents=zh("form.contents") if is_pack else "",
        cover=maker.cover() if is_pack else (),
    )


class _Maker:
    def __init__(self, asked: Asked, at: datetime, *, as_book: bool) -> None:
        self._asked, self._at, self._as_book = asked, at, as_book
        self._round = one_round(db.session, asked.round_id, at) if asked.round_id else None
        self._first, self._last = asked.first, asked.last
        if self._round:
            self._first = self._last = self._round.day
        self.school = the_school(db.session).name
        self.period = period(self._first, self._last)

    def forms(self) -> list[Form]:
        return _FORMS[self._asked.form](self)

    def cover(self) -> tuple[str, ...]:
        return (
            self.period,
            zh("form.pack.printed", at=minute(self._at)),
            zh("form.pack.kept"),
        )

    @property
    def _facts(self) -> tuple[str, ...]:
        return (zh("form.facts", school=self.school, period=self.period),)

    @property
    def _school_line(self) -> str:
        return zh("form.school", school=self.school)

    def _rounds(self) -> list[RoundSummary]:
        return begun_rounds(db.session, self._first, self._last, self._at, self._asked.route_id)

    def records(self) -> list[Form]:
        """Of one round its sheet; of some days the list of rounds, then the sheets."""
        rounds = [self._round] if self._round else self._rounds()
        sheets = round_sheets(db.session, rounds)
        if self._as_book:
            return [stops_form(sheets, zh("form.records.title"), self._facts)]
        drawn = [
            sheet_form(sheet, self._school_line, follows=n > 0) for n, sheet in enumerate(sheets)
        ]
        return drawn if self._round else [self._overview(rounds), *drawn]

    def _overview(self, rounds: list[RoundSummary]) -> Form:
        signed = signed_rounds(db.session, [one.round_id for one in rounds if one.round_id])
        cells = {
            one.round_id: (walkers_of(signed[one.round_id]), countersigner_of(one))
            for one in rounds
            if one.round_id in signed
        }
        return overview_form(rounds, cells, zh("form.overview.title"), self._facts)

    def overview(self) -> list[Form]:
        return [self._overview(self._rounds())]

    def fire_daily(self) -> list[Form]:
        daily = RoutePurpose.FIRE_DAILY
        book = fire_book(db.session, daily, self._first, self._last, self._at)
        return [daily_form(book, zh("form.fire_daily.title"), self._facts)]

    def fire_monthly(self) -> list[Form]:
        """Whole months: their rounds begin on the first day."""
        first = self._first.replace(day=1)
        book = fire_book(db.session, RoutePurpose.FIRE_MONTHLY, first, self._last, self._at)
        return monthly_forms(book, zh("form.fire_monthly.title"), self._facts)

    def month(self) -> list[Form]:
        first, last = self._first.replace(day=1), _month_end(self._last)
        rounds = begun_rounds(db.session, first, last, self._at, self._asked.route_id)
        return month_forms(rounds, first, last, self._school_line)

    def findings(self) -> list[Form]:
        today = school_day(self._at)
        stories = findings_between(db.session, self._first, self._last, today)
        return [findings_form(stories, zh("form.findings.title"), self._facts)]

    def hygiene(self) -> list[Form]:
        found = hygiene_table(db.session, self._first, self._last)
        return [hygiene_form(found, zh("form.hygiene.title"), self._facts)]

    def archive(self) -> list[Form]:
        """The archive is as of today, whatever the period."""
        facts = (zh("form.facts", school=self.school, period=school_day(self._at)),)
        return [archive_form(extinguisher_archive(db.session), zh("form.archive.title"), facts)]

    def card(self) -> list[Form]:
        bottle = get_extinguisher(db.session, self._asked.asset_id, school_day(self._at))
        checks = checks_of(db.session, bottle.asset)
        return [
            card_form(bottle, checks, services_of(db.session, bottle.asset.id), self._school_line)
        ]

    def pack(self) -> list[Form]:
        """What inspectors ask for first stands first."""
        parts = (
            self.fire_daily,
            self.fire_monthly,
            self.archive,
            self.findings,
            self.month,
            self.overview,
        )
        return list(chain.from_iterable(part() for part in parts))


_FORMS: Mapping[str, Callable[[_Maker], list[Form]]] = {
    "records": _Maker.records,
    "fire_daily": _Maker.fire_daily,
    "fire_monthly": _Maker.fire_monthly,
    "month": _Maker.month,
    "findings": _Maker.findings,
    "hygiene": _Maker.hygiene,
    "archive": _Maker.archive,
    "card": _Maker.card,
    "pack": _Maker.pack,
}


def _month_end(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY
