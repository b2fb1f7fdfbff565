"""Scanned codes that are no label of the school, to be read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import KeptCode, Person

_SHOWN = 200


@dataclass(frozen=True)
class KeptCodeRow:
    code: KeptCode
    author: str


def kept_codes(session: Session) -> list[KeptCodeRow]:
    """The newest 200, withdrawn ones among them."""
    rows = session.execute(
        select(KeptCode, Person.name)
        .join(Person, Person.id == KeptCode.author_id)
        .order_by(KeptCode.effective_at.desc())
        .limit(_SHOWN)
    )
    return [KeptCodeRow(*row) for row in rows]
