"""``python -m tests.sync.planted.hunt MOST``: the first of seeds 1 to MOST that breaks something.

Runs inside the copy, so that every import is the copy's.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

from tests.sync.runner import Ended, run_seeds
from tests.sync.storm import Failure


def first_broken(ended: Iterable[Ended]) -> Failure | None:
    """Of seeds that end in any order, the lowest that broke once all below it have ended."""
    open_from, held = 1, set[int]()
    lowest: Failure | None = None
    for one in ended:
        held.add(one.seed)
        if one.failure is not None and (lowest is None or one.seed < lowest.seed):
            lowest = one.failure
        while open_from in held:
            open_from += 1
        if lowest is not None and open_from > lowest.seed:
            return lowest
    return lowest


def main() -> None:
    """One JSON line: {"seed", "what"}, or null when all held."""
    seeds = range(1, int(sys.argv[1]) + 1)
    failure = first_broken(run_seeds(seeds, os.cpu_count() or 1))
    print(json.dumps(failure and {"seed": failure.seed, "what": failure.what}))


if __name__ == "__main__":
    main()
