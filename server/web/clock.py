"""The server's clock, read at the edge only: everything below is told the time."""

from datetime import UTC, datetime


def now() -> datetime:
    """In whole milliseconds, as times are stored and sent: a time compares with its stored self."""
    time = datetime.now(UTC)
    return time.replace(microsecond=time.microsecond // 1000 * 1000)
