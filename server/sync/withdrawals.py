"""Records that are taken back, and who took them back first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from server.records import (
    GroupCount,
    Inspection,
    KeptCode,
    LabelBinding,
    LabelRequest,
    RoundEnding,
    SheetSignature,
    Sighting,
    TotalConfirmation,
    UnscannedStop,
)

_Model = type[
    GroupCount
    | Inspection
    | KeptCode
    | LabelBinding
    | LabelRequest
    | RoundEnding
    | SheetSignature
    | Sighting
    | TotalConfirmation
    | UnscannedStop
]


@dataclass
class Record:
    """``asset_id`` is the asset whose condition it tells, ``code`` the label it binds,
    ``sheet_id`` the sheet on which it was said."""

    model: _Model
    withdrawn_by: str | None = None
    asset_id: str | None = None
    code: str | None = None
    sheet_id: str | None = None


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
    found: dict[str, Record] = {}
    for model, about in _ABOUT.items():
        wanted = select(model.fact_id, model.withdrawn_by, *about.values())
        for fact_id, by, *of in session.execute(wanted.where(model.fact_id.in_(fact_ids))):
            found[str(fact_id)] = Record(model, by, **dict(zip(about, of, strict=True)))
    return Withdrawals(found)


# What a record is about, by the names of Record's fields.
_ABOUT: dict[_Model, dict[str, InstrumentedAttribute[Any]]] = {
    GroupCount: {"sheet_id": GroupCount.sheet_id},
    Inspection: {"asset_id": Inspection.asset_id},
    KeptCode: {},
    LabelBinding: {"code": LabelBinding.code},
    LabelRequest: {},
    RoundEnding: {},
    SheetSignature: {"sheet_id": SheetSignature.sheet_id},
    Sighting: {"sheet_id": Sighting.sheet_id},
    TotalConfirmation: {"sheet_id": TotalConfirmation.sheet_id},
    UnscannedStop: {},
}

_MARK = {
    model: update(cast(Table, model.__table__))
    .where(model.fact_id == bindparam("record"))
    .values(withdrawn_by=bindparam("withdrawal"))
    for model in _ABOUT
}
