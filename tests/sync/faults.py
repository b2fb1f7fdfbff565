"""What happens to phones: tabs die, freeze and wake, clocks are set, storage fills, is evicted."""

from __future__ import annotations

from collections.abc import Callable

from tests.sync.stage import Browser, Stage

_SECOND, _HOUR, _DAY = 1_000, 3_600_000, 86_400_000
_WRONG_BY = (0, 0, 20 * _SECOND, -50 * _SECOND, _HOUR, -_HOUR, _DAY, -_DAY, -900 * _DAY, 500 * _DAY)
_MOST_PAGES = 3


class Faults:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._faults: tuple[tuple[int, Callable[[Browser], None]], ...] = (
            (20, self._kill),
            (20, self._open),
            (12, self._freeze),
            (20, self._thaw),
            (10, self._set_clock),
            (10, self._go_off_or_on),
            (5, self._photos_wait_or_go),
            (3, self._fill_or_empty),
            (1, self._evict),
        )

    def step(self) -> None:
        rng = self.stage.rng
        browser = self.stage.browsers[rng.choice(sorted(self.stage.browsers))]
        weights = [weight for weight, _ in self._faults]
        rng.choices([fault for _, fault in self._faults], weights)[0](browser)

    def wrong_by(self) -> int:
        """How many milliseconds a phone's clock is ahead."""
        return self.stage.rng.choice(_WRONG_BY)

    def thaw_all(self) -> None:
        for browser in self.stage.browsers.values():
            for page in sorted(browser.frozen):
                self.wake(browser, page)

    def wake(self, browser: Browser, page: str) -> None:
        self.stage.note(f"{page} wakes")
        browser.frozen.discard(page)
        self.stage.tell("thaw", page=page)

    def another_page(self, browser: Browser) -> str:
        """One that is awake; opened, when there is none."""
        awake = self._awake(browser)
        return self.stage.rng.choice(awake) if awake else self.stage.open_page(browser)

    def mend(self, browser: Browser) -> None:
        """Network, storage and permission as on a good day."""
        browser.is_online = True
        self.stage.tell(
            "set", profile=browser.profile, online=True, photos_allowed=True, storage_full=False
        )

    def _kill(self, browser: Browser) -> None:
        if browser.pages:
            page = self.stage.rng.choice(browser.pages)
            self.stage.note(f"{page} is killed")
            self.stage.kill_page(browser, page)

    def _open(self, browser: Browser) -> None:
        if len(browser.pages) < _MOST_PAGES:
            self.stage.note(f"{self.stage.open_page(browser)} is opened")

    def _freeze(self, browser: Browser) -> None:
        awake = self._awake(browser)
        if awake:
            page = self.stage.rng.choice(awake)
            self.stage.note(f"{page} is frozen")
            self.stage.freeze(browser, page)

    def _thaw(self, browser: Browser) -> None:
        if browser.frozen:
            self.wake(browser, self.stage.rng.choice(sorted(browser.frozen)))

    def _set_clock(self, browser: Browser) -> None:
        """Somebody sets it wrong, or right again."""
        view = self.stage.tell("look", profile=browser.profile, parts=[])["look"]
        step = self.stage.clock.millis + self.wrong_by() - view["wall"]
        self.stage.note(f"the clock of {browser.profile} is set by {step // 1000} s")
        self.stage.tell("clock", profile=browser.profile, step=step)

    def _go_off_or_on(self, browser: Browser) -> None:
        browser.is_online = not browser.is_online or self.stage.rng.random() < 0.5
        self.stage.note(f"{browser.profile} goes {'on' if browser.is_online else 'off'}line")
        self.stage.tell("set", profile=browser.profile, online=browser.is_online)

    def _photos_wait_or_go(self, browser: Browser) -> None:
        allowed = self.stage.rng.random() < 0.6
        self.stage.note(f"photos of {browser.profile} {'go' if allowed else 'wait'}")
        self.stage.tell("set", profile=browser.profile, photos_allowed=allowed)

    def _fill_or_empty(self, browser: Browser) -> None:
        full = self.stage.rng.random() < 0.5
        self.stage.note(f"the storage of {browser.profile} is {'full' if full else 'free again'}")
        self.stage.tell("set", profile=browser.profile, storage_full=full)

    def _evict(self, browser: Browser) -> None:
        self.stage.note(f"the storage of {browser.profile} is evicted")
        self.stage.evict(browser)

    def _awake(self, browser: Browser) -> list[str]:
        return [page for page in browser.pages if page not in browser.frozen]
