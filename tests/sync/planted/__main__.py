"""``python -m tests.sync.planted [NAME ...]``: plant each bug and let storms find it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tests.sync.planted.bug import Bug
from tests.sync.planted.catalogue import BUGS
from tests.sync.planted.nursery import copy_with

MOST_SEEDS = 300


def hunt(bug: Bug) -> dict[str, Any] | None:
    """The first seed that catches it and what that saw, or None when it survived."""
    with copy_with(bug) as root:
        command = [sys.executable, "-m", "tests.sync.planted.hunt", str(MOST_SEEDS)]
        done = subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    found: dict[str, Any] | None = json.loads(done.stdout.splitlines()[-1])
    return found


def _told(found: dict[str, Any] | None) -> str:
    if found is None:
        return "SURVIVED"
    return f"seed {found['seed']:3}  {found['what'].splitlines()[0][:100]}"


def main() -> int:
    """0 when every bug was caught."""
    names = sys.argv[1:]
    survivors = 0
    for bug in BUGS:
        if names and bug.name not in names:
            continue
        found = hunt(bug)
        survivors += found is None
        print(f"{bug.name:41} aimed at {bug.breaks}  {_told(found)}", flush=True)
    print(f"{survivors} survived {MOST_SEEDS} seeds")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
