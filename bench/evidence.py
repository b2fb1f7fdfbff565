"""How many walked rounds are flagged, and how many that were never walked (docs/spec/evidence.md).

`make bench WHAT=evidence`; other rounds: `ROUNDS=20000 FIRST_SEED=1000000`. The limits were found
with seeds below 2,000.
"""

from __future__ import annotations

import os
from collections import Counter

from bench.verdict import report, report_at_least, tell
from server.domain.evidence import weigh
from tests.unit.domain.walked_rounds import CHEATS, cheating_round, honest_round

ROUNDS = 8_000
FIRST_SEED = 50_000
FALSE_BAR = 2.0
CAUGHT_BAR = 95.0


def main() -> None:
    first = int(os.environ.get("FIRST_SEED", FIRST_SEED))
    seeds = range(first, first + int(os.environ.get("ROUNDS", ROUNDS)))
    report("evidence_false_flags", _share(_false_flags(seeds), len(seeds)), "%", FALSE_BAR)
    caught, made = _caught(seeds)
    report_at_least("evidence_caught", _share(caught.total(), made.total()), "%", CAUGHT_BAR)
    for how in CHEATS:
        tell(f"evidence_caught_{how.replace(' ', '_')}", _share(caught[how], made[how]), "%")


def _false_flags(seeds: range) -> int:
    """Of honest rounds."""
    return sum(bool(weigh(honest_round(seed)).flags) for seed in seeds)


def _caught(seeds: range) -> tuple[Counter[str], Counter[str]]:
    """By the kind of cheat: those flagged, and all."""
    caught: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for seed in seeds:
        how, traces = cheating_round(seed)
        made[how] += 1
        caught[how] += bool(weigh(traces).flags)
    return caught, made


def _share(part: int, whole: int) -> float:
    """In percent."""
    return 100 * part / whole


if __name__ == "__main__":
    main()
