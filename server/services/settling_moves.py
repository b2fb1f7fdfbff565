"""What one room misses and another has too many of, proposed as moves and accepted many at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems_settling import MoveStale, NothingChosen
from server.domain.settlement import Move, propose_moves
from server.records import Discrepancy, Place, Stocktake
from server.services.counted_sheets import refresh_open_sheets_of
from server.services.settling import By, settle_moved
from server.services.settling_list import discrepancies_by_id, unsettled
from server.services.settling_pieces import move_pieces, move_thing

MOST_SHOWN = 200


@dataclass(frozen=True)
class ProposedMove:
    """``missing`` is None where no countersigned room misses the thing; ``home`` is then the path
    of the place where the ledger has it."""

    move: Move
    surplus: Discrepancy
    missing: Discrepancy | None
    home: str

    @property
    def key(self) -> str:
        """Names it on a form."""
        return self.move.key


@dataclass(frozen=True)
class Proposals:
    """The first ``rows`` of ``total``, by the room the thing was seen in."""

    rows: list[ProposedMove]
    total: int


def proposed_moves(session: Session, stocktake_id: str) -> Proposals:
    """As many as a page holds; those that follow come when these are settled."""
    moves = propose_moves(unsettled(session, stocktake_id))
    return Proposals(_with_rows(session, moves[:MOST_SHOWN]), len(moves))


def count_moves(session: Session, stocktake_id: str) -> int:
    """How many are proposed."""
    return len(propose_moves(unsettled(session, stocktake_id)))


def accept_moves(session: Session, stocktake_id: str, keys: Collection[str], by: By) -> int:
    """Let the things of all these moves stand where they were seen, or of none; how many moves
    were made now. One that was accepted before counts for nothing (a second click). Part of a
    writing transaction.

    Raises NothingChosen, MoveStale, ThingMovedSince, TooFewPieces.
    """
    if not keys:
        raise NothingChosen
    # Two who accept at once wait for each other, so that no piece moves twice.
    session.execute(select(Stocktake.id).where(Stocktake.id == stocktake_id).with_for_update())
    proposed = {one.key: one for one in propose_moves(unsettled(session, stocktake_id))}
    gone = [key for key in keys if key not in proposed]
    if gone and not _all_done(session, gone):
        raise MoveStale
    chosen = [proposed[key] for key in dict.fromkeys(keys) if key in proposed]
    touched = [
        asset_id for one in _with_rows(session, chosen) for asset_id in _carry_out(session, one, by)
    ]
    refresh_open_sheets_of(session, touched, by.now)
    return len(chosen)


def _with_rows(session: Session, moves: Sequence[Move]) -> list[ProposedMove]:
    ends = {move.surplus for move in moves} | {move.missing for move in moves if move.missing}
    rows = discrepancies_by_id(session, ends)
    homes = _homes(session, [rows[move.surplus] for move in moves if not move.missing])
    return [
        ProposedMove(
            move,
            rows[move.surplus],
            rows[move.missing] if move.missing else None,
            homes.get(rows[move.surplus].home_place_id or "", ""),
        )
        for move in moves
    ]


def _carry_out(session: Session, one: ProposedMove, by: By) -> list[str]:
    """The ids of the things whose register was changed."""
    touched = _move(session, one, by)
    pieces, reason = one.move.pieces, one.move.reason
    missing_id = one.missing.id if one.missing else None
    settle_moved(session, one.surplus, pieces, by, with_id=missing_id, reason=reason)
    if one.missing is not None:
        settle_moved(session, one.missing, pieces, by, with_id=one.surplus.id, reason=reason)
    return touched


def _move(session: Session, one: ProposedMove, by: By) -> list[str]:
    to_id, missing, asset_id = one.surplus.sheet.place_id, one.missing, one.move.asset
    if asset_id is not None:
        homes = [one.surplus.home_place_id, *([missing.sheet.place_id] if missing else ())]
        move_thing(session, asset_id, homes, to_id, by)
        return [asset_id]
    if missing is None or missing.group_key is None:
        return []
    return move_pieces(session, missing.group_key, missing.sheet, to_id, one.move.pieces, by)


def _homes(session: Session, seen: Sequence[Discrepancy]) -> dict[str, str]:
    """By place, of things that no room misses."""
    ids = {row.home_place_id for row in seen} - {None}
    found = session.execute(select(Place.id, Place.path).where(Place.id.in_(ids)))
    return dict(found.all())


def _all_done(session: Session, keys: Sequence[str]) -> bool:
    """Whether the surplus of each of these moves was settled as a move."""
    ids = {key.partition(":")[0] for key in keys}
    done = select(Discrepancy.id).where(Discrepancy.id.in_(ids), Discrepancy.moved_quantity > 0)
    return set(session.scalars(done)) == ids
