"""The form of the columns page: one choice a column, one tick a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.domain.ledger.fields import LedgerField
from server.domain.ledger.sheet import Row, column_letter
from server.domain.ledger.values.text import clean_text
from server.services.ledger_import.columns import CHOICES, Correction, first_rows
from server.services.ledger_import.plans import KeptPlan
from server.services.ledger_import.staging import Staging

_NOTHING_CHOSEN: Mapping[int, Correction] = {}
_SHOWN_TEXT = 60


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
    number: int
    plan: KeptPlan
    columns: Sequence[ColumnToCorrect]


def sheets_to_correct(
    plans: Sequence[KeptPlan],
    staging: Staging,
    chosen: Mapping[int, Correction] = _NOTHING_CHOSEN,
) -> list[SheetToCorrect]:
    """All sheets with what is chosen for their columns; ``chosen`` goes before the plan, so that a
    form with a mistake is shown again as it was sent."""
    return [
        SheetToCorrect(number, plan, _columns(number, plan, staging, chosen.get(number)))
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
        )
        for number, plan in enumerate(plans)
        if plan.is_ledger
    }


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
