"""Alembic's entry: migrates the database of the connection it is handed (server.cli.migrate), or
of ``-x url=...`` for working on migrations by hand."""

from alembic import context
from sqlalchemy import create_engine

from server.records import Base
from server.records.base import Money, UtcMillis


def _render_item(type_: str, obj: object, _autogen: object) -> str | bool:
    """Our own column types are plain integers in a migration: it must outlive our classes."""
    if type_ == "type" and isinstance(obj, Money | UtcMillis):
        return "sa.BigInteger()"
    return False


def _run(connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=_render_item,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


if given := context.config.attributes.get("connection"):
    _run(given)
else:
    with create_engine(context.get_x_argument(as_dictionary=True)["url"]).begin() as own:
        _run(own)
