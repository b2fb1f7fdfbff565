"""Chromium with a profile that outlives it: a phone in a pocket, a desk in an office."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from tests.e2e.watch import Watch

QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
)
_PHONE_SCREEN: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
_DESK_SCREEN: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
_GONE_SECONDS = 10


class NoBrowserError(Exception):
    """Chromium is not installed; `make browser` installs it."""


@dataclass(frozen=True)
class Camera:
    """What the browser answers when a page asks for the camera."""

    film: Path | None = None
    refused: bool = False

    def flags(self) -> Iterator[str]:
        yield "--use-fake-device-for-media-stream"
        yield f"--use-fake-ui-for-media-stream{'=deny' if self.refused else ''}"
        if self.film is not None:
            yield f"--use-file-for-fake-video-capture={self.film}"


class Browser:
    """One person's browser on one profile folder. ``watch`` sees all its pages over all starts."""

    def __init__(
        self, driver: Playwright, origin: str, profile: Path, *, phone: bool, language: str = "zh"
    ) -> None:
        self.origin = origin
        self.watch = Watch(origin)
        self.camera = Camera()
        self._driver = driver
        self._profile = profile
        self._screen = screen_of(phone=phone)
        self._locale = {"zh": "zh-CN", "en": "en-US"}[language]
        self._context: BrowserContext | None = None

    def start(self) -> Page:
        """Open the browser; the page it gives is blank."""
        self._context = self._driver.chromium.launch_persistent_context(
            self._profile,
            executable_path=chromium_path(),
            args=[*QUIET, *self.camera.flags()],
            locale=self._locale,
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
            **self._screen,
        )
        self._context.set_default_timeout(15_000)
        self.watch.follow(self._context)
        return self._context.pages[0]

    @property
    def context(self) -> BrowserContext:
        assert self._context is not None, "the browser is not running"
        return self._context

    @property
    def page(self) -> Page:
        return self.context.pages[0]

    def shown(self) -> str:
        """What its pages show, in words: the evidence of a test that failed where nobody looks."""
        told = []
        for page in self._context.pages if self._context is not None else []:
            with suppress(Error):  # a page that has crashed shows nothing
                words = page.locator("body").inner_text(timeout=2_000)
                told.append(f"--- {self._profile.name} shows {page.url}\n{words}\n")
        return "".join(told)

    def close(self) -> None:
        """Close it the ordinary way."""
        if self._context is not None:
            self._context.close()
        self._context = None

    def settle(self) -> None:
        """Have everything on the disk, as after half a minute: that is when Chromium writes its
        cookies, and a browser that is killed before then has forgotten the sign-in."""
        self.close()
        self.start()

    def kill(self) -> None:
        """Kill every process of it with -9; nothing gets to tidy up."""
        with self.context.expect_event("close"):
            for pid in _family(_main_process(self._profile)):
                with suppress(ProcessLookupError):  # children end with their parent
                    os.kill(pid, signal.SIGKILL)
        self._context = None
        _await_gone(self._profile)


def screen_of(*, phone: bool) -> dict[str, Any]:
    """The part of a context's settings that makes it a phone's, or an office computer's."""
    return _PHONE_SCREEN if phone else _DESK_SCREEN


def chromium_path() -> str:
    """Raises NoBrowserError."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        raise NoBrowserError("no Chromium on this machine: run `make browser`")
    return found


def _main_process(profile: Path) -> int:
    """The process that was given the profile and is no helper of another."""
    flag = f"--user-data-dir={profile}"
    for pid, words in _commands():
        if flag in words and not any(word.startswith("--type=") for word in words):
            return pid
    raise ProcessLookupError(flag)


def _commands() -> Iterator[tuple[int, list[str]]]:
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            yield int(folder.name), (folder / "cmdline").read_text().split("\0")
        except OSError:
            continue  # it ended meanwhile


def _family(pid: int) -> list[int]:
    """The process, then its children and theirs."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def _await_gone(profile: Path) -> None:
    deadline = time.monotonic() + _GONE_SECONDS
    while time.monotonic() < deadline:
        try:
            _main_process(profile)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise TimeoutError(f"Chromium on {profile} is still there")
