"""The network between phones and server, with everything that goes wrong in it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from tests.sync.server import Answer, Mishap, Request
from tests.sync.stage import Stage, Waiting

PORTAL = Answer(200, {"Content-Type": "text/html"}, b"<html>Please sign in to the Wi-Fi</html>")
_TOO_LARGE = Answer(
    413, {"Content-Type": "text/html"}, b"<html>413 Request Entity Too Large</html>"
)
_STATEMENTS = 40
_FEW_TASKS = 25
_PAGE_SIZES = (1, 2, 3, 7, 1000)


class Network:
    """``fates``: what may happen to a request, with weights."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._copies: list[Request] = []
        self._fates: tuple[tuple[int, Callable[[Waiting], str]], ...] = (
            (180, self._arrives),
            (8, self._never_arrives),
            (10, self._answer_is_lost),
            (6, self._comes_twice),
            (6, self._comes_again_later),
            (6, self._answer_is_late),
            (4, self._portal),
            (3, self._busy),
            (2, self._too_large),
            (7, self._server_is_killed),
            (3, self._disk_is_full),
            (5, self._is_cut),
            (2, self._stands_still),
        )

    @property
    def is_quiet(self) -> bool:
        """Whether nobody waits for an answer."""
        self._sort_out_given_up()
        return not self.stage.waiting

    def step(self) -> None:
        """Something happens to one of the requests under way."""
        rng = self.stage.rng
        if self._copies and rng.random() < 0.1:
            copy = self._copies.pop(rng.randrange(len(self._copies)))
            self.stage.serve(copy)
            return self.stage.note(f"a late copy of {copy.name} reaches the server")
        waiting = self._one_of(self.stage.waiting)
        if waiting.answer is not None:
            self._give(waiting, waiting.answer)
            return self._tell(waiting, "gets its late answer")
        weights = [weight for weight, _ in self._fates]
        fate = rng.choices([fate for _, fate in self._fates], weights)[0]
        self._tell(waiting, fate(waiting))
        return None

    def freezes_over_an_answer(self) -> str | None:
        """A page is frozen while it works its answer in; None when there is none to freeze."""
        rng, stage = self.stage.rng, self.stage
        waiting = self._one_of(stage.waiting)
        page = waiting.request.page
        browser = stage.browsers[waiting.request.profile]
        few = partial(stage.give, tasks=rng.randint(0, _FEW_TASKS))
        self._tell(waiting, self._answered(waiting, few))
        if page not in browser.pages or page in browser.frozen:
            return None
        stage.freeze(browser, page)
        return page

    def all_arrive(self) -> None:
        """Good weather: what is under way arrives, in order, and is answered."""
        while self.stage.waiting:
            waiting = self.stage.waiting.pop(0)
            if not waiting.is_given_up:
                answer = waiting.answer or self.stage.serve(waiting.request)
                assert answer is not None
                self.stage.give(waiting, answer)

    def _one_of(self, waiting: list[Waiting]) -> Waiting:
        """Mostly in order."""
        rng = self.stage.rng
        at = 0 if rng.random() < 0.6 else rng.randrange(len(waiting))
        return waiting.pop(at)

    def _tell(self, waiting: Waiting, fate: str) -> None:
        self.stage.note(f"{waiting.request.page} {waiting.request.name} {fate}")

    def _sort_out_given_up(self) -> None:
        """The page has gone on; what it had sent may still arrive, much later."""
        waiting = self.stage.waiting
        given_up = [gone for gone in waiting if gone.is_given_up]
        waiting[:] = [other for other in waiting if not other.is_given_up]
        for gone in given_up:
            if gone.answer is None and self.stage.rng.random() < 0.15:
                self._copies.append(gone.request)

    def _arrives(self, waiting: Waiting) -> str:
        return self._answered(waiting, self._give)

    def _answered(self, waiting: Waiting, give: Callable[[Waiting, Answer], object]) -> str:
        request = self._in_small_pages(waiting.request)
        answer = self.stage.serve(request)
        assert answer is not None
        give(waiting, self._repaged(request, answer))
        return f"-> {answer.status}"

    def _never_arrives(self, waiting: Waiting) -> str:
        self.stage.fail(waiting)
        return "never arrives"

    def _answer_is_lost(self, waiting: Waiting) -> str:
        self.stage.serve(waiting.request)
        self.stage.fail(waiting, **self._few_tasks())
        return "is answered, the answer is lost"

    def _comes_twice(self, waiting: Waiting) -> str:
        answers = [self.stage.serve(waiting.request) for _ in range(2)]
        answer = answers[self.stage.rng.randrange(2)]
        assert answer is not None
        self._give(waiting, answer)
        return f"arrives twice -> {answer.status}"

    def _comes_again_later(self, waiting: Waiting) -> str:
        self._copies.append(waiting.request)
        return f"{self._arrives(waiting)}, a copy is under way"

    def _answer_is_late(self, waiting: Waiting) -> str:
        waiting.answer = self.stage.serve(waiting.request)
        self.stage.waiting.append(waiting)
        return "is answered, the answer takes its time"

    def _portal(self, waiting: Waiting) -> str:
        self.stage.give(waiting, PORTAL)
        return "meets a captive portal"

    def _busy(self, waiting: Waiting) -> str:
        status = self.stage.rng.choice((429, 502, 503))
        headers = {"Retry-After": str(self.stage.rng.choice((1, 30, 600)))}
        self.stage.give(waiting, Answer(status, {} if status == 502 else headers, b""))
        return f"-> {status} of a proxy"

    def _too_large(self, waiting: Waiting) -> str:
        self.stage.give(waiting, _TOO_LARGE)
        return "-> 413 of a proxy"

    def _server_is_killed(self, waiting: Waiting) -> str:
        rng = self.stage.rng
        at = 0 if rng.random() < 0.3 else rng.randint(1, _STATEMENTS)
        answer = self.stage.serve(waiting.request, Mishap(killed_at=at))
        self.stage.fail(waiting)
        return f"kills the server at {at}" if answer is None else "is answered, the server dies"

    def _disk_is_full(self, waiting: Waiting) -> str:
        limit = self.stage.rng.choice((0, 300, 1000))
        answer = self.stage.serve(waiting.request, Mishap(file_limit=limit))
        assert answer is not None
        self._give(waiting, answer)
        return f"meets a full disk -> {answer.status}"

    def _is_cut(self, waiting: Waiting) -> str:
        request = self._in_small_pages(waiting.request)
        answer = self.stage.serve(request)
        assert answer is not None
        answer = self._repaged(request, answer)
        after = self.stage.rng.randint(0, len(answer.body))
        self._give(waiting, answer, cut_after=after)
        return f"-> {answer.status}, cut after {after} of {len(answer.body)}"

    def _stands_still(self, waiting: Waiting) -> str:
        answer = self.stage.serve(waiting.request)
        assert answer is not None
        after = self.stage.rng.randint(0, len(answer.body))
        self._give(waiting, answer, stall_after=after)
        return f"-> {answer.status}, stands still after {after}"

    def _give(self, waiting: Waiting, answer: Answer, **how: Any) -> None:
        """Sometimes the page is killed, frozen or goes on later between two of its writes."""
        rng, stage = self.stage.rng, self.stage
        few = self._few_tasks()
        stage.give(waiting, answer, **how, **few)
        browser = stage.browsers[waiting.request.profile]
        page = waiting.request.page
        if not few or page not in browser.pages:
            return
        chance = rng.random()
        if chance < 0.6:
            stage.kill_page(browser, page)
            stage.note(f"  {page} is killed after {few['tasks']} tasks")
        elif chance < 0.75 and page not in browser.frozen:
            stage.freeze(browser, page)
            stage.note(f"  {page} is frozen after {few['tasks']} tasks")

    def _few_tasks(self) -> dict[str, int]:
        rng = self.stage.rng
        return {"tasks": rng.randint(0, _FEW_TASKS)} if rng.random() < 0.08 else {}

    def _in_small_pages(self, request: Request) -> Request:
        """A feed that comes in small pieces, as a big school's would."""
        size = self.stage.rng.choice(_PAGE_SIZES)
        return replace(request, path=re.sub(r"limit=\d+", f"limit={size}", request.path))

    def _repaged(self, request: Request, answer: Answer) -> Answer:
        """The same snapshot in the pages that a big school's would have."""
        is_snapshot = "/snapshot" in request.path and answer.status == 200
        return replace(answer, body=_small_pages(answer.body)) if is_snapshot else answer


def _small_pages(body: bytes, size: int = 4) -> bytes:
    lines: list[str] = []
    for line in body.decode().splitlines():
        value = json.loads(line)
        if value["t"] != "page":
            lines.append(line)
            continue
        for start in range(0, len(value["rows"]), size):
            rows = value["rows"][start : start + size]
            key = f"{rows[-1][2]}|{rows[-1][0]}"
            lines.append(json.dumps({"t": "page", "key": key, "rows": rows}))
    return "".join(f"{line}\n" for line in lines).encode()
