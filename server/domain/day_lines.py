"""Holidays and make-up days as people write them: one or several days a line, and a word.

Read are 「10-01 至 10-08 国庆」, 「10-10 上班」, 「10月10日、11日补课」 and the lines of the State
Council's holiday notice (「国庆节：10月1日（周四）至8日（周四）放假调休，共8天。」). A day without
a year is the first such day in the school year. A line that says 上班, 上课, 补课, 补班 or "school"
makes days with school, every other line holidays.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from server.domain.problems_calendar import (
    DayLineOutsideYear,
    DayLineUnreadable,
    DayNameTooLong,
    DaySpanInvalid,
)
from server.domain.school_calendar import SpecialDay

MOST_SPAN = 120
MOST_NAME = 40
_DAY = timedelta(days=1)

_DATE = r"(?:(?P<{0}y>\d{{4}})\s*[-/.年]\s*)?(?P<{0}m>\d{{1,2}})\s*[-/.月]\s*(?P<{0}d>\d{{1,2}})"
_SPAN = re.compile(
    r"(?<![\d\-/.])"
    + _DATE.format("a")
    + r"\s*[日号]?(?:\s*(?:至|到|~|—+|–|-|to|until)\s*(?:"
    + _DATE.format("b")
    + r"\s*[日号]?|(?P<day>\d{1,2})\s*[日号]))?(?!\s*[-/.~]\s*\d|\d)"
)
_MORE_DAYS = re.compile(r"(?P<month>\d{1,2}月)(?P<day>\d{1,2}日)[、,](?=\d{1,2}日)")
_BRACKETS = re.compile(r"\([^)]*\)")
_SEGMENTS = re.compile(r"[;。]")
_SCHOOL = re.compile(r"(?<![不停])(?<!停止)(?:上班|上课|补课|补班)|school|make-?up", re.IGNORECASE)
_NO_SCHOOL = re.compile(r"\bno school\b", re.IGNORECASE)
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、")
_FILLER = re.compile(r"放假(?:调休)?|共\s*\d+\s*天")
_EDGES = " ,、:·-—"


class Lines(NamedTuple):
    """The words of a language that a list of days is written with."""

    to: str
    school: str


@dataclass(frozen=True)
class _Piece:
    """A sentence of a line; ``line`` counts from 1."""

    line: int
    words: str


def read_day_lines(text: str, first: date, last: date) -> tuple[SpecialDay, ...]:
    """The days that ``text`` names, each once, in order; a later line wins over an earlier one.
    All must lie in ``first``..``last``, the school year.

    Raises DayLineUnreadable, DayLineOutsideYear, DaySpanInvalid, DayNameTooLong.
    """
    found: dict[date, SpecialDay] = {}
    for piece in _pieces(text):
        for special in _days_of(piece, first, last):
            found[special.day] = special
    return tuple(found[day] for day in sorted(found))


def write_day_lines(days: Iterable[SpecialDay], words: Lines) -> str:
    """One line for each run of days that follow each other and are alike; ``read_day_lines`` reads
    it back."""
    return "\n".join(_line(run, words) for run in runs_of(days))


class Run(NamedTuple):
    """Days that follow each other and are alike."""

    first: SpecialDay
    last: SpecialDay


def runs_of(days: Iterable[SpecialDay]) -> list[Run]:
    """``days`` by runs, oldest first."""
    runs: list[Run] = []
    for special in sorted(days, key=lambda one: one.day):
        if runs and _continues(runs[-1].last, special):
            runs[-1] = Run(runs[-1].first, special)
        else:
            runs.append(Run(special, special))
    return runs


def _continues(before: SpecialDay, after: SpecialDay) -> bool:
    alike = (before.has_school, before.name) == (after.has_school, after.name)
    return alike and after.day - before.day == _DAY


def _line(run: Run, words: Lines) -> str:
    special = run.first
    name = special.name
    if special.has_school and not _has_school(name):
        name = f"{words.school} {name}".strip()
    days = special.day.isoformat()
    if run.last.day != special.day:
        days += f" {words.to} {run.last.day.isoformat()}"
    return f"{days} {name}".strip()


def _pieces(text: str) -> Iterator[_Piece]:
    for line, written in enumerate(text.splitlines(), 1):
        plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", written))
        for words in _SEGMENTS.split(plain):
            if words.strip():
                yield _Piece(line, words.strip())


def _days_of(piece: _Piece, first: date, last: date) -> Iterator[SpecialDay]:
    words = _with_months(piece.words)
    spans = list(_SPAN.finditer(words))
    if not spans:
        raise DayLineUnreadable(line=piece.line, words=piece.words)
    said = _SPAN.sub("", words)
    has_school, name = _has_school(said), _name(said)
    if len(name) > MOST_NAME:
        raise DayNameTooLong(line=piece.line, most=MOST_NAME)
    for span in spans:
        for day in _span_days(span, piece, first, last):
            yield SpecialDay(day, has_school, name)


def _with_months(words: str) -> str:
    """「10月10日、11日」 with the month before each day."""
    before = ""
    while before != words:
        before, words = words, _MORE_DAYS.sub(r"\g<month>\g<day>、\g<month>", words, count=1)
    return words


def _has_school(words: str) -> bool:
    return bool(_SCHOOL.search(words)) and not _NO_SCHOOL.search(words)


def _name(said: str) -> str:
    """What stands before a colon, else all words but those that only say that it is a holiday."""
    named = said.partition(":")[0] if said.strip(_EDGES).partition(":")[2] else said
    plain = _FILLER.sub("", _ORDINAL.sub("", named.strip(_EDGES)))
    return " ".join(plain.strip(_EDGES).split())


def _span_days(span: re.Match[str], piece: _Piece, first: date, last: date) -> Iterator[date]:
    try:
        begin = _begin(span, first)
        end = _end(span, begin)
    except ValueError:
        raise DayLineUnreadable(line=piece.line, words=piece.words) from None
    if not 0 <= (end - begin).days < MOST_SPAN:
        raise DaySpanInvalid(line=piece.line, words=piece.words, most=MOST_SPAN)
    if begin < first or end > last:
        bounds = {"first": first.isoformat(), "last": last.isoformat()}
        raise DayLineOutsideYear(line=piece.line, words=piece.words, **bounds)
    for n in range((end - begin).days + 1):
        yield begin + n * _DAY


def _begin(span: re.Match[str], first: date) -> date:
    """Raises ValueError for what is no day of the calendar."""
    month, day = int(span["am"]), int(span["ad"])
    if span["ay"]:
        return date(int(span["ay"]), month, day)
    return _on_or_after(first, month, day)


def _end(span: re.Match[str], begin: date) -> date:
    if span["day"]:
        return begin.replace(day=int(span["day"]))
    if not span["bm"]:
        return begin
    month, day = int(span["bm"]), int(span["bd"])
    if span["by"]:
        return date(int(span["by"]), month, day)
    return _on_or_after(begin, month, day)


def _on_or_after(earliest: date, month: int, day: int) -> date:
    """The first such day from ``earliest`` on; 29 February may be years ahead."""
    for year in range(earliest.year, earliest.year + 9):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= earliest:
            return found
    raise ValueError
