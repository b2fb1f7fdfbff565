"""What some facts stand on: all that the school has of what they touch, read at once, kept up in
memory while they are carried out, and written at once.

A batch and a single fact go the same way; only their number differs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.records import Place
from server.sync.bound_labels import BoundLabels
from server.sync.envelope import Opened
from server.sync.found import FoundFindings
from server.sync.known_facts import KnownFacts, load_known_facts
from server.sync.latest_condition import LatestConditions, load_latest_conditions
from server.sync.met_rounds import MetRounds, load_met_rounds
from server.sync.rows import NewRows
from server.sync.said_sheets import SaidSheets, load_said_sheets
from server.sync.timeline import Timeline, load_timeline
from server.sync.withdrawals import Withdrawals, load_withdrawals


@dataclass(frozen=True)
class Ground:
    """``timeline`` is of the one device whose facts are carried out; ``places`` are the kinds, by
    id, of those of the named places that exist."""

    known: KnownFacts
    timeline: Timeline
    conditions: LatestConditions
    withdrawals: Withdrawals
    places: Mapping[str, str] = field(default_factory=dict)
    rounds: MetRounds = field(default_factory=MetRounds)
    findings: FoundFindings = field(default_factory=FoundFindings)
    labels: BoundLabels = field(default_factory=BoundLabels)
    sheets: SaidSheets = field(default_factory=SaidSheets)
    rows: NewRows = field(default_factory=NewRows)

    def write(self, session: Session) -> None:
        """Write whatever the facts have made. Raises what the database raises."""
        self.rows.write(session)
        self.withdrawals.write(session)
        self.conditions.write(session)
        self.labels.write(session)
        self.findings.write(session)
        self.sheets.write(session)


def load_ground(
    session: Session,
    device_id: str,
    numbers: Iterable[int],
    fact_ids: Collection[str],
    opened: Collection[Opened],
) -> Ground:
    """What facts of these ids and numbers, as far as they could be opened, touch."""
    known = load_known_facts(session, {*fact_ids, *_named_facts(opened)})
    targets = [known.applied(one.body["target"]) for one in opened if "target" in one.body]
    withdrawals = load_withdrawals(session, {target.id for target in targets if target})
    return Ground(
        known=known,
        timeline=load_timeline(session, device_id, numbers),
        conditions=load_latest_conditions(session, _named(opened, "asset_id")),
        withdrawals=withdrawals,
        places=_known_places(session, _named(opened, "place_id")),
        rounds=load_met_rounds(session, opened),
        sheets=load_said_sheets(session, _named(opened, "sheet_id")),
    )


def _named(opened: Iterable[Opened], field_name: str) -> set[str]:
    """What the bodies say in this field."""
    return {one.body[field_name] for one in opened if one.body.get(field_name) is not None}


def _known_places(session: Session, place_ids: Collection[str]) -> dict[str, str]:
    if not place_ids:
        return {}
    found = session.execute(select(Place.id, Place.kind).where(Place.id.in_(place_ids)))
    return {row.id: row.kind for row in found}


def _named_facts(opened: Iterable[Opened]) -> Iterator[str]:
    for one in opened:
        yield from one.envelope.depends_on
        if "target" in one.body:
            yield one.body["target"]
