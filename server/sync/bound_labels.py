"""Where a label leads: to the thing of the newest binding that stands, else to the one it was
issued for, else nowhere.

Among equal times one device's own order decides (its seq), then the fact's id, so that every
arrival order ends in the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import Table, bindparam, insert, null, select, update
from sqlalchemy.orm import Session

from server.records import Asset, Fact, Label, LabelBinding, Place
from server.records.listed import among, listed
from server.records.many_rows import write_many
from server.sync.rows import Row


class _Lead(NamedTuple):
    """Both ids are None for a blank label, and ``bound_at`` with them."""

    asset_id: str | None
    place_id: str | None
    bound_at: datetime | None


class BoundLabels:
    """The labels whose bindings change while facts are carried out, led anew together."""

    def __init__(self) -> None:
        self._codes: set[str] = set()
        self._met: dict[str, datetime] = {}

    def bind(self, code: str, received_at: datetime) -> None:
        """A binding of this code is among the new rows. A code nobody knows was issued and printed
        before a restore: it is a label from now on."""
        self._codes.add(code)
        self._met.setdefault(code, received_at)

    def doubt(self, code: str) -> None:
        """A binding of this code was withdrawn."""
        self._codes.add(code)

    def write(self, session: Session) -> None:
        """Lead them; after the bindings were written and marked. The rows in which their codes
        travel to the phones, before and from now on, are touched."""
        if self._codes:
            codes = {"codes": listed(self._codes)}
            self._make_missing(session, codes)
            _lead(session, codes)

    def _make_missing(self, session: Session, codes: Mapping[str, str]) -> None:
        known = set(session.scalars(_KNOWN, codes))
        rows = [
            {"code": code, "issued_at": at, "printed_at": at}
            for code, at in self._met.items()
            if code not in known
        ]
        write_many(session.connection(), _INSERT, rows)


def _lead(session: Session, codes: Mapping[str, str]) -> None:
    bound = session.execute(_BINDINGS, codes)
    newest = {code: _Lead(asset, place, at) for code, asset, place, at in bound}
    moved: list[Row] = []
    touched: list[_Lead] = []
    for label in session.execute(_LABELS, codes).scalars():
        before = _Lead(label.asset_id, label.place_id, label.bound_at)
        issued = _Lead(label.issued_asset_id, label.issued_place_id, label.issued_at)
        after = _or_blank(newest.get(label.code, issued))
        if after != before:
            moved.append({"label": label.code} | after._asdict())
            touched += (before, after)
    write_many(session.connection(), _MOVE, moved)
    _touch(session, touched)


def _or_blank(lead: _Lead) -> _Lead:
    """A lead to nothing, by a binding to a place that is gone or of a label issued blank, is
    bound at no time."""
    return lead if lead.asset_id or lead.place_id else _Lead(None, None, None)


def _touch(session: Session, leads: Sequence[_Lead]) -> None:
    for model, ids in (
        (Asset, _given(lead.asset_id for lead in leads)),
        (Place, _given(lead.place_id for lead in leads)),
    ):
        write_many(session.connection(), _TOUCH[model], [{"thing": one} for one in ids])


def _given(ids: Iterable[str | None]) -> list[str]:
    return sorted({one for one in ids if one is not None})


_LABEL = cast(Table, Label.__table__)
_INSERT = insert(_LABEL)
_KNOWN = select(Label.code).where(among(Label.code, "codes"))
# The last of each code counts.
_BINDINGS = (
    select(
        LabelBinding.code,
        LabelBinding.asset_id,
        LabelBinding.place_id,
        LabelBinding.effective_at,
    )
    .join(Fact, Fact.id == LabelBinding.fact_id)
    .where(among(LabelBinding.code, "codes"), LabelBinding.withdrawn_by.is_(None))
    .order_by(LabelBinding.effective_at, Fact.seq, Fact.id)
)
_LABELS = select(Label).where(among(Label.code, "codes"))
_MOVE = (
    update(_LABEL)
    .where(Label.code == bindparam("label"))
    .values(
        asset_id=bindparam("asset_id"),
        place_id=bindparam("place_id"),
        bound_at=bindparam("bound_at"),
    )
)
# Phones hear of the row again: clearing the revision here spares the trigger a second write.
_TOUCH = {
    model: update(cast(Table, model.__table__))
    .where(model.id == bindparam("thing"))
    .values(rev=null())
    for model in (Asset, Place)
}
