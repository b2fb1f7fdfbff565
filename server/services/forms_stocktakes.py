"""Which counts there are paper of."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Stocktake

_MOST = 40


def stocktakes_to_print(session: Session) -> Sequence[Stocktake]:
    """The latest first; ended ones among them."""
    wanted = select(Stocktake).order_by(Stocktake.baseline_on.desc(), Stocktake.opened_at.desc())
    return session.scalars(wanted.limit(_MOST)).all()
