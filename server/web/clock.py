"""The server's clock, read at the edge only: everything below is told the time."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
