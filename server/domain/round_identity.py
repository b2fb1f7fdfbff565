"""Which id the round of a route on a day in a slot has, whoever meets it first."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid5

ROUND_NAMESPACE = UUID("6f0c3b52-6a0e-5f0c-9d3e-0f5a1c7b2e41")


def round_id_of(route_id: str, day: date, slot: str) -> str:
    """Always the same for the same walk, so that every arrival order ends in the same row."""
    return str(uuid5(ROUND_NAMESPACE, f"{route_id}/{day.isoformat()}/{slot}"))


class RoundKey(NamedTuple):
    """What names a walk of a route in one slot, walked or not."""

    route_id: str
    day: date
    slot: str

    @property
    def id(self) -> str:
        return round_id_of(*self)
