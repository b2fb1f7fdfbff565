"""One statement for many rows, at little more than the database's own cost.

SQLAlchemy's executemany builds its parameters anew through several dictionaries for each row. Here
a statement is compiled once for a dialect, and a row costs one call of its types' converters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Insert, Update
from sqlalchemy.engine import Connection, Dialect

_Convert = Callable[[Any], Any] | None


@dataclass(frozen=True)
class _Prepared:
    """``columns``: the parameters in the order of their marks, with what makes each a value of
    the database's; None where it is one already. ``names`` are theirs, for a driver whose marks
    have names."""

    sql: str
    positional: bool
    names: tuple[str, ...]
    columns: tuple[tuple[str, _Convert], ...]

    def parameters(self, row: Mapping[str, Any]) -> Any:
        values = [
            row[name] if convert is None else convert(row[name]) for name, convert in self.columns
        ]
        return tuple(values) if self.positional else dict(zip(self.names, values, strict=True))


def write_many(
    connection: Connection, statement: Insert | Update, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Execute ``statement`` once for each of ``rows``. The keys of the first are the columns of
    an insert, with no defaults of the model; an update takes of each row what it names. Raises
    KeyError for a value that a row lacks, and what the database raises."""
    if rows:
        inserted = tuple(rows[0]) if isinstance(statement, Insert) else None
        prepared = _prepare(statement, connection.dialect, inserted)
        connection.exec_driver_sql(prepared.sql, [prepared.parameters(row) for row in rows])


@lru_cache(maxsize=64)
def _prepare(
    statement: Insert | Update, dialect: Dialect, inserted: tuple[str, ...] | None
) -> _Prepared:
    compiled = statement.compile(dialect=dialect, column_keys=inserted)
    order = compiled.positiontup or list(compiled.binds)
    converters = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bind in compiled.binds.items()
    }
    return _Prepared(
        compiled.string,
        compiled.positional,
        tuple(order),
        tuple((name, converters[name]) for name in order),
    )
