"""The checklists that the product brings along; schools change their own copies.

The items follow, where there is one, a rule: `fire_daily` 公安部61号令 art. 25, `fire_monthly`
art. 26, `extinguisher_*` GB 50444-2008 appendix C (its 19 points in its order, and what has to be
scrapped at once), the voltage of `distribution_room` GB/T 12325-2008 (380 V, 7 % up or down).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_CATALOGUE = Path(__file__).parent / "checklists.json"


@cache
def templates() -> tuple[dict[str, Any], ...]:
    """All templates by id: {id, name_zh, name_en, subjects, items}. Not to be changed."""
    return tuple(json.loads(_CATALOGUE.read_text("utf-8")))


def template(checklist_id: str) -> dict[str, Any] | None:
    """One of them, None when there is none of this id."""
    return next((it for it in templates() if it["id"] == checklist_id), None)
