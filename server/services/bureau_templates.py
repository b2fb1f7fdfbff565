"""The bureau's empty workbooks: taken in, mapped, kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from openpyxl.utils import column_index_from_string
from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from server.domain.bureau_template import Plan, guess
from server.domain.ledger.sheet import Sheet
from server.domain.problems import (
    FileEmpty,
    FileTooLarge,
    FileTypeUnknown,
    FileUnreadable,
    NotFound,
)
from server.domain.problems_forms import (
    BureauCellUnknown,
    BureauFieldTwice,
    BureauNothingMapped,
    BureauRowWrong,
    BureauSheetGone,
)
from server.records import BureauTemplate
from server.reports.bureau_book import read_book
from server.reports.file_limits import FileLimits
from server.reports.workbook import read_workbook
from server.reports.zip_check import check_zip

MOST_MB = 5
_LIMITS = FileLimits(file_mb=MOST_MB, unpacked_mb=60, rows=5_000, columns=100, seconds=20)
_LONGEST_NAME = 60
_WORKBOOK = "xl/workbook.xml"
_CELL = re.compile(r"([A-Z]{1,2})([1-9][0-9]{0,3})")


@dataclass(frozen=True)
class TakenBook:
    """An uploaded workbook: ``name`` from its file's, its bytes and its sheets."""

    name: str
    book: bytes
    sheets: Sequence[Sheet]


def take_book(stream: IO[bytes], file_name: str) -> TakenBook:
    """Raises FileEmpty, FileTooLarge, FileTypeUnknown for what is no .xlsx, and what
    ``check_zip`` and ``read_workbook`` raise."""
    book = stream.read((MOST_MB << 20) + 1)
    if not book:
        raise FileEmpty
    if len(book) > MOST_MB << 20:
        raise FileTooLarge(limit_mb=MOST_MB)
    name = Path(file_name.replace("\\", "/")).name
    if not book.startswith(b"PK"):
        raise FileTypeUnknown(name=name)
    _check(book, name)
    return TakenBook(Path(name).stem[:_LONGEST_NAME] or "1", book, _read(book, name))


def sheets_of(template: BureauTemplate) -> Sequence[Sheet]:
    """The sheets of a kept template."""
    return read_book(template.book)


def _read(book: bytes, name: str) -> Sequence[Sheet]:
    """With what fills it later, which takes less than spreadsheet programs do."""
    try:
        return read_book(book)
    except Exception as error:  # whatever a broken file breaks in the library
        raise FileUnreadable(name=name) from error


def _check(book: bytes, name: str) -> None:
    """Raises what ``check_zip`` and ``read_workbook`` raise."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(book)
        if _WORKBOOK not in check_zip(path, name, _LIMITS):
            raise FileTypeUnknown(name=name)
        read_workbook(path, name, _LIMITS)


def list_templates(session: Session) -> Sequence[BureauTemplate]:
    """By name, without their books."""
    wanted = select(BureauTemplate).options(defer(BureauTemplate.book))
    return session.scalars(wanted.order_by(BureauTemplate.name, BureauTemplate.id)).all()


def get_template(session: Session, template_id: str) -> BureauTemplate:
    """Raises NotFound."""
    template = session.get(BureauTemplate, template_id)
    if template is None:
        raise NotFound
    return template


def add_template(
    session: Session, template_id: str, taken: TakenBook, person_id: str, now: datetime
) -> None:
    """Keep a workbook with the plan that its titles suggest. One that has this id already is left
    as it is (a second click). Raises FileEmpty for a workbook without a sheet."""
    if session.get(BureauTemplate, template_id) is not None:
        return
    plan = guess(taken.sheets)
    if plan is None:
        raise FileEmpty
    session.add(
        BureauTemplate(
            id=template_id,
            name=taken.name,
            book=taken.book,
            mapping=plan.kept(),
            uploaded_at=now,
            uploaded_by=person_id,
        )
    )


def map_template(session: Session, template_id: str, name: str, plan: Plan) -> None:
    """Say what stands where. Raises NotFound, and what ``check_plan`` raises."""
    template = get_template(session, template_id)
    check_plan(plan, sheets_of(template))
    template.name, template.mapping = name, plan.kept()


def delete_template(session: Session, template_id: str) -> None:
    """A second time is the same as once."""
    template = session.get(BureauTemplate, template_id)
    if template is not None:
        session.delete(template)


def check_plan(plan: Plan, sheets: Sequence[Sheet]) -> None:
    """Raises BureauSheetGone, BureauRowWrong, BureauNothingMapped, BureauFieldTwice (its field not
    yet in words), BureauCellUnknown."""
    found = [sheet for sheet in sheets if sheet.name == plan.sheet]
    if not found:
        raise BureauSheetGone(sheet=plan.sheet)
    most = len(found[0].rows) + 1
    if not 1 <= plan.first_row <= most:
        raise BureauRowWrong(most=most)
    if not plan.columns:
        raise BureauNothingMapped
    fields = list(plan.columns.values())
    for field in fields:
        if fields.count(field) > 1:
            raise BureauFieldTwice(field=field)
    for cell in plan.cells:
        _check_cell(cell)


def _check_cell(cell: str) -> None:
    found = _CELL.fullmatch(cell)
    if found is None or column_index_from_string(found[1]) > _LIMITS.columns:
        raise BureauCellUnknown(cell=cell)
