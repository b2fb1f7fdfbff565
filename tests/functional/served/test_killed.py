"""The server is killed with -9 while phones push: nothing is lost or doubled, no receipt lied."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

from server.records import Device, Fact, Inspection
from tests.factories.facts import add_assets
from tests.functional.served.conftest import ServedSchool
from tests.functional.served.pushing import Pusher

FACTS_A_ROUND = 80
STRIKES = (0.03, 0.1, 0.25)
"""Seconds after the phones began."""


def push_while(pushers: list[Pusher], strike: Callable[[], None], after_seconds: float) -> None:
    threads = [threading.Thread(target=pusher.push) for pusher in pushers]
    for thread in threads:
        thread.start()
    time.sleep(after_seconds)
    strike()
    for thread in threads:
        thread.join()


def assert_all_there_once(served: ServedSchool, pusher: Pusher) -> None:
    """And each receipt that was ever given still holds, with its revision."""
    again = {receipt["id"]: receipt for receipt in pusher.push_all_again()}
    assert {id_: receipt["rev"] for id_, receipt in again.items()} == {
        id_: receipt["rev"] for id_, receipt in pusher.known.items()
    }
    assert {receipt["status"] for receipt in again.values()} == {"duplicate"}
    device = pusher.phone.device
    with served.school.reading() as session:
        seqs = [fact.seq for fact in session.query(Fact).filter_by(device_id=device)]
        assert sorted(seqs) == list(range(1, len(pusher.facts) + 1))
        assert session.query(Inspection).filter_by(device_id=device).count() == len(seqs)
        ledger = session.get(Device, device)
        assert (ledger.contiguous_seq, ledger.announced_seq) == (len(seqs), len(seqs))


@pytest.mark.parametrize("victims", ["server", "workers"])
def test_killed_in_the_middle_of_a_batch(served: ServedSchool, victims: str) -> None:
    asset_ids = add_assets(served.school, 5)
    pushers = [Pusher(served.phone(login), asset_ids) for login in ("ines", "tang")]
    strike = {"server": served.server.kill, "workers": served.server.kill_workers}[victims]
    revive = {"server": served.server.start, "workers": served.server.await_healthy}[victims]
    for after_seconds in STRIKES:
        for pusher in pushers:
            pusher.record(FACTS_A_ROUND)
        push_while(pushers, strike, after_seconds)
        revive()
    assert sum(pusher.cut for pusher in pushers) > 0, "no strike hit a push"
    for pusher in pushers:
        while pusher.unsent:
            pusher.push()
        assert_all_there_once(served, pusher)
    served.assert_database_is_whole()


def test_no_receipt_is_given_before_the_commit(served: ServedSchool) -> None:
    pusher = Pusher(served.phone(), add_assets(served.school, 3))
    for count in (1, 40):
        pusher.record(count)
        pusher.push()
        served.server.kill()
        assert pusher.unsent == []
        with served.school.reading() as session:
            assert session.query(Fact).count() == len(pusher.facts)
        served.server.start()
    assert_all_there_once(served, pusher)
