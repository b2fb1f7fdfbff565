"""Records that are taken back, and who took them back first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import Session

from server.records import Inspection, KeptCode

_Model = type[Inspection] | type[KeptCode]


@dataclass
class Record:
    """``asset_id`` is None for what is about no asset."""

    model: _Model
    asset_id: str | None
    withdrawn_by: str | None = None


class Withdrawals:
    """The records of some facts, kept up while facts are carried out, then written together."""

    def __init__(self, records: dict[str, Record]) -> None:
        self._records = records
        self._withdrawn: list[str] = []

    def note(self, fact_id: str, record: Record) -> None:
        """A fact has made this record."""
        self._records[fact_id] = record

    def record(self, fact_id: str) -> Record | None:
        """None for a fact that made nothing that can be taken back."""
        return self._records.get(fact_id)

    def withdraw(self, fact_id: str, by_fact_id: str) -> None:
        self._records[fact_id].withdrawn_by = by_fact_id
        self._withdrawn.append(fact_id)

    def write(self, session: Session) -> None:
        """Mark them; after the records themselves were written."""
        for fact_id in self._withdrawn:
            record = self._records[fact_id]
            session.execute(
                _MARK[record.model], {"record": fact_id, "withdrawal": record.withdrawn_by}
            )


def load_withdrawals(session: Session, fact_ids: Collection[str]) -> Withdrawals:
    """The records that these facts made."""
    if not fact_ids:
        return Withdrawals({})
    inspections = session.execute(
        select(Inspection.fact_id, Inspection.asset_id, Inspection.withdrawn_by).where(
            Inspection.fact_id.in_(fact_ids)
        )
    )
    codes = session.execute(
        select(KeptCode.fact_id, KeptCode.withdrawn_by).where(KeptCode.fact_id.in_(fact_ids))
    )
    return Withdrawals(
        {fact_id: Record(Inspection, asset_id, by) for fact_id, asset_id, by in inspections}
        | {fact_id: Record(KeptCode, None, by) for fact_id, by in codes}
    )


_MARK = {
    model: update(cast(Table, model.__table__))
    .where(model.fact_id == bindparam("record"))
    .values(withdrawn_by=bindparam("withdrawal"))
    for model in (Inspection, KeptCode)
}
