"""Watches every page of a browser: where it asks, and what it complains about."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

# What a browser says of its own accord about an answer that is no success: the server is away in
# these tests, and refuses on purpose.
_ABOUT_ANSWERS = "Failed to load resource"


class Watch:
    """``strayed``: addresses outside the server. ``complaints``: what pages complained of."""

    def __init__(self, origin: str) -> None:
        self._origin = origin
        self.strayed: list[str] = []
        self.complaints: list[str] = []

    def follow(self, context: BrowserContext) -> None:
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", self._on_error)

    def _on_request(self, request: Request) -> None:
        inside = ("blob:", "data:", "about:", f"{self._origin}/")
        if not request.url.startswith(inside):
            self.strayed.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(_ABOUT_ANSWERS):
            self.complaints.append(f"{message.text} ({message.location})")

    def _on_error(self, error: WebError) -> None:
        self.complaints.append(str(error.error))

    def assert_clean(self) -> None:
        assert self.strayed == [], "a request left the server"
        assert self.complaints == [], f"a page complained: {self.complaints}"
