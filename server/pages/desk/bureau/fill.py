"""A bureau's workbook with the words that people write into it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from server.domain.bureau_template import CellField, ColumnField, plan_of
from server.domain.school_day import school_day
from server.pages.desk.papers.words import place_words, zh
from server.records import BureauTemplate, Stocktake
from server.reports.bureau_book import fill_book
from server.services.forms_bureau import Values, bureau_rows, totals_of
from server.services.school import the_school
from server.web.database import db


def filled_book(
    template: BureauTemplate, stocktake: Stocktake | None, printed_by: str, at: datetime
) -> bytes:
    """The workbook's bytes. Raises BureauSheetGone."""
    plan = plan_of(template.mapping)
    rows = bureau_rows(db.session, plan.subject, stocktake.id if stocktake else None)
    cells: Values = totals_of(rows) | {
        CellField.SCHOOL: the_school(db.session).name,
        CellField.STOCKTAKE: stocktake.name if stocktake else None,
        CellField.BASELINE_ON: stocktake.baseline_on if stocktake else school_day(at),
        CellField.TODAY: school_day(at),
        CellField.PRINTED_BY: printed_by,
    }
    return fill_book(template.book, plan, [_in_words(row) for row in rows], cells)


def _in_words(row: Values) -> dict[str, Any]:
    """Causes and decisions as people call them."""
    cause, decision = row.get(ColumnField.CAUSE), row.get(ColumnField.DECISION)
    return row | {
        ColumnField.PLACE: place_words(row.get(ColumnField.PLACE) or ""),
        ColumnField.CAUSE: zh(f"form.cause.{cause}") if cause else None,
        ColumnField.DECISION: zh(f"form.decision.{decision}") if decision else None,
    }
