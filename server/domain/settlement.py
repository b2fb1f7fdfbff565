"""How a discrepancy of a count ends, and which of two rooms make one move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Decision(StrEnum):
    """补录, 调拨, 赔偿, 拟报损, 待查."""

    ADD_TO_LEDGER = "add_to_ledger"
    TRANSFER = "transfer"
    CLAIM = "claim"
    WRITE_OFF = "write_off"
    INVESTIGATE = "investigate"


class Side(StrEnum):
    """What a discrepancy says of the ledger: fewer than it says (盘亏), more (盘盈), elsewhere
    (错位), or broken."""

    SHORTAGE = "shortage"
    SURPLUS = "surplus"
    MISPLACED = "misplaced"
    DAMAGED = "damaged"


class MoveReason(StrEnum):
    """Why a move is proposed: the very thing was seen elsewhere while its room misses it, or was
    seen elsewhere only, or a thing of the same kind and name is one too many elsewhere."""

    SAME_ASSET = "same_asset"
    SEEN_ELSEWHERE = "seen_elsewhere"
    SAME_KIND = "same_kind"


BEFORE_TAKEOVER = "before_takeover"

_DECISIONS = {
    Side.SHORTAGE: (
        Decision.CLAIM,
        Decision.WRITE_OFF,
        Decision.TRANSFER,
        Decision.INVESTIGATE,
    ),
    Side.SURPLUS: (Decision.ADD_TO_LEDGER, Decision.TRANSFER, Decision.INVESTIGATE),
    Side.MISPLACED: (Decision.TRANSFER, Decision.INVESTIGATE),
    Side.DAMAGED: (Decision.CLAIM, Decision.WRITE_OFF, Decision.INVESTIGATE),
}


def side_of(kind: str, quantity: int) -> Side:
    """``kind`` as of the reconciliation; of `quantity` the sign decides."""
    if kind == "quantity":
        return Side.SHORTAGE if quantity < 0 else Side.SURPLUS
    sides = {"missing": Side.SHORTAGE, "unexpected": Side.SURPLUS}
    return sides.get(kind) or Side(kind)


def signed_quantity(kind: str, quantity: int) -> int:
    """The pieces of a discrepancy, less than zero where there are fewer than the ledger says."""
    return -abs(quantity) if kind == "missing" else quantity


def possible_decisions(side: Side, cause: str) -> tuple[Decision, ...]:
    """What may be decided, the usual first. What was so before the class took the room over
    (原有损坏) is nobody's to pay for."""
    return tuple(
        one for one in _DECISIONS[side] if one is not Decision.CLAIM or cause != BEFORE_TAKEOVER
    )


@dataclass(frozen=True)
class Unsettled:
    """A discrepancy that still waits: ``pieces`` of it, always above zero. ``room``: the sheet's
    id."""

    id: str
    side: Side
    room: str
    pieces: int
    name: str
    kind_id: str | None = None
    asset: str | None = None


@dataclass(frozen=True)
class Move:
    """``pieces`` leave the room of ``missing`` for the room of ``surplus``; ``missing`` is None
    where no room that was counted misses the thing. ``asset`` is the thing that moves; None: some
    of those counted by number."""

    surplus: str
    missing: str | None
    asset: str | None
    pieces: int
    reason: MoveReason

    @property
    def key(self) -> str:
        """Names the move on a form."""
        return f"{self.surplus}:{self.missing or ''}"


def propose_moves(discrepancies: Iterable[Unsettled]) -> list[Move]:
    """Which discrepancies of different rooms are one move: the same thing first, then things of
    the same kind and name. No piece is proposed twice; the order of the input decides who is
    first."""
    waiting = list(discrepancies)
    same = list(_same_things(waiting))
    taken = {move.missing for move in same}
    left = [one for one in waiting if one.id not in taken]
    return [*same, *_same_kinds(left)]


def _same_things(waiting: Sequence[Unsettled]) -> Iterable[Move]:
    missing = {one.asset: one for one in waiting if one.side is Side.SHORTAGE and one.asset}
    seen: set[str] = set()
    for one in waiting:
        if one.side is not Side.MISPLACED or one.asset is None or one.asset in seen:
            continue
        seen.add(one.asset)
        lost = missing.get(one.asset)
        reason = MoveReason.SAME_ASSET if lost else MoveReason.SEEN_ELSEWHERE
        yield Move(one.id, lost.id if lost else None, one.asset, one.pieces, reason)


def _same_kinds(waiting: Sequence[Unsettled]) -> Iterable[Move]:
    short: dict[str, list[Unsettled]] = {}
    for one in waiting:
        if one.side is Side.SHORTAGE:
            short.setdefault(one.name, []).append(one)
    for extra in waiting:
        if extra.side is Side.SURPLUS and extra.asset is None:
            yield from _filled(extra, short.get(extra.name, []))


def _filled(extra: Unsettled, short: list[Unsettled]) -> Iterable[Move]:
    """What of ``extra`` fills which of ``short``, whose pieces are used up."""
    open_pieces = extra.pieces
    for n, lost in enumerate(short):
        pieces = min(open_pieces, lost.pieces)
        if not pieces or lost.room == extra.room or not _same_kind(extra, lost):
            continue
        yield Move(extra.id, lost.id, lost.asset, pieces, MoveReason.SAME_KIND)
        short[n] = replace(lost, pieces=lost.pieces - pieces)
        open_pieces -= pieces


def _same_kind(extra: Unsettled, lost: Unsettled) -> bool:
    """Who sees a thing without a label often says no kind."""
    return extra.kind_id is None or extra.kind_id == lost.kind_id
