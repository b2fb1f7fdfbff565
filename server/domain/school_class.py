"""Classes: which grade one is in, what it is called, when it leaves.

A class is known by its stage, the year of the autumn in which it began that stage, and its number;
its grade follows from the school year, which begins on 1 August. Names are kept as the school says
them, in every language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from server.domain.problems_classes import ClassStageUnclear, ClassUnreadable


class Stage(StrEnum):
    """学段; its order is that of the grades."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"


# 义务教育 in the common 6-3 form, then three years of 高中.
YEARS: Mapping[Stage, int] = MappingProxyType(
    {Stage.PRIMARY: 6, Stage.JUNIOR: 3, Stage.SENIOR: 3},
)
_FIRST_MONTH = 8
_DIGITS = "一二三四五六七八九"
_BEFORE_GRADE = {Stage.PRIMARY: "", Stage.JUNIOR: "初", Stage.SENIOR: "高"}
_BEFORE_YEAR = {Stage.PRIMARY: "小学", Stage.JUNIOR: "初中", Stage.SENIOR: "高中"}
_STAGE_WORDS = {
    "小学": Stage.PRIMARY,
    "初中": Stage.JUNIOR,
    "初": Stage.JUNIOR,
    "高中": Stage.SENIOR,
    "高": Stage.SENIOR,
}
_STAGE = r"(?P<stage>小学|初中|高中|初|高)?"
_NUMBER = rf"(?P<number>\d{{1,2}}|[{_DIGITS}]?十[{_DIGITS}]?|[{_DIGITS}])"
_GRADE_FORMS = (
    re.compile(rf"{_STAGE}(?P<grade>[1-9{_DIGITS}])(?:年级|年|级)[(第]?{_NUMBER}[)]?班?"),
    re.compile(rf"{_STAGE}(?P<grade>[1-9{_DIGITS}])[(.\-]{_NUMBER}[)]?班?"),
    re.compile(rf"{_STAGE}(?P<grade>[{_DIGITS}])(?P<number>\d{{1,2}})班?"),
    re.compile(rf"{_STAGE}(?P<grade>[1-9])(?P<number>\d\d)班"),
    re.compile(rf"(?P<stage>初|高)(?P<grade>[{_DIGITS}]){_NUMBER}班"),
)
_YEAR_FORM = re.compile(rf"{_STAGE}(?P<year>(?:20)?\d\d)(?P<word>级|届)[(第]?{_NUMBER}[)]?班?")


@dataclass(frozen=True, order=True)
class ClassIdentity:
    """``entry_year``: of the autumn in which the class began ``stage``."""

    stage: Stage
    entry_year: int
    number: int

    def grade(self, autumn: int) -> int:
        """In the school year that begins in ``autumn``, from 1; outside 1 to ``YEARS`` it has not
        begun or has left."""
        return autumn - self.entry_year + 1

    def is_taught(self, autumn: int) -> bool:
        """Whether the class has begun and not left in that school year."""
        return 1 <= self.grade(autumn) <= YEARS[self.stage]

    def is_over(self, autumn: int) -> bool:
        """Whether its years have passed by that school year."""
        return self.grade(autumn) > YEARS[self.stage]


@dataclass(frozen=True)
class ReadClass:
    """What a written name says. ``stage`` None: 2024级 alone does not tell it. ``year`` is that of
    entry, or with ``leaves`` (届) of leaving."""

    stage: Stage | None
    year: int
    number: int
    leaves: bool = False

    def identity(self, stage: Stage) -> ClassIdentity:
        """The class, when it is of ``stage``."""
        entry_year = self.year - YEARS[stage] if self.leaves else self.year
        return ClassIdentity(stage, entry_year, self.number)


def autumn_of(day: date) -> int:
    """The year in whose autumn the school year of ``day`` began."""
    return day.year if day.month >= _FIRST_MONTH else day.year - 1


def class_name(identity: ClassIdentity, autumn: int) -> str:
    """三（2）班, 初一（2）班, 高二（2）班; a class that is not taught in that school year is
    小学2020级（2）班."""
    if not identity.is_taught(autumn):
        years = f"{_BEFORE_YEAR[identity.stage]}{identity.entry_year}级"
        return f"{years}（{identity.number}）班"
    grade = _DIGITS[identity.grade(autumn) - 1]
    return f"{_BEFORE_GRADE[identity.stage]}{grade}（{identity.number}）班"


def read_class(text: str, autumn: int) -> ReadClass | None:
    """A class as people write it in the school year of ``autumn``: 一（1）班, 1年级2班, 三年二班,
    七(3)班, 初一3班, 高二(4)班, 302班, 2024级3班, 2027届3班. None: not a class's name."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    for form in _GRADE_FORMS:
        if found := form.fullmatch(plain):
            return _of_grade(found, autumn)
    found = _YEAR_FORM.fullmatch(plain)
    return _of_year(found) if found else None


def meant_class(text: str, autumn: int, stages: Collection[Stage]) -> ClassIdentity:
    """The class that ``text`` means at a school with classes of ``stages``, which a year of entry
    alone is understood by when there is only one. Raises ClassUnreadable, ClassStageUnclear."""
    read = read_class(text, autumn)
    if read is None:
        raise ClassUnreadable(text=text)
    if read.stage is not None:
        return read.identity(read.stage)
    if len(stages) != 1:
        raise ClassStageUnclear(text=text)
    return read.identity(next(iter(stages)))


def _of_grade(found: re.Match[str], autumn: int) -> ReadClass | None:
    stage, grade = _stage_of_grade(found["stage"], _value(found["grade"]))
    number = _value(found["number"])
    if not number or not 1 <= grade <= YEARS[stage]:
        return None
    return ReadClass(stage, autumn - grade + 1, number)


def _stage_of_grade(word: str | None, grade: int) -> tuple[Stage, int]:
    """Grades are counted through to nine where no stage is named, and often after 初中 too."""
    primary = YEARS[Stage.PRIMARY]
    stage = _STAGE_WORDS.get(word or "")
    if grade > primary and stage in (None, Stage.JUNIOR):
        return Stage.JUNIOR, grade - primary
    return stage or Stage.PRIMARY, grade


def _of_year(found: re.Match[str]) -> ReadClass | None:
    number = _value(found["number"])
    if not number:
        return None
    year = int(found["year"][-2:]) + 2000
    stage = _STAGE_WORDS.get(found["stage"] or "")
    read = ReadClass(stage, year, number, leaves=found["word"] == "届")
    return ReadClass(stage, read.identity(stage).entry_year, number) if stage else read


def _value(text: str) -> int:
    """Of digits, or of a Chinese numeral below 100; 0 for none."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.find(ones) + 1 if ones else 0
    return 10 * (_DIGITS.find(tens) + 1 if tens else 1) + (_DIGITS.find(ones) + 1 if ones else 0)
