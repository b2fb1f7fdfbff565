"""The 新学年对照表 as it is pasted from a spreadsheet: its columns by name, its rows as texts."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.problems_classes import (
    ClassTableEmpty,
    ClassTableTooLong,
    ClassTableWithoutHeader,
)

MOST_ROWS = 300
LONGEST_TABLE = 60_000
_LONGEST_CELL = 100
_HEADER_WITHIN = 5
_COLUMNS = {
    "old": ("原班", "原班级", "原班名", "旧班", "旧班级", "上学年班级", "old class"),
    "new": ("新班", "新班级", "新班名", "班级", "本学年班级", "新学年班级", "new class", "class"),
    "room": ("教室", "新教室", "班级教室", "房间", "地点", "room", "classroom"),
    "teacher": ("班主任", "新班主任", "班主任姓名", "教师", "老师", "teacher", "class teacher"),
}
_NAMES = {name: column for column, names in _COLUMNS.items() for name in names}


@dataclass(frozen=True)
class TableRow:
    """``line`` counts from 1 as pasted. Empty: nothing was written, or there is no such column."""

    line: int
    old: str
    new: str
    room: str
    teacher: str


def read_class_table(text: str) -> list[TableRow]:
    """The rows below the header, without empty ones. Cells stand apart by tabs, else by commas.

    Raises ClassTableWithoutHeader, ClassTableEmpty, ClassTableTooLong.
    """
    records = _records(text)
    top, columns = _header(records)
    rows = [
        TableRow(line, **{name: _cell(record, columns.get(name)) for name in _COLUMNS})
        for line, record in enumerate(records[top + 1 :], top + 2)
    ]
    rows = [row for row in rows if row.old or row.new or row.room or row.teacher]
    if not rows:
        raise ClassTableEmpty
    if len(rows) > MOST_ROWS:
        raise ClassTableTooLong(most=MOST_ROWS)
    return rows


def plain(text: str) -> str:
    """A name to compare: without blanks, in one width and case."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()


def _records(text: str) -> list[list[str]]:
    """One a line of the paste. A cell of several lines, which a spreadsheet puts in quotes, would
    be none of a class's: quotes are taken as they stand."""
    if "\t" not in text:
        text = text.replace("，", ",")
    delimiter = "\t" if "\t" in text else ","
    reader = csv.reader(text.splitlines(), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return [[cell.strip().strip('"').strip() for cell in record] for record in reader]


def _header(records: list[list[str]]) -> tuple[int, Mapping[str, int]]:
    """The first row that names a class and one column more."""
    for at, record in enumerate(records[:_HEADER_WITHIN]):
        columns = {name: n for n, cell in enumerate(record) if (name := _column(cell))}
        if len(columns) > 1 and ("old" in columns or "new" in columns):
            return at, columns
    raise ClassTableWithoutHeader


def _column(cell: str) -> str | None:
    words = " ".join(unicodedata.normalize("NFKC", cell).lower().split())
    return _NAMES.get(words) or _NAMES.get(plain(words))


def _cell(record: list[str], at: int | None) -> str:
    return record[at][:_LONGEST_CELL] if at is not None and at < len(record) else ""
