"""The sheets of stocktakes on which facts say something, or whose label codes they bind: derived
anew once for all of these facts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import CountSheet, Sighting
from server.records.listed import among, listed
from server.services.counted_sheets import refresh_sheets


class SaidSheets:
    """Of the facts that are being carried out; ``known`` are those named sheets that exist."""

    def __init__(self, known: Collection[str] = ()) -> None:
        self._known = frozenset(known)
        self._touched: set[str] = set()
        self._codes: set[str] = set()
        self._at: datetime | None = None

    def knows(self, sheet_id: str) -> bool:
        return sheet_id in self._known

    def touch(self, sheet_id: str, received_at: datetime) -> None:
        """Something was said on this sheet, or taken back."""
        self._touched.add(sheet_id)
        self._at = received_at

    def lead(self, code: str, received_at: datetime) -> None:
        """This label may lead elsewhere now: so may what was seen by it."""
        self._codes.add(code)
        self._at = received_at

    def write(self, session: Session) -> None:
        """Derive them; after everything else was written."""
        if self._at is None:
            return
        session.expire_all()
        seen = session.scalars(_SEEN_BY_CODE, {"codes": listed(self._codes)}) if self._codes else ()
        refresh_sheets(session, {*self._touched, *seen}, self._at)


def load_said_sheets(session: Session, sheet_ids: Collection[str]) -> SaidSheets:
    """Those that facts name."""
    if not sheet_ids:
        return SaidSheets()
    return SaidSheets(session.scalars(_KNOWN, {"sheets": listed(sheet_ids)}).all())


_KNOWN = select(CountSheet.id).where(among(CountSheet.id, "sheets"))
_SEEN_BY_CODE = select(Sighting.sheet_id).where(
    Sighting.asset_id.is_(None), among(Sighting.code, "codes")
)
