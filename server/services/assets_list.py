"""Finding assets: by words, place, kind and condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from qr_labels import parse_scan
from server.domain.search_keys import search_words
from server.records import Asset, AssetKind, Label, Place
from server.services.paging import PAGE_ROWS, Page, offset_of, page_within
from server.services.places_tree import subtree_ids

NEVER_INSPECTED = "never"
REMOVED = "removed"
CONDITIONS = ("intact", "usable", "unusable", "missing")


@dataclass(frozen=True)
class AssetFilter:
    """What is looked for; empty fields do not narrow. ``place_id`` means the place and all below.
    ``condition``: one of CONDITIONS, NEVER_INSPECTED or REMOVED."""

    words: str = ""
    place_id: str = ""
    kind_id: str = ""
    condition: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.place_id or self.kind_id or self.condition)


def find_assets(session: Session, wanted: AssetFilter, page: int) -> Page[Asset]:
    """The assets of ``wanted`` by place, number and name, with place and kind loaded."""
    total = session.scalar(select(func.count()).select_from(_matching(wanted).subquery())) or 0
    number = page_within(page, total)
    rows = session.scalars(
        _in_order(_matching(wanted))
        .options(contains_eager(Asset.place), joinedload(Asset.kind))
        .limit(PAGE_ROWS)
        .offset(offset_of(number))
    )
    return Page(list(rows), number, total)


def matching_asset_ids(session: Session, wanted: AssetFilter) -> list[str]:
    """All ids of ``wanted`` in the same order."""
    return list(session.scalars(_in_order(_matching(wanted)).with_only_columns(Asset.id)))


def keep_asset_ids(session: Session, asset_ids: Sequence[str]) -> list[str]:
    """Those of ``asset_ids`` that stand in the register, in the same order."""
    wanted = set(asset_ids)
    kept = matching_asset_ids(session, AssetFilter()) if wanted else []
    return [asset_id for asset_id in kept if asset_id in wanted]


def unprinted_asset_ids(session: Session) -> list[str]:
    """The kept assets none of whose labels was ever printed, in the same order."""
    printed = select(Label.asset_id).where(
        Label.asset_id == Asset.id, Label.printed_at.is_not(None)
    )
    wanted = _in_order(_matching(AssetFilter())).where(~printed.exists())
    return list(session.scalars(wanted.with_only_columns(Asset.id)))


def list_kinds(session: Session) -> list[AssetKind]:
    return list(session.scalars(select(AssetKind).order_by(AssetKind.id)))


def _matching(wanted: AssetFilter) -> Select[tuple[Asset]]:
    query = select(Asset).outerjoin(Asset.place).where(_saying(wanted.words))
    if wanted.place_id:
        query = query.where(Asset.place_id.in_(subtree_ids(wanted.place_id)))
    if wanted.kind_id:
        query = query.where(Asset.kind_id == wanted.kind_id)
    return _with_condition(query, wanted.condition)


def _saying(words: str) -> ColumnElement[bool]:
    """Holds every word; or carries the label that the words are, typed or scanned."""
    named = and_(
        True,
        *(
            or_(
                Asset.search.contains(word, autoescape=True),
                Place.search.contains(word, autoescape=True),
            )
            for word in search_words(words)
        ),
    )
    code = parse_scan(words).code
    if not code:
        return named
    return or_(named, Asset.id.in_(select(Label.asset_id).where(Label.code == code)))


def _with_condition(query: Select[tuple[Asset]], condition: str) -> Select[tuple[Asset]]:
    if condition == REMOVED:
        return query.where(Asset.removed_at.is_not(None))
    query = query.where(Asset.removed_at.is_(None))
    if condition == NEVER_INSPECTED:
        return query.where(Asset.last_condition.is_(None))
    return query.where(Asset.last_condition == condition) if condition else query


def _in_order(query: Select[tuple[Asset]]) -> Select[tuple[Asset]]:
    return query.order_by(Place.path.nulls_first(), Asset.ledger_number, Asset.name, Asset.id)
