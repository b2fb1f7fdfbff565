"""Server and phone ask for the same photos."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from server.domain.spot_check import is_spot_check

VECTORS = Path(__file__).parents[2] / "contract" / "spot_checks.json"


def test_a_stop_is_asked_from_the_share_on_that_the_vectors_name():
    cases = json.loads(VECTORS.read_text("utf-8"))
    assert len(cases) >= 30
    for case in cases:
        key = case["round"] | {"day": date.fromisoformat(case["round"]["day"])}
        least = case["asked_from"]
        asked = [is_spot_check(**key, stop_id=case["stop"], percent=n) for n in (least - 1, least)]
        assert asked == [False, True], case
