"""Where a record was made, alike on server and phone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.domain.round_spot import Level, spot_of

VECTORS = Path(__file__).parents[2] / "contract" / "round_spots.json"


@pytest.mark.parametrize("case", json.loads(VECTORS.read_text("utf-8")))
def test_the_vectors_say_what_the_rule_says(case):
    path = [Level(**level) for level in case["path"]]
    assert spot_of(path, by_door=case["by_door"])._asdict() == case["spot"]
