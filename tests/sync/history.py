"""Every version of every synced row the server ever committed, by epoch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.sync.phone_view import PLACE_OF, RegisterView, Row, RowKey
from tests.sync.server_state import ServerState

# (revision, row); None when the row is no longer there.
Version = tuple[int, Row | None]


@dataclass
class History:
    """``epochs``: the versions of each row in the order of their revisions."""

    epochs: dict[str, dict[RowKey, list[Version]]] = field(default_factory=dict)

    def begin(self, state: ServerState) -> None:
        """A new epoch: nothing is known of what was before."""
        self.epochs[state.epoch] = {key: [(row[1], row)] for key, row in state.rows.items()}

    def note(self, state: ServerState) -> Iterator[str]:
        """Take in a committed state; tells of rows that changed without a new revision."""
        versions = self.epochs[state.epoch]
        for key, row in state.rows.items():
            known = versions.setdefault(key, [])
            last = known[-1] if known else (0, None)
            if last[1] == row:
                continue
            if row[1] is None or row[1] <= last[0]:
                yield f"{key} changed without a new revision: {last} -> {row}"
            known.append((row[1], row))
        for key in sorted(versions.keys() - state.rows.keys()):
            last, rev = versions[key][-1], state.removed.get(key)
            if rev is not None and rev > last[0]:
                versions[key].append((rev, None))
            elif last[1] is not None:
                yield f"{key} has gone without a trace"

    def faults(self, register: RegisterView, scope: frozenset[str] | None) -> Iterator[str]:
        """What in a register cannot be: every row must be as the server had it at the register's
        revision or later, and whatever the server had in scope must be there. Only a row that has
        changed again since may be older: its last change comes with the next feed."""
        versions = self.epochs[register.epoch]
        for key, known in versions.items():
            row = register.rows.get(key)
            if row not in _possible(known, register.rev, key, scope):
                yield f"{key} is {row} at revision {register.rev}; the server had {known}"
        for key in register.rows.keys() - versions.keys():
            yield f"{key} was never at the server"


def _possible(
    known: list[Version], rev: int, key: RowKey, scope: frozenset[str] | None
) -> list[Row | None]:
    has_changed_since = known[-1][0] > rev
    possible = [(0, None), *known] if has_changed_since else known[-1:]
    return [_within(row, key, scope) for _, row in possible]


def _within(row: Row | None, key: RowKey, scope: frozenset[str] | None) -> Row | None:
    """The row as somebody with this scope sees it."""
    at = PLACE_OF.get(key[0])
    if row is None or scope is None or at is None or row[at] in scope:
        return row
    return None
