"""The declarative base and the column types every table shares."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

ID_LENGTH = 36

JsonValue = JSON().with_variant(JSONB(), "postgresql")


class Base(DeclarativeBase):
    """All tables of one school."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def new_id() -> str:
    """A random id: a lower-case UUID of 36 characters."""
    return str(uuid.uuid4())


class UtcMillis(TypeDecorator[datetime]):
    """An aware UTC datetime, stored as integer milliseconds since 1970 (the wire's own form)."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return _to_millis(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """The conversion itself: a fact has seven times, and every layer in between costs."""
        return _to_millis


def _to_millis(value: datetime | None) -> int | None:
    return None if value is None else round(value.timestamp() * 1000)


class Money(TypeDecorator[Decimal]):
    """Yuan with two places, stored as integer fen, so that no database rounds it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int((value * 100).to_integral_value())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


Id = String(ID_LENGTH)


class Synced:
    """A table that flows to the phones. ``rev`` is NULL until the commit stamps it.

    Nobody sets ``rev``: triggers clear it on every write, by the ORM, in bulk or by raw SQL, and
    ``server.records.sync_counter`` stamps what is NULL as the last step of the transaction.
    """

    rev: Mapped[int | None] = mapped_column(BigInteger, index=True)
