"""When something was really seen, though phones' clocks lie (docs/spec/sync.md, Time).

The effective time lies between the last authenticated contact before the capture and the moment
of receipt, and never breaks the order in which one device made its facts. Clocks are flagged,
never a reason to refuse.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

CLOCK_TOLERANCE = timedelta(minutes=2)


class Anchor(NamedTuple):
    """The last server time a phone knew; ``age`` is how long before the capture that was, by the
    page's monotonic clock, or None when the page was loaded since."""

    server_time: datetime
    age: timedelta | None


class Neighbours(NamedTuple):
    """Effective times of the same device's nearest facts before and after by seq."""

    before: datetime | None
    after: datetime | None


class EffectiveTime(NamedTuple):
    at: datetime
    uncertain: bool


def effective_time(
    observed_at: datetime,
    anchor: Anchor | None,
    sent_at: datetime,
    received_at: datetime,
    neighbours: Neighbours,
) -> EffectiveTime:
    """Bound ``observed_at`` (the phone's clock) by what the server knows.

    ``sent_at`` is the phone's clock when it sent the request: a clock that is wrong but was not
    touched is wrong by the same amount at both moments. Nobody can tell that it was not touched: a
    clock that is right when it sends may have been wrong when it saw. So only a monotonic age, or
    bounds that leave no room, make a time certain.
    """
    low = anchor.server_time if anchor else None
    if anchor is not None and anchor.age is not None:
        best = anchor.server_time + anchor.age
        certain = True
    else:
        best = observed_at + (received_at - sent_at)
        certain = low is not None and received_at - low <= CLOCK_TOLERANCE
    bounded = _clamp(best, low, received_at)
    ordered = _clamp(_clamp(bounded, neighbours.before, neighbours.after), None, received_at)
    uncertain = not certain or bounded != best or ordered != bounded
    return EffectiveTime(_whole_millis(ordered), uncertain)


def _whole_millis(value: datetime) -> datetime:
    """Times are stored in milliseconds; rounding down never breaks an order among those."""
    return value.replace(microsecond=value.microsecond // 1000 * 1000)


def _clamp(value: datetime, low: datetime | None, high: datetime | None) -> datetime:
    if low is not None and value < low:
        value = low
    if high is not None and value > high:
        value = high
    return value
