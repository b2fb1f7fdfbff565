"""What a fact's id leads to: the fact itself, or the repair of a held one.

A repair is a fact of its own with an id of its own, while phones and later facts go on naming the
id they know (docs/spec/sync.md, Held).
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Fact, HeldResolution


def resolve_fact_id(session: Session, fact_id: str) -> Fact | None:
    """The applied fact of this id, else the first repair of a held fact of this id."""
    return session.get(Fact, fact_id) or session.scalar(
        select(Fact)
        .join(HeldResolution, HeldResolution.fact_id == Fact.id)
        .where(HeldResolution.held_id == fact_id)
        .order_by(HeldResolution.resolved_at, HeldResolution.held_hash)
        .limit(1)
    )
