"""What the server has committed, as the invariants look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.sync.phone_view import Row, RowKey


@dataclass(frozen=True)
class AppliedFact:
    """``effective`` and ``received`` in milliseconds."""

    id: str
    hash: str
    raw: bytes
    device: str
    seq: int
    author: str
    type: str
    body: dict[str, Any]
    effective: int
    received: int
    uncertain: bool
    rev: int | None


@dataclass(frozen=True)
class HeldFact:
    raw: bytes
    reason: str
    photos: tuple[str, ...]


@dataclass(frozen=True)
class Resolution:
    outcome: str
    fact_id: str | None
    rev: int | None


@dataclass(frozen=True)
class Looked:
    """An inspection's row; ``place`` is where the asset stood, or the place itself."""

    asset: str | None
    place: str | None
    round: str | None
    fixed: bool
    author: str
    seq: int
    result: str
    condition: str
    effective: int
    withdrawn_by: str | None


@dataclass(frozen=True)
class Walked:
    """A row that says something of a round: who, when, withdrawn by."""

    round: str
    author: str
    effective: int
    withdrawn_by: str | None


@dataclass(frozen=True)
class Round:
    """``stops``: how many; the window in milliseconds."""

    route: str
    day: str
    slot: str
    stops: int
    window: tuple[int, int, int]


@dataclass(frozen=True)
class Stuck:
    """A binding's row; neither an asset nor a place once its place was deleted."""

    code: str
    asset: str | None
    place: str | None
    effective: int
    seq: int
    withdrawn_by: str | None


@dataclass(frozen=True)
class Led:
    """Where a label leads and what it was issued for, each (asset, place, when)."""

    now: tuple[str | None, str | None, int | None]
    issued: tuple[str | None, str | None, int]


@dataclass(frozen=True)
class ServerState:
    """``rows``: what phones should show, by table and id, as it travels. ``removed``: the revisions
    of what they should show no longer, things taken out and tombstones. ``bindings`` by the fact
    that made them, ``labels`` by code, ``asked``: the facts that made requests. ``photos``: upload
    hash -> stored hash. ``scopes``: the places assigned to a person,
    ``counted``: those whose sheet names one. ``said``: the sheet a fact says something on, and
    whether that was withdrawn. ``above``: place -> its
    parent. ``rounds`` by id; ``passed`` stops and ``endings`` by fact; ``findings``: the state of
    each, by fact.
    """

    epoch: str
    rev: int
    floor: int
    facts: dict[str, AppliedFact]
    held: dict[tuple[str, str], HeldFact]
    resolutions: dict[tuple[str, str], Resolution]
    inspections: dict[str, Looked]
    rounds: dict[str, Round]
    passed: dict[str, Walked]
    endings: dict[str, Walked]
    findings: dict[str, str]
    bindings: dict[str, Stuck]
    labels: dict[str, Led]
    asked: frozenset[str]
    said: dict[str, tuple[str, bool]]
    photos: dict[str, str]
    rows: dict[RowKey, Row]
    removed: dict[RowKey, int]
    scopes: dict[str, frozenset[str]]
    counted: dict[str, frozenset[str]]
    above: dict[str, str | None]

    def subtree(self, person: str) -> frozenset[str] | None:
        """The places whose assets the person takes along; None: the whole school."""
        assigned = self.scopes.get(person)
        own = assigned and assigned | self.counted.get(person, frozenset())
        return own and frozenset(p for p in self.above if self._is_within(p, own))

    def _is_within(self, place: str | None, assigned: frozenset[str]) -> bool:
        while place is not None and place not in assigned:
            place = self.above.get(place)
        return place is not None
