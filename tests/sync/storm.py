"""One storm: everything it does follows from its seed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.sync.clock import TrueClock
from tests.sync.faults import Faults
from tests.sync.host import Host
from tests.sync.invariants import AT_REST, EVERY_STEP
from tests.sync.neighbour import Neighbour
from tests.sync.network import Network
from tests.sync.people import People
from tests.sync.school import ASSETS, PLACES
from tests.sync.school_events import School
from tests.sync.server import StormServer
from tests.sync.stage import Broken, Browser, Stage

STEPS = 220
_SECOND, _MINUTE, _HOUR = 1_000, 60_000, 3_600_000
_HOLIDAYS = 62 * 24 * _HOUR
_SHORT = (_SECOND, 5 * _SECOND, 12 * _SECOND)
_LONGER = (30 * _SECOND, _MINUTE, 2 * _MINUTE, 6 * _MINUTE)
_LONG = (_HOUR, _HOUR, 5 * _HOUR, 5 * _HOUR, 20 * _HOUR, 80 * _HOUR, _HOLIDAYS)
_PHONES = (("ines",), ("tang", "ines"), ("rui",), ("ada", "pei"), ("ines", "rui"))
_ROUNDS_TO_REST = 4
# Longer than a leader's turn lasts without a sign of it (pwa/src/sync/leader.ts).
_TURN_OVER = 3 * _MINUTE
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system without a disk, where there is one


@dataclass(frozen=True)
class Failure:
    """``trace``: everything that happened, the last last."""

    seed: int
    step: int
    what: str
    trace: tuple[str, ...]


def run_seed(seed: int, template: Path, host: Host) -> Failure | None:
    """Play one storm on a copy of the school in ``template``."""
    with _stage(seed, template, host) as stage:
        storm = Storm(stage)
        try:
            storm.play()
        except Exception as error:
            what = str(error) if isinstance(error, Broken) else f"{type(error).__name__}: {error}"
            return Failure(seed, storm.at, what, tuple(stage.trace))
    return None


def trace_of(seed: int, template: Path, host: Host) -> list[str]:
    """All that happens in a storm. Raises Broken."""
    with _stage(seed, template, host) as stage:
        Storm(stage).play()
        return stage.trace


@contextmanager
def _stage(seed: int, template: Path, host: Host) -> Iterator[Stage]:
    parent = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="storm-", dir=parent) as folder:
        school = Path(folder) / "school"
        school.mkdir()
        shutil.copy(template, school / "school.db")
        clock = TrueClock()
        server = StormServer(Path(folder), f"sqlite:///{school / 'school.db'}", clock)
        host.do("reset")
        stage = Stage(Random(seed), host, server, clock)  # noqa: S311 - it must be repeatable
        try:
            yield stage
        finally:
            stage.close()


class Storm:
    """``at``: the number of the present step."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.at = 0
        assets = list(range(1, ASSETS + 1))
        self.network = Network(stage)
        places = list(PLACES)
        self.people = People(stage, assets, places)
        self.school = School(stage, assets, places)
        self.faults = Faults(stage)
        self.neighbour = Neighbour(stage)
        self._steps: tuple[tuple[int, Callable[[], None]], ...] = (
            (90, self._network),
            (2, self._another_tab_leads),
            (24, self.people.act),
            (12, self._time),
            (9, self.school.step),
            (8, self.faults.step),
            (2, self.neighbour.step),
            (3, self._back_up),
            (0.6, self._restore),
        )

    def play(self) -> None:
        """Raises Broken."""
        self._open_phones()
        weights = [weight for weight, _ in self._steps]
        steps = [step for _, step in self._steps]
        for self.at in range(1, STEPS + 1):
            self.stage.rng.choices(steps, weights)[0]()
            self.stage.settle()
        self._calm()

    def _open_phones(self) -> None:
        """Most of them are signed in and have the school with them before the weather turns."""
        rng = self.stage.rng
        for number, people in enumerate(_PHONES[: rng.randint(3, 5)], 1):
            profile = f"p{number}"
            self.stage.browsers[profile] = Browser(profile, people)
            wrong_by = self.faults.wrong_by()
            self.stage.tell(
                "profile",
                profile=profile,
                seed=rng.getrandbits(31),
                wall=self.stage.clock.millis + wrong_by,
                has_locks=rng.random() < 0.75,
                app_build="0.0.9" if rng.random() < 0.05 else "0.1.0",
            )
            self.stage.note(f"{profile} of {people}, clock off by {wrong_by // 1000} s")
            browser = self.stage.browsers[profile]
            page = self.stage.open_page(browser)
            self.people.sign_in(page, people[0])
            if rng.random() < 0.8:
                self.network.all_arrive()
        self.stage.settle()

    def _network(self) -> None:
        if self.network.is_quiet:
            self.people.act()
        else:
            self.network.step()

    def _another_tab_leads(self) -> None:
        """A leader freezes over an answer; the school changes; once its turn has run out another
        tab of that phone syncs in full; then, or later, the first one wakes."""
        page = None if self.network.is_quiet else self.network.freezes_over_an_answer()
        if page is None:
            return
        self.stage.note(f"{page} is frozen over it")
        browser = self.stage.browsers[page.split("/")[0]]
        self.school.step()
        self.stage.pass_time(_TURN_OVER)
        self.network.all_arrive()
        other = self.faults.another_page(browser)
        self.stage.note(f"{other} takes the lead")
        self.stage.call(other, "sync", ["button"])
        self.network.all_arrive()
        if self.stage.rng.random() < 0.5:
            self.faults.wake(browser, page)

    def _time(self) -> None:
        """Mostly too little for anybody to lose patience; sometimes days."""
        chance = self.stage.rng.random()
        spans = _SHORT if chance < 0.6 else _LONGER if chance < 0.85 else _LONG
        millis = self.stage.rng.choice(spans)
        if millis == _HOLIDAYS:
            self._put_phones_away()
        self.stage.note(f"{millis // 1000} s pass")
        self.stage.pass_time(millis)

    def _put_phones_away(self) -> None:
        for browser in self.stage.browsers.values():
            for page in list(browser.pages):
                self.stage.kill_page(browser, page)

    def _back_up(self) -> None:
        self.stage.pass_time(1)  # backups are named by their moment
        path = self.stage.server.back_up()
        self.stage.backed_up(path)
        self.stage.note("a backup is made")

    def _restore(self) -> None:
        """The newest backup: phones rely on its being there."""
        if self.stage.oracle.backups:
            self.stage.note("the server is restored from its newest backup")
            self.stage.restore(Path(self.stage.oracle.backups[-1].path))

    def _calm(self) -> None:
        """Good weather: in the end everything is where it belongs."""
        self.stage.note("the storm is over")
        self.faults.thaw_all()
        self.school.let_everybody_in()
        for browser in self.stage.browsers.values():
            self._renew(browser)
        for _ in range(_ROUNDS_TO_REST):
            self._round()
        self.stage.look_at_all()
        self._find_shut_out()
        self.stage.settle(EVERY_STEP + AT_REST)

    def _renew(self, browser: Browser) -> None:
        """One fresh page, by today's app, where its person has signed in."""
        self.faults.mend(browser)
        self.stage.tell("set", profile=browser.profile, app_build="0.1.0")
        for page in list(browser.pages):
            self.stage.kill_page(browser, page)
        page = self.stage.open_page(browser)
        self.network.all_arrive()
        self.people.sign_in(page, browser.people[0])
        self.network.all_arrive()
        self.stage.settle()

    def _round(self) -> None:
        self.stage.pass_time(2 * _HOUR)
        self.network.all_arrive()
        for browser in self.stage.browsers.values():
            for page in browser.pages:
                self.stage.call(page, "sync", ["button"])
                self.network.all_arrive()
        self.stage.settle()

    def _find_shut_out(self) -> None:
        """A revoked device that lost its session too: what is on it stays there."""
        revoked = self.stage.revoked_devices()
        for profile, phone in self.stage.oracle.phones.items():
            if revoked.intersection(phone.devices):
                self.stage.oracle.shut_out.add(profile)
