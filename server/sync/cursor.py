"""Where a phone stands in the change feed: (rev, table, id) within one epoch and scope."""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict, dataclass

import orjson

from server.domain.problems import CursorExpired


@dataclass(frozen=True, order=True)
class Position:
    """After this row; the feed is ordered by all three."""

    rev: int
    table: str = ""
    id: str = ""


def end_of_revision(rev: int) -> Position:
    """After everything of the revision: the mark sorts after the name of every table."""
    return Position(rev, "~")


@dataclass(frozen=True)
class Cursor:
    """``high_water`` is fixed while a run goes on, and None between runs."""

    epoch: str
    scope_hash: str
    position: Position
    high_water: int | None = None

    def encode(self) -> str:
        return base64.urlsafe_b64encode(orjson.dumps(asdict(self))).decode().rstrip("=")


def decode_cursor(text: str) -> Cursor:
    """Raises CursorExpired for anything this version of the server did not write."""
    try:
        data = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        cursor = Cursor(**{**data, "position": Position(**data["position"])})
    except (binascii.Error, ValueError, TypeError, KeyError) as error:
        raise CursorExpired from error
    if not _is_well_typed(cursor):
        raise CursorExpired
    return cursor


def _is_well_typed(cursor: Cursor) -> bool:
    position = cursor.position
    texts = (cursor.epoch, cursor.scope_hash, position.table, position.id)
    return (
        all(type(text) is str and text.isprintable() for text in texts)
        and type(position.rev) is int
        and (cursor.high_water is None or type(cursor.high_water) is int)
    )
