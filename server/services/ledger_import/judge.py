"""Judging a kept ledger in blocks, each committed by itself, so that a long file shows progress
and a killed server goes on where it was."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import orjson
from sqlalchemy import insert
from sqlalchemy.orm import Session

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.judged import CellProblem, JudgedRow, RowKind, Severity
from server.domain.ledger.rows import FileMemory, judge_rows
from server.domain.ledger.sheet import column_letter
from server.domain.ledger.values.text import optional_text
from server.domain.problems import FileUnreadable, ImportNotReady
from server.records import LedgerImport, LedgerImportRow
from server.records.sync_counter import read_counter
from server.services.ledger_import.cells import storable, to_json
from server.services.ledger_import.compare import compare_rows
from server.services.ledger_import.find import lock_import
from server.services.ledger_import.plans import KeptPlan, plans_of
from server.services.ledger_import.staging import KeptSheet, Staging
from server.services.ledger_import.states import JUDGED, READING, Verdict
from server.services.ledger_import.values import too_long, values_of

BLOCK_ROWS = 5_000
_QUANTITY_TEXT = 60
_VERDICTS = {
    RowKind.ASSET: Verdict.NEW,  # until compared
    RowKind.BAD: Verdict.BAD,
    RowKind.TOTAL: Verdict.TOTAL,
    RowKind.BLANK: Verdict.BLANK,
}

StagedRow = dict[str, Any]


@dataclass(frozen=True)
class Block:
    """Rows ``done_before`` to ``done_after`` of an import, judged and compared, not yet stored.
    ``sheets``: the plan they were judged by."""

    import_id: str
    sheets: list[dict[str, Any]]
    done_before: int
    done_after: int
    rev: int
    rows: list[StagedRow]

    @property
    def memory_key(self) -> str:
        return _memory_key(self.sheets, self.done_after)


def judge_block(
    session: Session, ledger_import: LedgerImport, staging: Staging, today: date
) -> Block:
    """Judge the next rows and compare them with the register; reads only the database.

    Raises ImportNotReady when there is nothing to judge, FileUnreadable when the kept file is gone
    (a database restored without its folder).
    """
    if ledger_import.state != READING:
        raise ImportNotReady(state=ledger_import.state)
    rev = read_counter(session.connection()).rev
    done = ledger_import.rows_judged
    try:
        sheets = staging.sheets()
    except FileNotFoundError:
        raise FileUnreadable(name=ledger_import.file_name) from None
    memory = _memory_at(ledger_import, staging, sheets, today)
    rows = _judged_from(plans_of(ledger_import), sheets, done, today, memory)
    for row in rows:
        row["import_id"] = ledger_import.id
    compare_rows(session, rows)
    block = Block(ledger_import.id, ledger_import.sheets, done, done + len(rows), rev, rows)
    staging.save_memory(block.memory_key, memory)
    return block


def keep_block(session: Session, block: Block) -> None:
    """Store a block, unless another request stored it first or the columns were changed."""
    ledger_import = lock_import(session, block.import_id)
    if (
        ledger_import.state != READING
        or ledger_import.rows_judged != block.done_before
        or ledger_import.sheets != block.sheets
    ):
        return
    if block.rows:
        session.execute(insert(LedgerImportRow.__table__), block.rows)
    if ledger_import.based_on_rev is None:
        ledger_import.based_on_rev = block.rev
    ledger_import.rows_judged = block.done_after
    if block.done_after >= ledger_import.rows_total:
        ledger_import.state = JUDGED


def _memory_at(
    ledger_import: LedgerImport, staging: Staging, sheets: list[KeptSheet], today: date
) -> FileMemory:
    """The memory after the rows judged so far; judged anew when its file was lost."""
    if ledger_import.rows_judged == 0:
        return FileMemory()
    try:
        return staging.memory(_memory_key(ledger_import.sheets, ledger_import.rows_judged))
    except FileNotFoundError:
        memory, done = FileMemory(), 0
        plans = plans_of(ledger_import)
        while done < ledger_import.rows_judged:
            done += len(_judged_from(plans, sheets, done, today, memory))
        return memory


def _memory_key(sheets: list[dict[str, Any]], rows_judged: int) -> str:
    """Other columns judge otherwise, so each plan has memories of its own."""
    plan = orjson.dumps(sheets, option=orjson.OPT_SORT_KEYS)
    return f"{rows_judged}-{hashlib.sha256(plan).hexdigest()[:16]}"


def _judged_from(
    plans: list[KeptPlan], sheets: list[KeptSheet], done: int, today: date, memory: FileMemory
) -> list[StagedRow]:
    """The block that begins after ``done`` rows of all sheets; a block ends with its sheet."""
    for number, plan in enumerate(plans):
        if done < plan.rows_to_judge:
            sheet = sheets[plan.position or 0]
            start = plan.last_header_row + done
            part = sheet.part(start, _block_end(sheet, start))
            header = replace(plan.to_header(), last_row=start)
            judged = judge_rows(part, header, plan.mapping, today, memory, plan.defaults)
            return [_staged(number, plan, row) for row in judged]
        done -= plan.rows_to_judge
    return []


def _block_end(sheet: KeptSheet, start: int) -> int:
    """Where a block may end: never inside merged cells, whose value stands in the first row."""
    end = start + BLOCK_ROWS
    for merged in sorted(sheet.merged, key=lambda merged: merged.first_row):
        if merged.first_row < end <= merged.last_row:
            end = merged.last_row + 1
    return end


def _staged(number: int, plan: KeptPlan, row: JudgedRow) -> StagedRow:
    staged: StagedRow = {
        "sheet": number,
        "row": row.number,
        "cells": to_json(row.cells),
        "verdict": _VERDICTS[row.kind],
        "values": {},
        "problems": [_problem(problem) for problem in row.problems],
        "identity": None,
        "asset_id": None,
        "changes": {},
    }
    if row.asset is not None:
        staged["identity"] = row.asset.identity
        staged["values"] = values_of(row.asset, quantity_given=_quantity_given(plan, row))
        _refuse_too_long(staged, plan)
    return staged


def _quantity_given(plan: KeptPlan, row: JudgedRow) -> bool:
    column = plan.column_of(LedgerField.QUANTITY)
    if column is None or column >= len(row.cells):
        return False
    return optional_text(row.cells[column], _QUANTITY_TEXT) is not None


def _refuse_too_long(staged: StagedRow, plan: KeptPlan) -> None:
    for name, limit in too_long(staged["values"]):
        text = staged["values"][name]
        column = plan.column_of(LedgerField(name))
        staged["verdict"] = Verdict.BAD
        staged["problems"].append(
            {
                "code": "text_too_long",
                "severity": Severity.ERROR,
                "column": None if column is None else column_letter(column),
                "title": "" if column is None else plan.header[column],
                "field": name,
                "found": text[:60],
                "params": {"limit": limit, "length": len(text)},
            }
        )
    if staged["verdict"] is Verdict.BAD:
        staged["values"], staged["identity"] = {}, None


def _problem(problem: CellProblem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "column": problem.column,
        "title": storable(problem.title),
        "field": problem.field,
        "found": storable(problem.found),
        "params": dict(problem.params),
    }
