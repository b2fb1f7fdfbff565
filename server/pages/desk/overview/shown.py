"""The matters of today as lines that lead to where they are settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from server.services.today import Matter, Topic
from server.web.messages import t

_ROUNDS = "/desk/rounds?day={day}"
_PLACES: Mapping[Topic, tuple[str, str]] = MappingProxyType(
    {
        Topic.ALARMS: ("bad", "/desk/devices"),
        Topic.UNPROTECTED: ("bad", "/desk/findings?level=major"),
        Topic.OVERDUE: ("bad", "/desk/findings?state=overdue"),
        Topic.MISSED: ("bad", _ROUNDS),
        Topic.PARTIAL: ("bad", _ROUNDS),
        Topic.EXTINGUISHERS_NOW: ("bad", "/desk/extinguishers?state=due"),
        Topic.SHEETS_OVERDUE: ("bad", "/desk/stocktakes"),
        Topic.BACKUPS: ("bad", "/desk/backups"),
        Topic.SILENT: ("bad", "/desk/devices"),
        Topic.UNKNOWN: ("warn", _ROUNDS),
        Topic.COUNTERSIGN: ("warn", "/desk/rounds/waiting"),
        Topic.SHEETS_SIGNED: ("warn", "/desk/stocktakes"),
        Topic.SHEETS_NOT_STARTED: ("warn", "/desk/stocktakes"),
        Topic.SIGN: ("warn", "/desk/findings?state=rechecked"),
        Topic.RECHECK: ("warn", "/desk/findings?state=rectified"),
        Topic.UNASSIGNED: ("warn", "/desk/findings?state=open"),
        Topic.HELD: ("warn", "/desk/held"),
        Topic.REMINDERS: ("warn", "/desk/reminders"),
        Topic.EXTINGUISHERS_SOON: ("info", "/desk/extinguishers?state=due"),
        Topic.LABEL_REQUESTS: ("info", "/desk/labels/requests"),
        Topic.KEPT_CODES: ("info", "/desk/held#codes"),
    }
)


@dataclass(frozen=True)
class ShownMatter:
    """``look``: bad, warn or info, as tags have it."""

    count: int
    words: str
    look: str
    href: str


def shown_matters(matters: Iterable[Matter]) -> list[ShownMatter]:
    """In their order, in the request's language."""
    return [_shown(one) for one in matters]


def _shown(one: Matter) -> ShownMatter:
    look, href = _PLACES[one.topic]
    words = t(f"desk.today.matter.{one.topic}", day=one.day)
    return ShownMatter(one.count, words, look, href.format(day=one.day))
