"""Which thing a held fact is about, and which one an administrator means instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from qr_labels import parse_scan
from server.records import Asset, Label
from server.services.held.text import HeldText

MOST_CANDIDATES = 20


def things_of(session: Session, texts: Sequence[HeldText]) -> list[Asset | None]:
    """The thing each text names, by its id or else by its label: a thing may have been entered
    anew under another id while its label stayed. The label that was stuck on a thing names none:
    it may have come from another one."""
    by_id = _by_id(session, {text.asset_id for text in texts if text.asset_id})
    labels = _asset_ids_by_code(session, {_code(text) for text in texts})
    by_label = _by_id(session, set(labels.values()))
    return [
        by_id.get(text.asset_id or "") or by_label.get(labels.get(_code(text), ""))
        for text in texts
    ]


def _code(text: HeldText) -> str:
    return "" if text.is_about_label else text.code or ""


def things_meant(session: Session, words: str) -> list[Asset]:
    """The things whose label code, however typed, or whose ledger number is ``words``; at most
    20, by place. Several may share one number."""
    code = parse_scan(words).code
    labelled = _asset_ids_by_code(session, {code}) if code else {}
    numbered = select(Asset.id).where(
        Asset.ledger_number == words.strip(), Asset.removed_at.is_(None)
    )
    ids = labelled.values() or session.scalars(numbered.order_by(Asset.id).limit(MOST_CANDIDATES))
    found = _by_id(session, set(ids)).values()
    return sorted(found, key=lambda asset: (asset.place.path if asset.place else "", asset.id))


def _by_id(session: Session, ids: Iterable[str]) -> dict[str, Asset]:
    rows = session.scalars(
        select(Asset)
        .where(Asset.id.in_(ids))
        .options(joinedload(Asset.place), joinedload(Asset.kind))
    )
    return {asset.id: asset for asset in rows}


def _asset_ids_by_code(session: Session, codes: Iterable[str]) -> dict[str, str]:
    rows = session.execute(
        select(Label.code, Label.asset_id).where(Label.code.in_(codes), Label.asset_id.is_not(None))
    )
    return {code: asset_id for code, asset_id in rows if asset_id is not None}
