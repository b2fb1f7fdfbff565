"""A list of texts as one parameter.

An ``IN`` with a mark for each of two hundred ids costs more in SQLAlchemy than the database needs
to find them all. Here the list travels as one JSON text, and the statement stays the same.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Text, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Texts(FunctionElement[str]):
    """The rows of a JSON array of texts."""

    inherit_cache = True


def among(
    column: InstrumentedAttribute[str] | InstrumentedAttribute[str | None], name: str
) -> ColumnElement[bool]:
    """Whether ``column`` is one of those in the parameter ``name``, which ``listed`` made."""
    return column.bool_op("IN")(_Texts(bindparam(name, type_=Text)))


def listed(texts: Collection[str]) -> str:
    """What the parameter of ``among`` takes."""
    return orjson.dumps(list(texts)).decode()


@compiles(_Texts, "sqlite")
def _on_sqlite(element: _Texts, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"  # noqa: S608 - a mark


@compiles(_Texts, "postgresql")
def _on_postgresql(element: _Texts, compiler: SQLCompiler, **options: Any) -> str:
    array = compiler.process(element.clauses, **options)
    return f"(SELECT jsonb_array_elements_text(CAST({array} AS JSONB)))"
