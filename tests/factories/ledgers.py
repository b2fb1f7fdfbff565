"""Judging a whole ledger in one go, as the tests of its rules want it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from server.domain.ledger.judged import JudgedRow
from server.domain.ledger.ledger import SheetPlan
from server.domain.ledger.rows import FileMemory, judge_rows


def judge_ledger(plans: Sequence[SheetPlan], today: date) -> Iterator[JudgedRow]:
    """Every row below the headers of all sheets, in the file's order, one at a time."""
    memory = FileMemory()
    for plan in plans:
        yield from judge_rows(plan.sheet, plan.header, plan.mapping, today, memory, plan.defaults)
