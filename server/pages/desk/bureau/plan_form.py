"""The form that says what stands where in a workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from server.domain.bureau_template import CellField, ColumnField, Plan, Subject, guess
from server.domain.ledger.header import header_at
from server.domain.ledger.sheet import Sheet, column_letter
from server.domain.problems import BadInput
from server.pages.desk.forms import field_names

MOST_CELLS = 8
_MOST_COLUMNS = 60
_SHOWN_ROWS = 12
_SHOWN_TEXT = 30
_LONGEST_NAME = 60
_LETTER = re.compile(r"[A-Z]{1,2}")
_ROW = re.compile(r"[1-9][0-9]{0,3}")
_LABELS = "desk.bureau"


@dataclass(frozen=True)
class PlanForm:
    """As it stands in the form's fields. ``columns``: field by letter; ``cells``: (cell, field) in
    the form's order, empty ones among them."""

    name: str
    sheet: str
    first_row: str
    subject: str
    columns: Mapping[str, str]
    cells: Sequence[tuple[str, str]]

    @classmethod
    def kept(cls, name: str, plan: Plan) -> PlanForm:
        cells = [(cell, str(field)) for cell, field in plan.cells.items()]
        columns = {letter: str(field) for letter, field in plan.columns.items()}
        row = str(plan.first_row)
        return cls(name, plan.sheet, row, str(plan.subject), columns, _padded(cells))

    @classmethod
    def entered(cls, form: Mapping[str, str]) -> PlanForm:
        columns = {
            name.removeprefix("column-"): field
            for name, field in form.items()
            if name.startswith("column-") and field
        }
        cells = [
            (form.get(f"cell-{n}", "").strip().upper(), form.get(f"cell-field-{n}", ""))
            for n in range(1, MOST_CELLS + 1)
        ]
        said = {key: form.get(key, "").strip() for key in ("name", "first_row", "subject")}
        return cls(sheet=form.get("sheet", ""), columns=columns, cells=cells, **said)

    def on_sheet(self, name: str, sheets: Sequence[Sheet]) -> PlanForm:
        """What another sheet's titles suggest; this form for a sheet that is not there."""
        plan = guess([sheet for sheet in sheets if sheet.name == name])
        return self if plan is None else replace(self.kept(self.name, plan), cells=self.cells)


def read_plan(form: PlanForm) -> tuple[str, Plan]:
    """The name and the plan. Raises BadInput naming what cannot be read."""
    if wrong := [field for field, is_right in _checks(form).items() if not is_right]:
        raise BadInput(fields=field_names(_LABELS, wrong))
    cells = {cell: CellField(field) for cell, field in form.cells if cell and field}
    columns = {letter: ColumnField(field) for letter, field in form.columns.items()}
    subject = Subject(form.subject)
    return form.name, Plan(form.sheet, int(form.first_row), subject, columns, cells)


@dataclass(frozen=True)
class ShownColumn:
    letter: str
    title: str
    field: str


@dataclass(frozen=True)
class ShownPlan:
    """``rows``: number and texts of the sheet's first rows, as wide as ``columns``."""

    columns: Sequence[ShownColumn]
    rows: Sequence[tuple[int, Sequence[str]]]


def shown_plan(form: PlanForm, sheets: Sequence[Sheet]) -> ShownPlan:
    """The sheet chosen with the titles that stand above the list's first row."""
    sheet = next((one for one in sheets if one.name == form.sheet), sheets[0])
    width = min(max((len(row) for row in sheet.rows), default=1), _MOST_COLUMNS)
    titles = _titles(sheet, form.first_row)
    columns = [
        ShownColumn(letter, titles.get(n, ""), form.columns.get(letter, ""))
        for n in range(width)
        for letter in [column_letter(n)]
    ]
    rows = [
        (n, [_text(row[at]) if at < len(row) else "" for at in range(width)])
        for n, row in enumerate(sheet.rows[:_SHOWN_ROWS], 1)
    ]
    return ShownPlan(columns, rows)


def _checks(form: PlanForm) -> dict[str, bool]:
    fields = {*ColumnField}
    return {
        "name": 0 < len(form.name) <= _LONGEST_NAME,
        "sheet": bool(form.sheet),
        "first_row": bool(_ROW.fullmatch(form.first_row)),
        "subject": form.subject in {*Subject},
        "columns": fields.issuperset(form.columns.values())
        and all(map(_LETTER.fullmatch, form.columns)),
        "cells": all(not cell or field in {*CellField} for cell, field in form.cells),
    }


def _padded(cells: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [*cells, *[("", "")] * (MOST_CELLS - len(cells))]


def _titles(sheet: Sheet, first_row: str) -> Mapping[int, str]:
    row = int(first_row) - 1 if _ROW.fullmatch(first_row) else 0
    if not 1 <= row <= len(sheet.rows):
        return {}
    return dict(enumerate(header_at(sheet, row).titles))


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)[:_SHOWN_TEXT]
