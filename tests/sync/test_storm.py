"""The storm in CI: a fixed number of seeds. ``make storm SEEDS=n FIRST_SEED=m`` plays others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.host import HOST, Host
from tests.sync.runner import report, run_seeds
from tests.sync.school import template
from tests.sync.storm import trace_of

SEEDS = range(1, 41)
PROCESSES = 2


@pytest.fixture(scope="module", autouse=True)
def _built_host() -> None:
    assert HOST.exists(), "make storm-host builds what the storm's phones run in"


def test_nothing_is_lost_doubled_or_skipped_in_any_weather() -> None:
    broken = [end.failure for end in run_seeds(SEEDS, PROCESSES) if end.failure is not None]
    assert not broken, "\n\n".join(report(failure) for failure in broken)


def test_a_seed_replays_exactly(tmp_path: Path) -> None:
    school = template(tmp_path)
    with Host() as host:
        first, second = trace_of(1, school, host), trace_of(1, school, host)
    with Host() as host:
        third = trace_of(1, school, host)
    assert len(first) > 100
    assert first == second == third
