"""Labels from a table: a .csv or the first sheet of a workbook, a row a label."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from qr_labels.errors import LabelError
from qr_labels.scan import ScanKind, parse_scan
from qr_labels.spec import LabelSpec
from qr_labels.titles import field_of

_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;"
_TITLE_ROWS = 10
"""A title over the whole sheet and other lines may stand above the columns' names."""
_LARGEST_COUNT = 1_000_000

Row = tuple[int, Sequence[str]]
"""A row's number in the file, from 1, and its cells as text."""


class TableUnreadableError(LabelError):
    """`file` cannot be read as a table."""

    code = "table_unreadable"


class TableTitlesError(LabelError):
    """No row near the top of `file` names a column of names or codes."""

    code = "table_titles_missing"


class TableCodeError(LabelError):
    """`text` in row `row` is no label code."""

    code = "table_code_invalid"


class TableRepeatError(LabelError):
    """The label `label` of row `row` stands in row `first` already."""

    code = "table_code_repeated"


class TableCountError(LabelError):
    """`text` in row `row` is no number of things."""

    code = "table_count_invalid"


def read_labels(path: Path, base_url: str, school: str = "") -> list[LabelSpec]:
    """A label for every row that is not empty; its code is empty where the row has none.

    `school` is for rows that name none. Raises TableUnreadableError, TableTitlesError,
    TableCodeError, TableRepeatError, TableCountError.
    """
    rows = _rows(path)
    fields = _fields(rows, path)
    seen: dict[str, int] = {}
    labels = []
    for row, cells in rows:
        words = {field: cells[at] for at, field in fields.items() if at < len(cells) and cells[at]}
        if words:
            label = _label(row, words, base_url, school)
            _require_first(label.code, row, seen)
            labels.append(label)
    return labels


def _fields(rows: Iterator[Row], path: Path) -> dict[int, str]:
    """The field of each column, by the first row that names any; `rows` goes on below it."""
    for row, cells in rows:
        fields: dict[int, str] = {}
        for at, cell in enumerate(cells):
            field = field_of(cell)
            if field and field not in fields.values():
                fields[at] = field
        if {"name", "code"} & set(fields.values()):
            return fields
        if row >= _TITLE_ROWS:
            break
    raise TableTitlesError(file=path.name)


def _label(row: int, words: Mapping[str, str], base_url: str, school: str) -> LabelSpec:
    texts: dict[str, Any] = {"name": "", "school": school, **words}
    texts["code"] = _code(row, words.get("code", ""))
    texts["count"] = _count(row, words.get("count", "0"))
    return LabelSpec(base_url=base_url, **texts)


def _code(row: int, text: str) -> str:
    scan = parse_scan(text)
    if text and scan.kind is not ScanKind.OWN:
        raise TableCodeError(row=row, text=text)
    return scan.code


def _count(row: int, text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= _LARGEST_COUNT:
        return int(text)
    raise TableCountError(row=row, text=text)


def _require_first(code: str, row: int, seen: dict[str, int]) -> None:
    if code and seen.setdefault(code, row) != row:
        raise TableRepeatError(row=row, label=code, first=seen[code])


def _rows(path: Path) -> Iterator[Row]:
    cells = _csv_rows(path) if path.suffix.lower() == ".csv" else _sheet_rows(path)
    for row, values in enumerate(cells, 1):
        yield row, [_text(value) for value in values]


def _csv_rows(path: Path) -> Iterator[Sequence[str]]:
    text = _decoded(path)
    first, _, _ = text.partition("\n")
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        yield from csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    except csv.Error as error:
        raise TableUnreadableError(file=path.name) from error


def _decoded(path: Path) -> str:
    data = path.read_bytes()
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TableUnreadableError(file=path.name)


def _sheet_rows(path: Path) -> Iterator[Sequence[Any]]:
    try:
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    except CalamineError as error:
        raise TableUnreadableError(file=path.name) from error
    yield from sheet.iter_rows()


def _text(value: Any) -> str:
    """A cell as people read it: whole numbers without a point, days without a time."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
