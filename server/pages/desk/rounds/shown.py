"""One round in words: what was recorded, when, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.checklist import answered, read_answers
from server.domain.checklist_item import Item
from server.domain.school_day import SCHOOL_ZONE, school_day
from server.records import Inspection, Person, RoundEnding
from server.services.checklists import ChecklistAsked, checklist_versions
from server.services.records_list import RecordRow
from server.services.rounds_due import RoundSummary
from server.services.rounds_due_detail import RoundDetail, StopDetail, Unscanned
from server.web.database import db
from server.web.messages import request_language

_NO_CHECKLIST = ChecklistAsked("", "", ())


@dataclass(frozen=True)
class ShownAnswer:
    """``answer``: `ok`, `abnormal` or `not_applicable`; ``value`` with its unit, or ""."""

    name: str
    answer: str
    value: str


@dataclass(frozen=True)
class ShownRecord:
    """``at`` and ``scanned`` as times of the school; ``is_late``: made after the grace (补录)."""

    row: RecordRow
    at: str
    scanned: str
    is_late: bool
    answers: tuple[ShownAnswer, ...]
    phrases: tuple[str, ...]


@dataclass(frozen=True)
class ShownUnscanned:
    stop: Unscanned
    at: str
    is_late: bool


@dataclass(frozen=True)
class ShownStop:
    """``records`` and ``unscanned`` oldest first, withdrawn ones among them."""

    stop: StopDetail
    records: tuple[ShownRecord, ...]
    unscanned: tuple[ShownUnscanned, ...]

    @property
    def _standing(self) -> list[RecordRow]:
        return [one.row for one in self.records if not one.row.inspection.withdrawn_by]

    @property
    def photo(self) -> str:
        """Of the photo asked for by a spot check: `came`, `missing`, or "" where none was asked
        for or nothing was recorded."""
        if not self.stop.photo_asked or not self._standing:
            return ""
        return "came" if any(row.photos for row in self._standing) else "missing"

    @property
    def state(self) -> str:
        """`abnormal`, `ok`, `unscanned` or `left`, by what stands."""
        results = {row.inspection.result for row in self._standing}
        if results:
            return "ok" if results == {"ok"} else "abnormal"
        scanned_not = any(not one.stop.row.withdrawn_by for one in self.unscanned)
        return "unscanned" if scanned_not else "left"


@dataclass(frozen=True)
class ShownEnding:
    """A walker's signature: ``lines`` are the points of each stroke as SVG takes them."""

    ending: RoundEnding
    companions: tuple[str, ...]
    box: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ShownRound:
    summary: RoundSummary
    stops: tuple[ShownStop, ...]
    finds: tuple[ShownRecord, ...]
    endings: tuple[ShownEnding, ...]
    names: Mapping[str, str]


def shown_round(detail: RoundDetail) -> ShownRound:
    """``names``: of the stops' things, by id, for the reasons that name them."""
    asked = checklist_versions(db.session, _checklists(detail))
    writer = _Writer(detail.summary, asked)
    return ShownRound(
        summary=detail.summary,
        stops=tuple(writer.stop(stop) for stop in detail.stops),
        finds=tuple(writer.record(row) for row in detail.finds),
        endings=tuple(_ending(ending) for ending in detail.endings),
        names={stop.asset_id or stop.place_id or "": stop.name for stop in detail.stops},
    )


class _Writer:
    """Writes times of a round that lies on one day without the day."""

    def __init__(
        self, summary: RoundSummary, asked: Mapping[tuple[str, int], ChecklistAsked]
    ) -> None:
        self._late_from = summary.grace_ends_at
        self._asked = asked
        is_one_day = school_day(summary.starts_at) == school_day(summary.ends_at)
        self._form = "%H:%M:%S" if is_one_day else "%m-%d %H:%M:%S"

    def stop(self, stop: StopDetail) -> ShownStop:
        return ShownStop(
            stop,
            tuple(self.record(row) for row in stop.records),
            tuple(self._unscanned(one) for one in stop.unscanned),
        )

    def record(self, row: RecordRow) -> ShownRecord:
        seen = row.inspection
        key = (seen.checklist_id or "", seen.checklist_version or 0)
        items = self._asked.get(key, _NO_CHECKLIST).items
        return ShownRecord(
            row=row,
            at=self._time(seen.effective_at),
            scanned=self._time(_scanned_at(seen)),
            is_late=seen.effective_at > self._late_from,
            answers=_answers(items, seen.answers),
            phrases=_phrases(items, seen),
        )

    def _unscanned(self, one: Unscanned) -> ShownUnscanned:
        at = one.row.effective_at
        return ShownUnscanned(one, self._time(at), at > self._late_from)

    def _time(self, at: datetime | None) -> str:
        return at.astimezone(SCHOOL_ZONE).strftime(self._form) if at else ""


def _scanned_at(seen: Inspection) -> datetime | None:
    """Told by the phone's own clock, like ``observed_at``: corrected as that was."""
    if seen.scanned_at is None:
        return None
    return seen.scanned_at + (seen.effective_at - seen.observed_at)


def _answers(
    items: tuple[Item, ...], stored: Iterable[Mapping[str, Any]]
) -> tuple[ShownAnswer, ...]:
    pairs = answered(items, read_answers(stored))
    return tuple(
        ShownAnswer(_said(item), given.answer.value, _value(item, given.value))
        for item, given in pairs
    )


def _value(item: Item, value: str | None) -> str:
    if value is None:
        return ""
    choice = next((choice for choice in item.choices if choice.key == value), None)
    return _said(choice) if choice else f"{value} {item.unit}".strip()


def _phrases(items: tuple[Item, ...], seen: Inspection) -> tuple[str, ...]:
    """The tapped phrases in words: of the kind, or of a checklist's item as ``item:phrase``."""
    known = {f"{item.key}:{one.key}": _said(one) for item in items for one in item.phrases}
    if seen.asset is not None:
        known |= {one["key"]: one[request_language()] for one in seen.asset.kind.phrases}
    return tuple(known.get(key, key) for key in seen.phrases)


def _said(named: Any) -> str:
    """What has a name in both languages, in the reader's."""
    return str(named.zh if request_language() == "zh" else named.en)


def _checklists(detail: RoundDetail) -> list[tuple[str, int]]:
    rows = [row for stop in detail.stops for row in stop.records] + list(detail.finds)
    seen = (row.inspection for row in rows)
    return [(one.checklist_id, one.checklist_version or 0) for one in seen if one.checklist_id]


def _ending(ending: RoundEnding) -> ShownEnding:
    signature = ending.signature
    people = (db.session.get(Person, one) for one in ending.companions)
    return ShownEnding(
        ending,
        companions=tuple(person.name for person in people if person),
        box=f"0 0 {signature['width']} {signature['height']}",
        lines=tuple(_points(stroke) for stroke in signature["strokes"]),
    )


def _points(stroke: list[int]) -> str:
    """``x,y x,y``; a dot is drawn as a line of no length."""
    pairs = [f"{x},{y}" for x, y in zip(stroke[::2], stroke[1::2], strict=False)]
    return " ".join(pairs if len(pairs) > 1 else pairs * 2)
