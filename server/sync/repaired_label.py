"""What an administrator says that a held fact about a label should have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class LabelBoundRepair:
    """Which label is on which asset or place; one of the two is None. ``author_id`` counts only
    when the held text names nobody who is known here."""

    code: str
    asset_id: str | None
    place_id: str | None
    author_id: str | None = None


@dataclass(frozen=True)
class LabelRequestedRepair:
    """Which asset or place needs a new label. As above."""

    asset_id: str | None
    place_id: str | None
    author_id: str | None = None


LabelRepair = LabelBoundRepair | LabelRequestedRepair


def label_body(
    repair: LabelRepair, said: Mapping[str, Any], how: str
) -> tuple[str, Mapping[str, Any]]:
    """The type and the body of the repaired fact; ``said`` is the held one's body. What belonged
    to a pile still does."""
    about = {"asset_id": repair.asset_id, "place_id": repair.place_id, "how": how}
    if isinstance(repair, LabelBoundRepair):
        return "label_bound", about | {"code": repair.code}
    pile = said.get("pile") if said.get("why") == "pile" else None
    return "label_requested", about | {"why": "pile" if pile else "worn", "pile": pile}
