"""Every vector of ``tests/contract/stocktake``, as the phone runs them too."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from server.domain.reconciliation import agrees, expected_total, reconcile
from tests.unit.domain.counted_rooms import room_of

FOLDER = Path(__file__).parents[2] / "contract" / "stocktake"
VECTORS = [
    pytest.param(vector, id=f"{path.stem}: {vector['name']}")
    for path in sorted(FOLDER.glob("*.json"))
    for vector in json.loads(path.read_text("utf-8"))
]


@pytest.mark.parametrize("vector", VECTORS)
def test_the_vectors_say_what_the_rule_says(vector: dict[str, Any]) -> None:
    room = room_of(vector["input"])
    result = asdict(reconcile(room))
    signed = [(one["key"], one["quantity"]) for one in vector.get("signed", [])]
    result["total"] = expected_total(room)
    result["agrees"] = agrees(signed, reconcile(room).discrepancies, room.bindings)
    assert {name: result[name] for name in vector["output"]} == vector["output"]
