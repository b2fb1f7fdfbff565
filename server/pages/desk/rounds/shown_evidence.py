"""What the records of a round say of the walk, in the words of its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.services.round_evidence import RoundEvidence, Said
from server.services.rounds_due_detail import StopDetail


@dataclass(frozen=True)
class ShownFlag:
    """``n`` things it is about; ``numbers``: those of them that are stops, by their numbers on the
    route."""

    key: str
    n: int
    numbers: tuple[int, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class ShownEvidence:
    score: int
    flags: tuple[ShownFlag, ...]

    @property
    def keys(self) -> set[str]:
        return {flag.key for flag in self.flags}


def shown_evidence(evidence: RoundEvidence, stops: Sequence[StopDetail]) -> ShownEvidence:
    """The flags in their order."""
    numbers = {stop.asset_id or stop.place_id or "": n for n, stop in enumerate(stops, 1)}
    flags = (
        ShownFlag(flag.key.value, len(flag.stops), _numbers(flag.stops, numbers), flag.said)
        for flag in evidence.flags
    )
    return ShownEvidence(evidence.score, tuple(flags))


def _numbers(things: Sequence[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[thing] for thing in things if thing in numbers))
