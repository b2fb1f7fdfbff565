"""One round in words: what was recorded, when, and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from server.domain.school_day import SCHOOL_ZONE, school_day
from server.records import Inspection, Person, RoundEnding
from server.services.records_list import RecordRow
from server.services.rounds_due import RoundSummary
from server.services.rounds_due_detail import RoundDetail, StopDetail, Unscanned
from server.web.database import db


@dataclass(frozen=True)
class ShownRecord:
    """``at`` and ``scanned`` as times of the school; ``is_late``: made after the grace (补录)."""

    row: RecordRow
    at: str
    scanned: str
    is_late: bool


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
    writer = _Writer(detail.summary)
    return ShownRound(
        summary=detail.summary,
        stops=tuple(writer.stop(stop) for stop in detail.stops),
        finds=tuple(writer.record(row) for row in detail.finds),
        endings=tuple(_ending(ending) for ending in detail.endings),
        names={stop.asset_id or stop.place_id or "": stop.name for stop in detail.stops},
    )


class _Writer:
    """Writes times without the day that lie on the one day of the round."""

    def __init__(self, summary: RoundSummary) -> None:
        self._late_from = summary.grace_ends_at
        is_one_day = school_day(summary.starts_at) == school_day(summary.ends_at)
        self._plain_day = summary.day if is_one_day else None

    def stop(self, stop: StopDetail) -> ShownStop:
        return ShownStop(
            stop,
            tuple(self.record(row) for row in stop.records),
            tuple(self._unscanned(one) for one in stop.unscanned),
        )

    def record(self, row: RecordRow) -> ShownRecord:
        seen = row.inspection
        return ShownRecord(
            row=row,
            at=self._time(seen.effective_at),
            scanned=self._time(_scanned_at(seen)),
            is_late=seen.effective_at > self._late_from,
        )

    def _unscanned(self, one: Unscanned) -> ShownUnscanned:
        at = one.row.effective_at
        return ShownUnscanned(one, self._time(at), at > self._late_from)

    def _time(self, at: datetime | None) -> str:
        if at is None:
            return ""
        form = "%H:%M:%S" if school_day(at) == self._plain_day else "%m-%d %H:%M:%S"
        return at.astimezone(SCHOOL_ZONE).strftime(form)


def _scanned_at(seen: Inspection) -> datetime | None:
    """Told by the phone's own clock, like ``observed_at``: corrected as that was."""
    if seen.scanned_at is None:
        return None
    return seen.scanned_at + (seen.effective_at - seen.observed_at)


def _ending(ending: RoundEnding) -> ShownEnding:
    signature = ending.signature
    people = (db.session.get(Person, one) for one in ending.companions)
    return ShownEnding(
        ending,
        companions=tuple(person.name for person in people if person),
        box=f"0 0 {signature['width']} {signature['height']}",
        lines=tuple(stroke_points(stroke) for stroke in signature["strokes"]),
    )


def stroke_points(stroke: list[int]) -> str:
    """``x,y x,y``; a dot is drawn as a line of no length."""
    pairs = [f"{x},{y}" for x, y in zip(stroke[::2], stroke[1::2], strict=False)]
    return " ".join(pairs if len(pairs) > 1 else pairs * 2)
