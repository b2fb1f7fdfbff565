"""Facts that could not be applied and codes that are no label of the school, to be read."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Device, HeldFact, KeptCode, Person

_SHOWN = 200


@dataclass(frozen=True)
class HeldRow:
    fact: HeldFact
    carrier: str
    device: str

    @property
    def raw_text(self) -> str:
        """The fact as it came; bytes that are no UTF-8 are marked."""
        return self.fact.raw.decode("utf-8", "replace")


@dataclass(frozen=True)
class KeptCodeRow:
    code: KeptCode
    author: str


def held_facts(session: Session) -> list[HeldRow]:
    """The newest 200."""
    rows = session.execute(
        select(HeldFact, Person.name, Device.name)
        .join(Person, Person.id == HeldFact.carried_by)
        .join(Device, Device.id == HeldFact.device_id)
        .order_by(HeldFact.received_at.desc())
        .limit(_SHOWN)
    )
    return [HeldRow(*row) for row in rows]


def kept_codes(session: Session) -> list[KeptCodeRow]:
    """The newest 200, withdrawn ones among them."""
    rows = session.execute(
        select(KeptCode, Person.name)
        .join(Person, Person.id == KeptCode.author_id)
        .order_by(KeptCode.effective_at.desc())
        .limit(_SHOWN)
    )
    return [KeptCodeRow(*row) for row in rows]
