"""An asset's latest condition: the newest inspection by effective time that stands.

Among equal times one device's own order decides (its seq), then the fact's id, so that every
arrival order ends in the same answer.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import NotFound
from server.records import Asset, Inspection


def offer_as_latest(session: Session, asset: Asset, inspection: Inspection) -> None:
    """Let a new inspection become the asset's latest unless a newer one stands."""
    current = session.get(Inspection, asset.last_fact_id) if asset.last_fact_id else None
    if current is None or _order(inspection) > _order(current):
        _set(asset, inspection)


def recompute_latest(session: Session, asset_id: str) -> None:
    """Find the asset's latest anew, after a withdrawal. Raises NotFound."""
    asset = session.get(Asset, asset_id)
    if asset is None:
        raise NotFound
    _set(
        asset,
        session.scalar(
            select(Inspection)
            .where(Inspection.asset_id == asset_id, Inspection.withdrawn_by.is_(None))
            .order_by(
                Inspection.effective_at.desc(), Inspection.seq.desc(), Inspection.fact_id.desc()
            )
            .limit(1)
        ),
    )


def _order(inspection: Inspection) -> tuple[float, int, str]:
    return (inspection.effective_at.timestamp(), inspection.seq, inspection.fact_id)


def _set(asset: Asset, latest: Inspection | None) -> None:
    asset.last_fact_id = latest.fact_id if latest else None
    asset.last_result = latest.result if latest else None
    asset.last_condition = latest.condition if latest else None
    asset.last_at = latest.effective_at if latest else None
    asset.last_by = latest.author_id if latest else None
