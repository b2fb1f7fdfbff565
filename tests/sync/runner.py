"""Many storms, side by side in processes of their own."""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from tests.sync.host import Host
from tests.sync.school import template
from tests.sync.storm import Failure, run_seed

_SHOWN = 30


@dataclass(frozen=True)
class Ended:
    seed: int
    failure: Failure | None


def run_seeds(seeds: range, processes: int) -> Iterator[Ended]:
    """Each seed's end, as they come."""
    with tempfile.TemporaryDirectory(prefix="storm-school-") as folder:
        school = template(Path(folder))
        context = multiprocessing.get_context("spawn")
        with context.Pool(processes, _begin, (school,)) as pool:
            yield from pool.imap_unordered(_run, seeds)


def report(failure: Failure) -> str:
    """For a person: what broke, the last that happened, and how to see it again."""
    last = "\n".join(f"    {line}" for line in failure.trace[-_SHOWN:])
    return (
        f"seed {failure.seed} broke at step {failure.step}:\n  {failure.what}\n"
        f"  the last {_SHOWN} of {len(failure.trace)}:\n{last}\n"
        f"  again: make storm SEEDS=1 FIRST_SEED={failure.seed}"
    )


_worker: tuple[Host, Path]


def _begin(school: Path) -> None:
    global _worker  # noqa: PLW0603 - a pool's workers have no other place of their own
    silent = structlog.make_filtering_bound_logger(logging.CRITICAL)
    structlog.configure(wrapper_class=silent)
    _worker = (Host(), school)


def _run(seed: int) -> Ended:
    host, school = _worker
    return Ended(seed, run_seed(seed, school, host))
