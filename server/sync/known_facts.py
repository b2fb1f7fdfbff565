"""What the school has of some fact ids: applied, held, decided upon, repaired.

Read in two queries for a whole batch and kept up while its facts are carried out, so that a fact
meets its twin or its target in its own batch as in any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from server.records import Fact, HeldFact, HeldResolution
from server.records.listed import among, listed
from server.sync.envelope import Incoming
from server.sync.receipt import HoldReason, Receipt, ReceiptStatus


class Applied(NamedTuple):
    """An applied fact; ``rev`` is None until its transaction is stamped."""

    id: str
    hash: str
    author_id: str
    rev: int | None = None


@dataclass(frozen=True)
class Held:
    """A held fact. ``mangled`` are the bytes of one that did not match its hash, else None;
    ``outcome``, ``rev`` and ``words`` are those of the decision about it, None without one."""

    reason: str
    mangled: bytes | None = None
    outcome: str | None = None
    rev: int | None = None
    words: str | None = None

    def is_other_than(self, incoming: Incoming) -> bool:
        raw = incoming.raw.encode("utf-8", "surrogatepass")
        return self.mangled is not None and self.mangled != raw


_APPLIED = select(Fact.id, Fact.hash, Fact.author_id, Fact.rev).where(among(Fact.id, "ids"))
_HELD = (
    select(HeldFact.id, HeldFact.hash, HeldFact.reason)
    .add_columns(case((HeldFact.reason == HoldReason.HASH_MISMATCH, HeldFact.raw)))
    .add_columns(HeldResolution.outcome, HeldResolution.rev, HeldResolution.reason)
    .add_columns(Fact.id, Fact.hash, Fact.author_id)
    .select_from(HeldFact)
    .outerjoin(HeldResolution)
    .outerjoin(Fact, Fact.id == HeldResolution.fact_id)
    .where(among(HeldFact.id, "ids"))
    .order_by(HeldResolution.resolved_at, HeldFact.hash)
)


class KnownFacts:
    """By the ids that phones and facts use: a held fact's id leads to its repair."""

    def __init__(self) -> None:
        self._applied: dict[str, Applied] = {}
        self._held: dict[tuple[str, str], Held] = {}
        self._held_ids: set[str] = set()
        self._repairs: dict[str, Applied] = {}

    def note_applied(self, fact: Applied) -> None:
        self._applied[fact.id] = fact

    def note_held(self, fact_id: str, fact_hash: str, held: Held) -> None:
        self._held[fact_id, fact_hash] = held
        self._held_ids.add(fact_id)

    def note_repair(self, held_id: str, repair: Applied) -> None:
        """The first one noted counts."""
        self._repairs.setdefault(held_id, repair)

    def applied(self, fact_id: str) -> Applied | None:
        """The fact of this id, else the repair of a held one."""
        return self._applied.get(fact_id) or self._repairs.get(fact_id)

    def has_bytes(self, fact_id: str) -> bool:
        """Whether this very id is applied, with whatever bytes."""
        return fact_id in self._applied

    def is_held(self, fact_id: str) -> bool:
        """Whether something of this id is held, decided upon or not."""
        return fact_id in self._held_ids

    def is_kept(self, incoming: Incoming) -> bool:
        """Whether these bytes, or mangled ones in their place, are held already."""
        return (incoming.id, incoming.hash) in self._held

    def is_mangled(self, incoming: Incoming) -> bool:
        """Whether other bytes than these are held in their place, mangled on their way."""
        held = self._held.get((incoming.id, incoming.hash))
        return held is not None and held.is_other_than(incoming)

    def receipt_of(self, incoming: Incoming) -> Receipt | None:
        """The receipt of a fact that was here before, byte for byte."""
        fact = self._applied.get(incoming.id)
        if fact is not None and fact.hash == incoming.hash:
            return _receipt(incoming, ReceiptStatus.DUPLICATE, rev=fact.rev)
        held = self._held.get((incoming.id, incoming.hash))
        return _receipt_of_held(incoming, held) if held else None


def load_known_facts(session: Session, fact_ids: Collection[str]) -> KnownFacts:
    """What is known of these ids."""
    known = KnownFacts()
    ids = {"ids": listed(fact_ids)}
    for row in session.execute(_APPLIED, ids):
        known.note_applied(Applied(*row))
    _load_held(session, ids, known)
    return known


def _load_held(session: Session, ids: Mapping[str, str], known: KnownFacts) -> None:
    rows = session.execute(_HELD, ids)
    for held_id, held_hash, reason, raw, outcome, rev, words, repair, repair_hash, author in rows:
        known.note_held(held_id, held_hash, Held(reason, raw, outcome, rev, words))
        if repair is not None:
            known.note_repair(held_id, Applied(repair, repair_hash, author))


def _receipt_of_held(incoming: Incoming, held: Held) -> Receipt | None:
    if held.outcome == "applied":
        return _receipt(incoming, ReceiptStatus.DUPLICATE, rev=held.rev)
    if held.is_other_than(incoming):
        return None  # what is held, or was put aside, are other bytes: these may be the whole fact
    if held.outcome == "dismissed":
        return _receipt(incoming, ReceiptStatus.DISMISSED, rev=held.rev, reason=held.words)
    return _receipt(incoming, ReceiptStatus.HELD, reason=held.reason)


def _receipt(
    incoming: Incoming, status: ReceiptStatus, rev: int | None = None, reason: str | None = None
) -> Receipt:
    return Receipt(incoming.id, incoming.hash, status, rev, reason)
