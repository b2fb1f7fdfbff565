"""The form of the columns page: one choice a column, one tick a sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.sheet import Row, column_letter
from server.domain.ledger.values.text import clean_text
from server.services.ledger_import.columns import CHOICES, Correction, first_rows
from server.services.ledger_import.plans import KeptPlan, lacks_name
from server.services.ledger_import.staging import Staging

_NOTHING_CHOSEN: Mapping[int, Correction] = {}
_SHOWN_TEXT = 60
_LONGEST_PLACE = 60
_LONGEST_THING = 60
_ROW = re.compile(r"[0-9]{1,6}")


@dataclass(frozen=True)
class ColumnToCorrect:
    """``name`` is the form field's; ``samples`` the texts of the first rows."""

    name: str
    letter: str
    title: str
    field: LedgerField | None
    samples: Sequence[str]


@dataclass(frozen=True)
class SheetToCorrect:
    """``nameless``: no row can be taken as the sheet is read now."""

    number: int
    plan: KeptPlan
    columns: Sequence[ColumnToCorrect]
    nameless: bool


def sheets_to_correct(
    plans: Sequence[KeptPlan],
    staging: Staging,
    chosen: Mapping[int, Correction] = _NOTHING_CHOSEN,
) -> list[SheetToCorrect]:
    """All sheets with what is chosen for their columns; ``chosen`` goes before the plan, so that a
    form with a mistake is shown again as it was sent."""
    return [
        SheetToCorrect(
            number, plan, _columns(number, plan, staging, chosen.get(number)), lacks_name(plan)
        )
        for number, plan in enumerate(plans)
    ]


def read_corrections(plans: Sequence[KeptPlan], form: Mapping[str, str]) -> dict[int, Correction]:
    """What was sent, for the sheets that the form held. Unknown words count as not read."""
    return {
        number: Correction(
            {
                column: _field(form.get(_name(number, column), ""))
                for column in range(len(plan.header))
            },
            left_out=f"use-{number}" not in form,
            place=clean_text(form.get(f"place-{number}"))[:_LONGEST_PLACE],
            thing=clean_text(form.get(f"thing-{number}"))[:_LONGEST_THING],
        )
        for number, plan in enumerate(plans)
        if plan.is_ledger
    }


def read_header_rows(plans: Sequence[KeptPlan], form: Mapping[str, str]) -> dict[int, int]:
    """Sheet number -> header row, for sheets whose header is said to stand elsewhere; 0 for what
    is no number."""
    sent = {n: form.get(f"header-{n}", "") for n, plan in enumerate(plans) if plan.is_ledger}
    rows = {n: int(text) if _ROW.fullmatch(text) else 0 for n, text in sent.items() if text}
    return {n: row for n, row in rows.items() if row != plans[n].header_row}


def _columns(
    number: int, plan: KeptPlan, staging: Staging, chosen: Correction | None
) -> list[ColumnToCorrect]:
    rows = first_rows(plan, staging)
    fields = plan.mapping if chosen is None else chosen.columns
    return [
        ColumnToCorrect(
            _name(number, column),
            column_letter(column),
            title,
            fields.get(column),
            [_sample(row, column) for row in rows],
        )
        for column, title in enumerate(plan.header)
    ]


def _sample(row: Row, column: int) -> str:
    return clean_text(row[column])[:_SHOWN_TEXT] if column < len(row) else ""


def _name(number: int, column: int) -> str:
    return f"column-{number}-{column}"


def _field(word: str) -> LedgerField | None:
    return next((field for field in CHOICES if field == word), None)
