"""The kinds of assets every school begins with."""

from __future__ import annotations

import json
from pathlib import Path

from sqlalchemy.orm import Session

from server.records import AssetKind

_CATALOGUE = Path(__file__).parent / "asset_kinds.json"


def load_asset_kinds(session: Session) -> None:
    """Write the catalogue's kinds, with the phrases to tap, into an empty table."""
    for kind in json.loads(_CATALOGUE.read_text("utf-8")):
        session.add(AssetKind(**kind))
