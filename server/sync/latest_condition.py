"""An asset's latest condition: the newest inspection by effective time that stands.

Among equal times one device's own order decides (its seq), then the fact's id, so that every
arrival order ends in the same answer.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import Table, bindparam, null, select, update
from sqlalchemy.orm import Session

from server.records import Asset, Inspection
from server.records.listed import among, listed
from server.records.many_rows import write_many
from server.sync.rows import Row

_Order = tuple[datetime, int, str]
_COLUMNS = (
    Inspection.fact_id,
    Inspection.result,
    Inspection.condition,
    Inspection.fixed_on_spot,
    Inspection.effective_at,
    Inspection.author_id,
)


_IN_ORDER = {"result": "ok", "condition": "intact"}


class Standing(NamedTuple):
    """Where an asset stands by the register, its kind, and the order of its latest inspection."""

    place_id: str | None
    kind_id: str
    latest: _Order | None


class LatestConditions:
    """Of some assets, kept up in memory while facts are carried out, then written together."""

    def __init__(self, standings: dict[str, Standing]) -> None:
        self._standings = standings
        self._offered: dict[str, Row] = {}
        self._in_doubt: set[str] = set()

    def standing(self, asset_id: str) -> Standing | None:
        """None when there is no such asset."""
        return self._standings.get(asset_id)

    def offer(self, inspection: Row) -> None:
        """Let a new inspection become its asset's latest unless a newer one stands."""
        asset_id = inspection["asset_id"]
        standing = self._standings[asset_id]
        order = (inspection["effective_at"], inspection["seq"], inspection["fact_id"])
        if standing.latest is None or order > standing.latest:
            self._standings[asset_id] = standing._replace(latest=order)
            self._offered[asset_id] = _as_left(inspection)

    def doubt(self, asset_id: str) -> None:
        """An inspection was withdrawn: find the latest anew when all are written."""
        self._in_doubt.add(asset_id)

    def write(self, session: Session) -> None:
        """Set the latest on the assets; after the inspections were written."""
        doubted = [_newest(session, asset_id) for asset_id in self._in_doubt]
        offered = [row for asset_id, row in self._offered.items() if asset_id not in self._in_doubt]
        write_many(session.connection(), _SET, offered + doubted)


def load_latest_conditions(session: Session, asset_ids: Collection[str]) -> LatestConditions:
    """Those of ``asset_ids`` that exist."""
    rows = session.execute(_STANDINGS, {"ids": listed(asset_ids)})
    return LatestConditions(
        {
            asset_id: Standing(place_id, kind_id, None if fact_id is None else (at, seq, fact_id))
            for asset_id, place_id, kind_id, at, seq, fact_id in rows
        }
    )


_STANDINGS = (
    select(
        Asset.id,
        Asset.place_id,
        Asset.kind_id,
        Inspection.effective_at,
        Inspection.seq,
        Inspection.fact_id,
    )
    .select_from(Asset)
    .outerjoin(Inspection, Inspection.fact_id == Asset.last_fact_id)
    .where(among(Asset.id, "ids"))
)

# Phones hear of the row again: clearing the revision here spares the trigger a second write.
_SET = (
    update(cast(Table, Asset.__table__))
    .where(Asset.id == bindparam("asset_id"))
    .values(
        last_fact_id=bindparam("fact_id"),
        last_result=bindparam("result"),
        last_condition=bindparam("condition"),
        last_at=bindparam("effective_at"),
        last_by=bindparam("author_id"),
        rev=null(),
    )
)


def _as_left(inspection: Row) -> Row:
    """What was put right on the spot is in order."""
    return inspection | _IN_ORDER if inspection["fixed_on_spot"] else inspection


def _newest(session: Session, asset_id: str) -> Row:
    row = session.execute(
        select(*_COLUMNS)
        .where(Inspection.asset_id == asset_id, Inspection.withdrawn_by.is_(None))
        .order_by(Inspection.effective_at.desc(), Inspection.seq.desc(), Inspection.fact_id.desc())
        .limit(1)
    ).first()
    none = dict.fromkeys(column.key for column in _COLUMNS)
    return {"asset_id": asset_id} | (_as_left(dict(row._mapping)) if row else none)
