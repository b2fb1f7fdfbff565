"""One extinguisher's life: the card that hangs at it on paper (检查记录卡)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from server.domain.extinguisher_card import Marks, marks_of_answers, marks_of_phrases
from server.records import Asset, AssetKind, ExtinguisherService, Inspection
from server.services.findings_said import said_of
from server.services.records_list_answers import Words

CHECKS_SHOWN = 36
"""Three years of monthly checks (GB 50444-2008 5.2.1)."""


@dataclass(frozen=True)
class Check:
    """One line of the card; ``said``: what was wrong, as {zh, en}."""

    inspection: Inspection
    marks: Marks
    said: Sequence[Words]


def checks_of(session: Session, asset: Asset) -> list[Check]:
    """The newest CHECKS_SHOWN inspections that stand, newest first."""
    found = session.scalars(
        select(Inspection)
        .options(joinedload(Inspection.author))
        .where(Inspection.asset_id == asset.id, Inspection.withdrawn_by.is_(None))
        .order_by(Inspection.effective_at.desc(), Inspection.seq.desc())
        .limit(CHECKS_SHOWN)
    ).all()
    said = said_of(session, found)
    return [Check(one, _marks(one), said[one.fact_id]) for one in found]


def services_of(session: Session, asset_id: str) -> Sequence[ExtinguisherService]:
    """All services of one bottle, newest first."""
    return session.scalars(
        select(ExtinguisherService)
        .options(joinedload(ExtinguisherService.place), joinedload(ExtinguisherService.replacement))
        .where(ExtinguisherService.asset_id == asset_id)
        .order_by(ExtinguisherService.sent_on.desc(), ExtinguisherService.recorded_at.desc())
    ).all()


@dataclass(frozen=True)
class ArchiveRow:
    """A line of the 灭火器档案 that 公安部61号令 art. 29 asks for: type, quantity, position, who
    serviced it, when its agent was replaced; ``service`` is the newest service that was done,
    ``agent_replaced_on`` the newest day of any."""

    asset: Asset
    kind: AssetKind
    position: str
    service: ExtinguisherService | None
    agent_replaced_on: date | None


def extinguisher_archive(session: Session) -> list[ArchiveRow]:
    """All kept extinguishers by type, position and number; those away at the position where they
    belong. Two queries."""
    services: dict[str, list[ExtinguisherService]] = {}
    for service in session.scalars(
        select(ExtinguisherService)
        .options(joinedload(ExtinguisherService.place))
        .order_by(ExtinguisherService.sent_on.desc())
    ):
        services.setdefault(service.asset_id, []).append(service)
    assets = session.scalars(
        select(Asset)
        .join(Asset.kind)
        .options(joinedload(Asset.kind), joinedload(Asset.place))
        .where(Asset.removed_at.is_(None), AssetKind.scrap_years.is_not(None))
    )
    rows = [_archived(asset, services.get(asset.id, [])) for asset in assets]
    return sorted(rows, key=lambda row: (row.kind.id, row.position, row.asset.ledger_number or ""))


def _archived(asset: Asset, services: Sequence[ExtinguisherService]) -> ArchiveRow:
    away = next((one for one in services if one.returned_on is None), None)
    place = away.place if away else asset.place
    done = [one for one in services if one.serviced_on is not None]
    agent = max((one.agent_replaced_on for one in services if one.agent_replaced_on), default=None)
    return ArchiveRow(asset, asset.kind, place.path if place else "", next(iter(done), None), agent)


def _marks(inspection: Inspection) -> Marks:
    if inspection.answers:
        return marks_of_answers(inspection.answers)
    return marks_of_phrases(inspection.result, inspection.phrases, inspection.words)
