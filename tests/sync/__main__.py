"""``python -m tests.sync SEEDS FIRST_SEED``: play storms, tell of those that break something."""

from __future__ import annotations

import os
import sys
import time

from tests.sync.runner import report, run_seeds


def main() -> int:
    """0 when every seed held."""
    count, first = int(sys.argv[1]), int(sys.argv[2])
    began, broken = time.monotonic(), 0
    for ended in run_seeds(range(first, first + count), os.cpu_count() or 1):
        if ended.failure is not None:
            broken += 1
            print(report(ended.failure), flush=True)
    seconds = time.monotonic() - began
    print(f"{count} storms from seed {first} in {seconds:.0f} s, {broken} broke something")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
