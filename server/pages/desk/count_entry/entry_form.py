"""The forms that take what was counted with a pen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request

from server.domain.problems import BadInput
from server.pages.desk.forms import field_names
from server.records import StoredPhoto
from server.services.count_sheets import SheetView, ViewGroup
from server.sync.count_bodies import CAUSES, MOST_COUNTED, MOST_DISCREPANCIES, MOST_PIECES
from server.sync.paper_entry import (
    PaperCount,
    PaperExtra,
    PaperNumbers,
    PaperSigning,
    standing_counts,
)
from server.web.messages import t

EXTRA_ROWS = 4
_EXTRA = ("name", "quantity", "label")
_LABELS = "desk.count_entry"
_NUMBER = re.compile(r"[0-9]{1,6}")
_LONGEST_NAME = 60
_LONGEST_LABEL = 100
_LONGEST_WORDS = 500


@dataclass(frozen=True)
class ShownGroup:
    """``good`` and ``damaged`` as they stand in the fields."""

    group: ViewGroup
    good: str
    damaged: str


@dataclass(frozen=True)
class ShownPiece:
    line: Any
    seen: bool
    broken: bool


def shown_groups(view: SheetView) -> list[ShownGroup]:
    """What is counted by number, with what was entered, else what is known."""
    known = standing_counts(view)
    groups = [one for one in view.groups if one.by_number]
    return [ShownGroup(one, *_entered_count(one.key, n, known)) for n, one in enumerate(groups)]


def shown_pieces(view: SheetView) -> list[ShownPiece]:
    numbered = {one.key for one in view.groups if one.by_number}
    pieces = [one for one in view.lines if one.line.group_key not in numbered]
    if request.method == "POST":
        return [
            ShownPiece(one.line, _is_ticked("seen", one), _is_ticked("broken", one))
            for one in pieces
        ]
    return [
        ShownPiece(one.line, one.said in ("found", "damaged"), one.said == "damaged")
        for one in pieces
    ]


def read_numbers(view: SheetView) -> PaperNumbers:
    """Raises BadInput naming the thing whose number cannot be read."""
    groups = shown_groups(view)
    counts = [PaperCount(one.group.key, *_count(one)) for one in groups if one.good or one.damaged]
    pieces = {one.line.asset_id: one.broken for one in shown_pieces(view) if one.seen or one.broken}
    return PaperNumbers(form_id(), counts, pieces, tuple(_extras()))


def read_signing(photos: Sequence[StoredPhoto]) -> PaperSigning:
    """With the discrepancies that the page showed. Raises BadInput naming what is missing."""
    name = _typed("signed_name")
    wrong = []
    if not 0 < len(name) <= _LONGEST_NAME:
        wrong.append("signed_name")
    if not photos:
        wrong.append("photos")
    if wrong:
        raise BadInput(fields=field_names(_LABELS, wrong))
    shown = [(request.form.get(f"key-{n}"), n) for n in range(MOST_DISCREPANCIES)]
    found = {key: n for key, n in shown if key}
    asked = [(key, request.form.get(f"quantity-{n}", 0, type=int)) for key, n in found.items()]
    causes = {key: _cause(n) for key, n in found.items()}
    override = _typed("override")[:_LONGEST_WORDS]
    return PaperSigning(form_id(), name, asked, causes, photos, override)


def form_id() -> UUID:
    """Names the filled form. Raises BadInput."""
    try:
        return UUID(request.form.get("id", ""))
    except ValueError:
        raise BadInput(fields="id") from None


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()


def _entered_count(key: str, n: int, known: Mapping[str, tuple[int, int]]) -> tuple[str, str]:
    if request.method == "POST" and request.form.get(f"group-{n}") == key:
        return _typed(f"good-{n}"), _typed(f"damaged-{n}")
    good, damaged = known.get(key, ("", ""))
    return str(good), str(damaged)


def _is_ticked(name: str, one: Any) -> bool:
    return f"{name}-{one.line.asset_id}" in request.form


def _count(shown: ShownGroup) -> tuple[int, int]:
    """Nothing damaged may be left blank."""
    numbers = (shown.good, shown.damaged or "0")
    if not all(_NUMBER.fullmatch(one) and int(one) <= MOST_COUNTED for one in numbers):
        raise BadInput(fields=t("desk.count_entry.number_of", name=shown.group.name))
    return int(numbers[0]), int(numbers[1])


def _extras() -> list[PaperExtra]:
    rows = [_extra(n) for n in range(1, EXTRA_ROWS + 1)]
    return [row for row in rows if row is not None]


def _extra(n: int) -> PaperExtra | None:
    name, quantity, label = (_typed(f"extra-{field}-{n}") for field in _EXTRA)
    if not (name or label):
        return None
    number = int(quantity or "1") if _NUMBER.fullmatch(quantity or "1") else 0
    if not 1 <= number <= MOST_PIECES:
        raise BadInput(fields=t("desk.count_entry.number_of", name=name or label))
    return PaperExtra(name[:_LONGEST_NAME], number, label[:_LONGEST_LABEL])


def _cause(n: int) -> tuple[str, str]:
    cause = request.form.get(f"cause-{n}", "")
    words = _typed(f"words-{n}")[:_LONGEST_WORDS]
    return (cause if cause in CAUSES else "unknown"), words
