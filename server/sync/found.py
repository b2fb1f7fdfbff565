"""Findings that abnormal inspections make, and that go with them when they are withdrawn.

Made in memory with the batch and written once, after the inspections and the rounds.
"""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table, bindparam, insert, literal_column, null, update
from sqlalchemy.orm import Session

from server.domain.finding import (
    FindingState,
    Level,
    Step,
    default_due_on,
    is_fire,
    office_of,
)
from server.domain.school_day import school_day
from server.records import Finding, FindingStep
from server.records.many_rows import write_many
from server.sync.rows import Row


class FoundFindings:
    """Of the facts that are being carried out."""

    def __init__(self) -> None:
        self._findings: list[Row] = []
        self._steps: list[Row] = []
        self._withdrawn: list[Row] = []

    def found(self, inspection: Row, kind_id: str) -> None:
        """An inspection was made: when it is abnormal, there is a finding. ``kind_id`` is that of
        its asset, or of the place."""
        if inspection["result"] != "abnormal":
            return
        finding = _finding(inspection, kind_id)
        if inspection["fixed_on_spot"]:
            finding |= {"state": FindingState.CLOSED, "closed_at": inspection["effective_at"]}
            self._steps.append(_fixed(inspection))
        self._findings.append(finding)

    def withdrawn(self, fact_id: str) -> None:
        """A record was withdrawn; when it was an inspection, its finding has no ground left."""
        self._withdrawn.append({"finding": fact_id, "gone": FindingState.WITHDRAWN})

    def write(self, session: Session) -> None:
        """Write all; after the inspections and rounds. Raises what the database raises."""
        connection = session.connection()
        write_many(connection, _INSERT, self._findings)
        write_many(connection, _INSERT_STEP, self._steps)
        write_many(connection, _WITHDRAW, self._withdrawn)


def _finding(inspection: Row, kind_id: str) -> Row:
    level = Level(inspection["level"] or Level.GENERAL)
    about = kind_id, inspection["checklist_id"]
    return {
        "id": inspection["fact_id"],
        "round_id": inspection["round_id"],
        "asset_id": inspection["asset_id"],
        "place_id": inspection["place_id"],
        "office": office_of(*about),
        "level": level,
        "is_fire": is_fire(*about),
        "state": FindingState.OPEN,
        "version": 1,
        "found_at": inspection["effective_at"],
        "found_by": inspection["author_id"],
        "responsible_id": None,
        "due_on": default_due_on(level, school_day(inspection["effective_at"])),
        "interim": "",
        "closed_at": None,
    }


def _fixed(inspection: Row) -> Row:
    """Corrected on the spot and recorded still (公安部61号令 art. 31). The one step made of a fact:
    its id is the fact's, however often the fact is carried out."""
    return {
        "id": inspection["fact_id"],
        "finding_id": inspection["fact_id"],
        "version": 1,
        "step": Step.FIXED_ON_SPOT,
        "by_id": inspection["author_id"],
        "at": inspection["effective_at"],
        "words": "",
        "photos": [],
        "detail": {},
    }


_FINDING = cast(Table, Finding.__table__)
_INSERT = insert(_FINDING)
_INSERT_STEP = insert(cast(Table, FindingStep.__table__))
# A command based on what was before meets another version.
_WITHDRAW = (
    update(_FINDING)
    .where(_FINDING.c.id == bindparam("finding"))
    .values(
        state=bindparam("gone"),
        closed_at=null(),
        version=_FINDING.c.version + literal_column("1"),
    )
)
