"""What the page of an import shows, by its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from server.domain.ledger.sheet import column_letter
from server.domain.ledger.values.text import clean_text
from server.pages.desk.imports.sentences import found, problem_place
from server.pages.desk.request_values import page_number
from server.records import LedgerImport, LedgerImportRow, Person
from server.services.assets_values import USAGE_STATES
from server.services.ledger_import.cells import from_json
from server.services.ledger_import.compare import seen_token
from server.services.ledger_import.find import (
    count_noted,
    count_verdicts,
    count_written,
    open_twins,
    page_of_rows,
)
from server.services.ledger_import.plans import KeptPlan, plans_of
from server.services.ledger_import.states import (
    ABANDONED,
    APPLIED,
    COMPARED,
    JUDGED,
    READING,
    Verdict,
)
from server.services.paging import Page, page_within
from server.web.database import db
from server.web.messages import t

NOTED = "noted"
PAGE_OF_STATE = {
    READING: "desk/imports/reading.html",
    JUDGED: "desk/imports/dry_run.html",
    APPLIED: "desk/imports/result.html",
    ABANDONED: "desk/imports/abandoned.html",
}
_CELLS_SHOWN = 8


@dataclass(frozen=True)
class CellRemark:
    """One problem: where, what stood there, what was expected."""

    where: str
    found: str
    what: str
    is_error: bool


@dataclass(frozen=True)
class RowShown:
    """``changes``: (field, before, after); ``cells``: (column, title, text) of what stood there."""

    sheet: str
    row: int
    title: str
    number: str
    asset_id: str | None
    remarks: list[CellRemark]
    changes: list[tuple[str, str, str]]
    cells: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Tab:
    name: str
    count: int


def page_context(ledger_import: LedgerImport) -> dict[str, Any]:
    """The template's values for the import's state."""
    context: dict[str, Any] = {"found": ledger_import, "plans": plans_of(ledger_import)}
    if ledger_import.state == JUDGED:
        return context | _rows(ledger_import) | _before_confirming(ledger_import)
    if ledger_import.state == APPLIED:
        return context | _rows(ledger_import) | _written(ledger_import)
    return context


def _before_confirming(ledger_import: LedgerImport) -> dict[str, Any]:
    return {
        "seen": seen_token(db.session, ledger_import),
        "was": _counts_of(request.args.get("was", "")),
        "twins": open_twins(db.session, ledger_import),
    }


def _written(ledger_import: LedgerImport) -> dict[str, Any]:
    person = db.session.get(Person, ledger_import.applied_by)
    return {
        "written": count_written(db.session, ledger_import.id),
        "applied_by": person.name if person else "",
    }


def _rows(ledger_import: LedgerImport) -> dict[str, Any]:
    counts = count_verdicts(db.session, ledger_import.id)
    tabs = [Tab(verdict, counts[verdict]) for verdict in Verdict]
    tabs.insert(1, Tab(NOTED, count_noted(db.session, ledger_import.id)))
    tab = _chosen_tab(tabs)
    number = page_within(page_number(), tab.count)
    verdict = None if tab.name == NOTED else Verdict(tab.name)
    plans = plans_of(ledger_import)
    rows = [
        _shown(row, plans[row.sheet])
        for row in page_of_rows(db.session, ledger_import.id, verdict, number)
    ]
    return {"counts": counts, "tabs": tabs, "tab": tab, "page": Page(rows, number, tab.count)}


def _chosen_tab(tabs: list[Tab]) -> Tab:
    """The tab asked for, else the first with rows."""
    wanted = request.args.get("show")
    named = [tab for tab in tabs if tab.name == wanted]
    return (named or [tab for tab in tabs if tab.count] or tabs)[0]


def _shown(row: LedgerImportRow, plan: KeptPlan) -> RowShown:
    return RowShown(
        sheet=plan.name,
        row=row.row,
        title=row.values.get("name", ""),
        number=row.values.get("ledger_number", ""),
        asset_id=row.asset_id,
        remarks=[_remark(problem) for problem in row.problems],
        changes=[
            (t(f"import.field.{name}"), _value(name, before), _value(name, after))
            for name, (before, after) in row.changes.items()
        ],
        cells=_cells(row, plan),
    )


def _remark(problem: Mapping[str, Any]) -> CellRemark:
    what = t(f"cell.{problem['code']}", **problem["params"])
    return CellRemark(problem_place(problem), found(problem), what, problem["severity"] == "error")


def _value(name: str, text: str) -> str:
    if name == "usage_state" and text in USAGE_STATES:
        return t(f"import.usage_state.{text}")
    return text or t("import.nothing")


def _cells(row: LedgerImportRow, plan: KeptPlan) -> list[tuple[str, str, str]]:
    """The first cells with something in them."""
    texts = [
        (column_letter(column), plan.header[column] if column < len(plan.header) else "", text)
        for column, cell in enumerate(from_json(row.cells))
        if (text := clean_text(cell))
    ]
    return texts[:_CELLS_SHOWN]


def _counts_of(token: str) -> dict[Verdict, int] | None:
    """The counts that a person had in view, out of ``seen_token``; None when it is none."""
    _, *numbers = token.split(".")
    if len(numbers) != len(COMPARED) or not all(map(str.isdigit, numbers)):
        return None
    return dict(zip(COMPARED, map(int, numbers), strict=True))
