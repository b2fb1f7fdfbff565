"""Phones that push until every fact has its receipt, whatever happens to the server."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from typing import Any

from tests.factories.facts import Phone, sealed

BATCH = 40
NO_ANSWER = (OSError, http.client.HTTPException)

Receipts = list[dict[str, Any]]


@dataclass
class Pusher:
    """``known`` holds the first receipt of each fact by its id; ``cut`` counts lost answers."""

    phone: Phone
    asset_ids: list[str]
    facts: list[dict[str, str]] = field(default_factory=list)
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    cut: int = 0

    def record(self, count: int) -> None:
        """Make ``count`` more facts."""
        for n in range(count):
            asset_id = self.asset_ids[n % len(self.asset_ids)]
            self.facts.append(sealed(self.phone.inspection(asset_id)))

    @property
    def unsent(self) -> list[dict[str, str]]:
        return [fact for fact in self.facts if fact["id"] not in self.known]

    def push(self) -> None:
        """What has no receipt, batch by batch, until an answer stays away."""
        unsent = self.unsent
        for start in range(0, len(unsent), BATCH):
            receipts = self.post(unsent[start : start + BATCH])
            if receipts is None:
                return
            self.known.update({receipt["id"]: receipt for receipt in receipts})

    def post(self, facts: list[dict[str, str]]) -> Receipts | None:
        """The receipts, or None when no whole answer came."""
        try:
            answer = self.phone.post(facts)
        except NO_ANSWER:
            self.cut += 1
            return None
        assert answer.status_code == 200, answer.data
        receipts: Receipts = answer.json["receipts"]
        return receipts

    def push_all_again(self) -> Receipts:
        """As after a restore: the receipts of everything, all of them known to the server."""
        receipts: Receipts = []
        for start in range(0, len(self.facts), BATCH):
            receipts += self.post(self.facts[start : start + BATCH]) or []
        return receipts
