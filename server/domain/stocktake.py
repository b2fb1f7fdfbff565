"""What a stocktake (清查) can be, and how its things are counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

NAME_LONGEST = 60
WORDS_LONGEST = 500
PREFILL_MOST_DAYS = 60


class StocktakeKind(StrEnum):
    TERM_START = "term_start"
    TERM_MID = "term_mid"
    TERM_END = "term_end"
    BEFORE_HOLIDAY = "before_holiday"
    MONTHLY = "monthly"
    SHARED_ROOMS = "shared_rooms"
    HANDOVER = "handover"
    GRADUATION = "graduation"


class Method(StrEnum):
    """按数清点 or 逐件扫码."""

    BY_NUMBER = "by_number"
    BY_PIECE = "by_piece"


USUAL_METHODS: Mapping[str, Method] = MappingProxyType(
    dict.fromkeys(("desk", "chair", "curtain", "lamp"), Method.BY_NUMBER)
)
"""By kind of thing: what schools count by number unless they say otherwise; all else by piece."""


@dataclass(frozen=True)
class Scope:
    """Ids of what is counted; an empty tuple narrows nothing. ``place_ids``: with all that is
    inside them."""

    place_ids: tuple[str, ...] = ()
    class_ids: tuple[str, ...] = ()
    kind_ids: tuple[str, ...] = ()

    def stored(self) -> dict[str, list[str]]:
        """As ``Stocktake.scope`` keeps it."""
        return {
            "place_ids": list(self.place_ids),
            "class_ids": list(self.class_ids),
            "kind_ids": list(self.kind_ids),
        }


@dataclass(frozen=True)
class StocktakePlan:
    """What is to be opened. ``person_ids``: who counts all of its rooms (in a handover the two
    who hand over and take over); empty: in each room the teachers of its class, else whoever was
    given the room to look after. ``methods``: by kind of thing, where not as usual."""

    kind: StocktakeKind
    name: str
    baseline_on: date
    due_on: date
    scope: Scope = Scope()
    methods: Mapping[str, Method] = field(default_factory=dict)
    prefill_days: int = 0
    words: str = ""
    person_ids: tuple[str, ...] = ()

    def method(self, kind_id: str) -> Method:
        """How things of this kind are counted."""
        return self.methods.get(kind_id) or USUAL_METHODS.get(kind_id, Method.BY_PIECE)
