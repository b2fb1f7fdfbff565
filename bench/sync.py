"""Sync beside its rivals and beside the bare database.

Run: `python -m bench.sync` (after `make build`). The first replication against PouchDB and RxDB
in one Chromium, what a small change costs a phone as the school and its past grow, and how many
facts a second the server takes. A line a figure: NAME VALUE UNIT [bar BAR holds|falls short].
"""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from bench.peer_packages import install
from bench.sync_delta import measure_deltas
from bench.sync_facts import measure_facts
from bench.sync_replication import measure_replication


def main() -> None:
    install()
    with sync_playwright() as driver:
        measure_replication(driver)
        measure_deltas(driver)
    measure_facts()


if __name__ == "__main__":
    main()
