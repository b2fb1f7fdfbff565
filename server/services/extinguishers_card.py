"""One extinguisher's life: the card that hangs at it on paper (检查记录卡)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from server.records import Asset, AssetKind, ExtinguisherService, Inspection

CHECKS_SHOWN = 36
"""Three years of monthly checks (GB 50444-2008 5.2.1)."""
OK, ABNORMAL, NONE = "ok", "abnormal", ""
_PRESSURE_ITEMS = frozenset({"pressure", "weight"})
_PRESSURE_PHRASES = frozenset({"pressure_low", "weight_low"})


@dataclass(frozen=True)
class Check:
    """One line of the card. ``appearance`` and ``pressure`` (of CO2 the weight): OK, ABNORMAL or
    NONE when it was not looked at."""

    inspection: Inspection
    appearance: str
    pressure: str
    phrases: tuple[dict[str, str], ...]


def checks_of(session: Session, asset: Asset) -> list[Check]:
    """The newest CHECKS_SHOWN inspections that stand, newest first."""
    found = session.scalars(
        select(Inspection)
        .options(joinedload(Inspection.author))
        .where(Inspection.asset_id == asset.id, Inspection.withdrawn_by.is_(None))
        .order_by(Inspection.effective_at.desc(), Inspection.seq.desc())
        .limit(CHECKS_SHOWN)
    )
    return [_check(inspection, asset.kind) for inspection in found]


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


def _check(inspection: Inspection, kind: AssetKind) -> Check:
    """What was said of pressure or weight by its item or phrase; all else is its appearance."""
    known = {phrase["key"]: phrase for phrase in kind.phrases}
    keys = [key.rpartition(":")[2] for key in inspection.phrases]
    phrases = tuple(known.get(key, {"key": key, "zh": key, "en": key}) for key in keys)
    if not inspection.answers:
        return _plain_check(inspection, keys, phrases)
    pressure = [one for one in inspection.answers if one["item"] in _PRESSURE_ITEMS]
    others = [one for one in inspection.answers if one["item"] not in _PRESSURE_ITEMS]
    return Check(inspection, _worst(others), _worst(pressure), phrases)


def _plain_check(
    inspection: Inspection, keys: Sequence[str], phrases: tuple[dict[str, str], ...]
) -> Check:
    """正常 says so of everything; 异常 of what the phrases name."""
    if inspection.result == OK:
        return Check(inspection, OK, OK, phrases)
    pressure = any(key in _PRESSURE_PHRASES for key in keys)
    appearance = not pressure or len(keys) > 1 or bool(inspection.words)
    return Check(
        inspection, ABNORMAL if appearance else OK, ABNORMAL if pressure else NONE, phrases
    )


def _worst(answers: Sequence[dict[str, str]]) -> str:
    given = {one["answer"] for one in answers}
    return ABNORMAL if ABNORMAL in given else OK if OK in given else NONE
