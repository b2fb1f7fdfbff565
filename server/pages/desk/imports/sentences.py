"""What is wrong with a cell, as sentences in the request's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from server.reports.rejected_rows import RejectedTitles
from server.web.messages import t


def problem_sentence(problem: Mapping[str, Any]) -> str:
    """A stored problem with its column, what stood there, and what was expected."""
    sentence = t(f"cell.{problem['code']}", **problem["params"])
    return t("import.problem", where=problem_place(problem), found=found(problem), what=sentence)


def problem_place(problem: Mapping[str, Any]) -> str:
    """「C列 数量」, or the field alone when the sheet has no such column."""
    label = t(f"import.field.{problem['field']}")
    if problem["column"] is None:
        return label
    return t("import.column_named", column=problem["column"], title=problem["title"] or label)


def found(problem: Mapping[str, Any]) -> str:
    """What stood in the cell; the word for nothing when it was blank."""
    return problem["found"] or t("import.nothing")


def rejected_titles() -> RejectedTitles:
    return RejectedTitles(
        t("import.rejected.sheet"), t("import.rejected.row"), t("import.rejected.reasons")
    )
