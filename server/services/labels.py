"""Labels: codes for things and for the doors of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TypedDict

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from qr_labels import issue_code, parse_scan
from server.records import Asset, Label, Place

_BATCH = 1_000


class _LabelRow(TypedDict):
    code: str
    asset_id: str | None
    place_id: str | None
    issued_asset_id: str | None
    issued_place_id: str | None
    issued_at: datetime
    bound_at: datetime | None


def issue_labels(
    session: Session,
    now: datetime,
    *,
    asset_ids: Sequence[str] = (),
    place_ids: Sequence[str] = (),
) -> dict[str, str]:
    """Give a code to each of the things that has none; returns the current code by id, for all.

    Codes travel to the phones inside the rows of their things, so the rows of those that get one
    are touched. 3,000 assets take a fraction of a second.
    """
    codes = current_codes(session, asset_ids, place_ids)
    new_assets = [asset_id for asset_id in dict.fromkeys(asset_ids) if asset_id not in codes]
    new_places = [place_id for place_id in dict.fromkeys(place_ids) if place_id not in codes]
    fresh = _fresh_codes(session, len(new_assets) + len(new_places))
    rows = [
        *(_row(next(fresh), now, asset_id=asset_id) for asset_id in new_assets),
        *(_row(next(fresh), now, place_id=place_id) for place_id in new_places),
    ]
    if rows:
        session.execute(insert(Label), rows)
    _touch(session, Asset, new_assets)
    _touch(session, Place, new_places)
    return codes | {row["asset_id"] or row["place_id"] or "": row["code"] for row in rows}


def issue_blank_labels(session: Session, count: int, now: datetime) -> list[str]:
    """``count`` codes that lead nowhere yet: printed first, bound in the field."""
    rows = [_row(code, now) for code in _fresh_codes(session, count)]
    if rows:
        session.execute(insert(Label), rows)
    return [row["code"] for row in rows]


def current_codes(
    session: Session, asset_ids: Sequence[str] = (), place_ids: Sequence[str] = ()
) -> dict[str, str]:
    """The code bound last, by the id of the asset or place that has one."""
    codes: dict[str, str] = {}
    for column, ids in ((Label.asset_id, asset_ids), (Label.place_id, place_ids)):
        for batch in batches(ids):
            order = Label.bound_at, Label.code.desc()
            query = select(column, Label.code).where(column.in_(batch)).order_by(*order)
            codes.update((thing, code) for thing, code in session.execute(query) if thing)
    return codes


def label_that_leads(session: Session, words: str) -> Label | None:
    """The label whose code or address ``words`` are, typed or scanned, if it is on a thing."""
    label = session.get(Label, parse_scan(words).code)
    return label if label and (label.asset_id or label.place_id) else None


def labels_of_asset(session: Session, asset_id: str) -> list[Label]:
    """The asset's labels, the current one first."""
    wanted = select(Label).where(Label.asset_id == asset_id)
    return list(session.scalars(wanted.order_by(Label.bound_at.desc(), Label.code)))


def mark_printed(session: Session, codes: Sequence[str], now: datetime) -> None:
    for batch in batches(codes):
        session.execute(update(Label).where(Label.code.in_(batch)).values(printed_at=now))


def batches(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """Runs of ids that fit the parameters of one statement."""
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _fresh_codes(session: Session, count: int) -> Iterator[str]:
    """``count`` codes that no label has."""
    fresh: dict[str, None] = {}
    while len(fresh) < count:
        drawn = dict.fromkeys(issue_code() for _ in range(count - len(fresh)))
        taken = _taken(session, list(drawn))
        fresh.update((code, None) for code in drawn if code not in taken)
    return iter(fresh)


def _taken(session: Session, codes: Sequence[str]) -> set[str]:
    return {
        code
        for batch in batches(codes)
        for code in session.scalars(select(Label.code).where(Label.code.in_(batch)))
    }


def _row(
    code: str, now: datetime, asset_id: str | None = None, place_id: str | None = None
) -> _LabelRow:
    return {
        "code": code,
        "asset_id": asset_id,
        "place_id": place_id,
        "issued_asset_id": asset_id,
        "issued_place_id": place_id,
        "issued_at": now,
        "bound_at": now if asset_id or place_id else None,
    }


def _touch(session: Session, model: type[Asset] | type[Place], ids: Iterable[str]) -> None:
    for batch in batches(list(ids)):
        session.execute(update(model).where(model.id.in_(batch)).values(search=model.search))
