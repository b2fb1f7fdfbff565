"""The server's clock, read at the edge only: everything below is told the time."""

from collections.abc import Callable
from datetime import UTC, datetime

from flask import current_app, has_app_context

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The machine's own clock: what commands read, and applications unless given another."""
    return datetime.now(UTC)


def now() -> datetime:
    """In whole milliseconds, as times are stored and sent: a time compares with its stored self."""
    clock: Clock = current_app.config["CLOCK"] if has_app_context() else system_clock
    time = clock()
    return time.replace(microsecond=time.microsecond // 1000 * 1000)
