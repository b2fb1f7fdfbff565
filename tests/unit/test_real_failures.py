"""Every real failure that sync.md lists is replayed by a test that exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "docs" / "spec"
ROW = re.compile(r"^\| (?P<entry>.+?) \| `(?P<test>\w+)` \| `(?P<file>[\w/.]+)` \|$", re.M)

Row = tuple[str, str, str]


def listed_entries(sync: str) -> set[str]:
    """The entries of the list that ends sync.md."""
    section = sync.split("## Real failures of others")[1].split("\n", 1)[1]
    return {entry.strip() for entry in section.strip().rstrip(".").split(" · ")}


def table_rows(table: str) -> list[Row]:
    """(entry, test, file) of each row."""
    return [(row["entry"], row["test"], row["file"]) for row in ROW.finditer(table)]


def faults(entries: set[str], rows: list[Row]) -> list[str]:
    """What of the list is not replayed, and what of the table is not true."""
    replayed = {entry for entry, _, _ in rows}
    lacking = [f"no test: {entry}" for entry in sorted(entries - replayed)]
    unlisted = [f"not in the list: {entry}" for entry in sorted(replayed - entries)]
    untrue = [f"{file} has no {test}" for _, test, file in rows if test not in names_in(file)]
    return lacking + unlisted + untrue


def names_in(file: str) -> set[str]:
    path = ROOT / file
    tree = ast.parse(path.read_text("utf-8")) if path.exists() else ast.Module([], [])
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_real_failure_has_a_test_that_exists() -> None:
    entries = listed_entries((SPEC / "sync.md").read_text("utf-8"))
    table = (SPEC / "real-failures.md").read_text("utf-8")
    rows = table_rows(table)
    assert len(entries) >= 29
    assert len(rows) == table.count("\n| ") - 1, "a row cannot be read"
    assert faults(entries, rows) == []


HERE = "tests/unit/test_real_failures.py"
TRUE_ROW = ("a lost answer", "test_every_real_failure_has_a_test_that_exists", HERE)


@pytest.mark.parametrize(
    ("entries", "row"),
    [
        ({"a lost answer", "a new failure"}, TRUE_ROW),
        (set(), TRUE_ROW),
        ({"a lost answer"}, ("a lost answer", "test_nobody_wrote", HERE)),
        ({"a lost answer"}, ("a lost answer", "test_nobody_wrote", "tests/no_such_file.py")),
    ],
)
def test_a_gap_in_the_table_is_seen(entries: set[str], row: Row) -> None:
    assert len(faults(entries, [row])) == 1


def test_a_table_without_gaps_has_no_faults() -> None:
    assert faults({"a lost answer"}, [TRUE_ROW]) == []
