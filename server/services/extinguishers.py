"""The school's extinguishers: what their dates mean today, and what comes within 90 days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from server.domain.extinguisher import ExtinguisherState, Outlook, Periods, outlook
from server.domain.problems import NotFound
from server.records import Asset, AssetKind, ExtinguisherService, Place
from server.services.places_tree import subtree_ids

AWAY = "away"
DUE = "due"
"""As a state: whatever is not in order, or is due within 90 days."""
_WORST_FIRST = tuple(ExtinguisherState)


@dataclass(frozen=True)
class Bottle:
    """``asset`` has kind and place loaded. ``away`` is the open service of one sent away."""

    asset: Asset
    outlook: Outlook
    away: ExtinguisherService | None

    @property
    def place(self) -> Place | None:
        """Where it stands; of one that is away, where it belongs."""
        return self.away.place if self.away else self.asset.place

    @property
    def next_day(self) -> date:
        """The next day on which something is due, for the order of lists."""
        days = (self.outlook.next_service_on, self.outlook.scrap_on)
        return min((day for day in days if day), default=date.min)


@dataclass(frozen=True)
class BottleFilter:
    """Empty fields do not narrow. ``state``: an ExtinguisherState, DUE or AWAY. ``place_id`` means
    the place and all below it; one that is away counts where it belongs."""

    state: str = ""
    kind_id: str = ""
    place_id: str = ""


def find_extinguishers(session: Session, wanted: BottleFilter, today: date) -> list[Bottle]:
    """The kept extinguishers of ``wanted``, the most urgent first."""
    below = set(session.scalars(subtree_ids(wanted.place_id))) if wanted.place_id else None
    found = [
        bottle
        for bottle in all_extinguishers(session, today)
        if _has_state(bottle, wanted.state)
        and wanted.kind_id in ("", bottle.asset.kind_id)
        and (below is None or (bottle.place is not None and bottle.place.id in below))
    ]
    return sorted(found, key=_urgency)


def extinguishers_due(session: Session, today: date) -> list[Bottle]:
    """What is to be serviced or scrapped now or within 90 days, or has no certain date of
    manufacture; those that are away for it left out. The most urgent first."""
    return find_extinguishers(session, BottleFilter(state=DUE), today)


def count_states(bottles: Iterable[Bottle]) -> Mapping[str, int]:
    """How many by ExtinguisherState, and under AWAY how many are away; 0 where there are none."""
    counts: Counter[str] = Counter()
    for bottle in bottles:
        counts[str(bottle.outlook.state)] += 1
        counts[AWAY] += bottle.away is not None
    return counts


def all_extinguishers(session: Session, today: date) -> list[Bottle]:
    """All kept things of the kinds that have periods, in three queries."""
    away = open_services(session)
    return [
        Bottle(asset, _outlook(asset, today), away.get(asset.id))
        for asset in session.scalars(_kept())
    ]


def get_extinguisher(session: Session, asset_id: str, today: date) -> Bottle:
    """Removed ones are found too. Raises NotFound."""
    asset = session.get(Asset, asset_id)
    if asset is None or periods_of(asset.kind) is None:
        raise NotFound
    return Bottle(asset, _outlook(asset, today), open_services(session, [asset_id]).get(asset_id))


def chosen_extinguishers(session: Session, asset_ids: Sequence[str], today: date) -> list[Bottle]:
    """The kept ones among ``asset_ids``, the most urgent first."""
    chosen = set(asset_ids)
    found = [one for one in all_extinguishers(session, today) if one.asset.id in chosen]
    return sorted(found, key=_urgency)


def open_services(
    session: Session, asset_ids: Sequence[str] | None = None
) -> dict[str, ExtinguisherService]:
    """The services that have not ended, by the asset that is away; None: all."""
    query = select(ExtinguisherService).where(ExtinguisherService.returned_on.is_(None))
    if asset_ids is not None:
        query = query.where(ExtinguisherService.asset_id.in_(asset_ids))
    return {service.asset_id: service for service in session.scalars(query)}


def extinguisher_kinds(session: Session) -> list[AssetKind]:
    """The kinds that have periods, by id."""
    query = select(AssetKind).where(AssetKind.scrap_years.is_not(None)).order_by(AssetKind.id)
    return list(session.scalars(query))


def building_choices(session: Session) -> list[tuple[str, str]]:
    """(id, path) of the campuses and buildings, in the order of paths."""
    wanted = select(Place.id, Place.path).where(Place.kind.in_(("campus", "building")))
    return [(place_id, path) for place_id, path in session.execute(wanted.order_by(Place.path))]


def periods_of(kind: AssetKind) -> Periods | None:
    """None for what is no extinguisher."""
    first, every, scrap = kind.first_service_years, kind.service_every_years, kind.scrap_years
    return None if first is None or every is None or scrap is None else Periods(first, every, scrap)


def set_periods(session: Session, kind_id: str, periods: Periods) -> None:
    """Raises NotFound, also for a kind that is no extinguisher."""
    kind = session.get(AssetKind, kind_id)
    if kind is None or periods_of(kind) is None:
        raise NotFound
    kind.first_service_years = periods.first_service_years
    kind.service_every_years = periods.service_every_years
    kind.scrap_years = periods.scrap_years


def _kept() -> Select[tuple[Asset]]:
    return (
        select(Asset)
        .join(Asset.kind)
        .outerjoin(Asset.place)
        .options(contains_eager(Asset.kind), contains_eager(Asset.place))
        .where(Asset.removed_at.is_(None), AssetKind.scrap_years.is_not(None))
    )


def _outlook(asset: Asset, today: date) -> Outlook:
    periods = periods_of(asset.kind)
    if periods is None:
        raise NotFound
    return outlook(periods, asset.manufactured_on, asset.serviced_on, today)


def _has_state(bottle: Bottle, state: str) -> bool:
    if state == AWAY:
        return bottle.away is not None
    if state == DUE:
        return bottle.outlook.state != ExtinguisherState.IN_ORDER and bottle.away is None
    return state in ("", bottle.outlook.state)


def _urgency(bottle: Bottle) -> tuple[int, date, str, str]:
    asset = bottle.asset
    rank = _WORST_FIRST.index(bottle.outlook.state)
    return rank, bottle.next_day, asset.ledger_number or "", asset.id
