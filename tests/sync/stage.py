"""Where the storm plays: the phones' process, the server, the requests between them, true time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import Problem
from server.records import Device
from tests.sync.clock import TrueClock
from tests.sync.history import History
from tests.sync.host import Host, Reply, to_bytes, to_text
from tests.sync.invariants import EVERY_STEP, Invariant, breaches
from tests.sync.oracle import Op, Oracle
from tests.sync.phone_view import PageView, PhoneView, read_look
from tests.sync.server import Answer, Killed, Mishap, Request, StormServer
from tests.sync.state_reader import StateReader

# Phones go through long times side by side, in pieces of four hours.
_TOGETHER = 4 * 3_600_000


class Broken(Exception):  # noqa: N818 - what the storm looks for, not an error of ours
    """An invariant does not hold."""


@dataclass
class Browser:
    """A phone's browser: ``people`` are the logins that use it, ``pages`` its open tabs."""

    profile: str
    people: tuple[str, ...]
    cookies: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    frozen: set[str] = field(default_factory=set)
    opened: int = 0
    is_online: bool = True

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in sorted(self.cookies.items()))

    def keep(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


@dataclass
class Waiting:
    """A request under way. ``answer``: what the server has already said to it; ``is_given_up``:
    the page no longer listens, yet the request may still reach the server."""

    request: Request
    answer: Answer | None = None
    is_given_up: bool = False


class Stage:
    """Everything a step may touch. Nothing here decides anything."""

    def __init__(self, rng: Random, host: Host, server: StormServer, clock: TrueClock) -> None:
        self.rng = rng
        self.host = host
        self.server = server
        self.clock = clock
        self.browsers: dict[str, Browser] = {}
        self.waiting: list[Waiting] = []
        self.trace: list[str] = []
        self._to_look_at: set[str] = set()
        self._ops = 0
        self._reader = self._open_reader()
        state = self._reader.read()
        self.oracle = Oracle(state, History())
        self.oracle.history.begin(state)

    def note(self, text: str) -> None:
        self.trace.append(text)

    def tell(self, cmd: str, **arguments: Any) -> Reply:
        """One command to the phones' process; takes in what follows from it."""
        reply = self.host.do(cmd, **arguments)
        for sent in reply["requests"]:
            self._sent(sent)
        for given_up in self.waiting:
            given_up.is_given_up |= f"q{given_up.request.id}" in reply["aborted"]
        for event in reply["events"]:
            self._ended(event)
        self._to_look_at.update(reply["changed"])
        if reply["unhandled"] and cmd != "kill":
            raise Broken(f"a rejection nobody listened to: {reply['unhandled']}")
        return reply

    def serve(self, request: Request, mishap: Mishap | None = None) -> Answer | None:
        """Let the server have the request; None when it was killed over it."""
        self.oracle.request_reached_server(request)
        try:
            answer = self.server.answer(request, mishap)
        except Killed:
            self._read_server()
            return None
        self._read_server()
        self.oracle.server_answered(request, answer)
        if answer.status == 500 and mishap is None:
            raise Broken(f"the server answered 500 to {request.name}")
        return answer

    def give(self, waiting: Waiting, answer: Answer, **how: Any) -> Reply:
        """The answer reaches the page, and its cookies the browser."""
        request = waiting.request
        if not waiting.is_given_up:
            self.browsers[request.profile].keep(answer.cookies)
        return self.tell(
            "answer",
            request=f"q{request.id}",
            status=answer.status,
            headers=answer.headers,
            body=to_text(answer.body),
            **how,
        )

    def fail(self, waiting: Waiting, **how: Any) -> Reply:
        return self.tell("fail", request=f"q{waiting.request.id}", **how)

    def at_desk(self, what: str, work: Callable[[Session], object]) -> None:
        """One transaction of an administrator; a refusal with a problem changes nothing."""
        try:
            with self.server.writing() as session:
                work(session)
        except Problem as problem:
            what = f"{what}: refused, {problem.code}"
        self.note(what)
        self._read_server()

    def restore(self, path: Path) -> None:
        self._reader.close()
        self.server.restore(path)
        self._reader = self._open_reader()
        state = self._reader.read()
        self.oracle.server_restored(state, self._reader.readable(state))

    def backed_up(self, path: Path) -> None:
        """The backup holds what the server has: nobody writes while it is made."""
        self._read_server()
        self.oracle.backed_up(str(path), self.oracle.state)

    def revoked_devices(self) -> frozenset[str]:
        with self.server.writing() as session:
            revoked = select(Device.id).where(Device.revoked_at.is_not(None))
            return frozenset(session.scalars(revoked))

    def call(self, page: str, method: str, arguments: list[Any], **how: Any) -> str:
        """Begin a method of a page's Phone; the op's name."""
        self._ops += 1
        op = f"o{self._ops}"
        self.tell("call", page=page, method=method, args=arguments, op=op, **how)
        return op

    def new_op(
        self,
        profile: str,
        page: str,
        person: str,
        target: str | None = None,
        fact: str | None = None,
    ) -> Op:
        """The next tap; ``call_op`` carries it out."""
        number = len(self.oracle.ops) + 1
        op = Op(number, profile, page, person, self.clock.millis, target, fact)
        self.oracle.ops[number] = op
        return op

    def call_op(self, op: Op, method: str, arguments: list[Any], **how: Any) -> None:
        name = f"tap {op.number}"
        self.tell("call", page=op.page, method=method, args=arguments, op=name, **how)

    def open_page(self, browser: Browser) -> str:
        browser.opened += 1
        page = f"{browser.profile}/{browser.opened}"
        browser.pages.append(page)
        self._to_look_at.add(browser.profile)
        self._ops += 1
        self.tell("page", profile=browser.profile, page=page, op=f"o{self._ops}")
        return page

    def kill_page(self, browser: Browser, page: str) -> None:
        browser.pages.remove(page)
        browser.frozen.discard(page)
        self._to_look_at.add(browser.profile)
        self.tell("kill", page=page)

    def freeze(self, browser: Browser, page: str) -> None:
        browser.frozen.add(page)
        self.tell("freeze", page=page)

    def pass_time(self, millis: int) -> None:
        """For everybody alike: the server, and every phone however wrong its clock is."""
        while millis > 0:
            piece = min(millis, _TOGETHER)
            self.clock.advance(piece)
            for profile in self.browsers:
                self.tell("clock", profile=profile, advance=piece)
            millis -= piece

    def evict(self, browser: Browser) -> None:
        for page in list(browser.pages):
            self.kill_page(browser, page)
        self.settle(())
        self.tell("wipe", profile=browser.profile)
        self._to_look_at.add(browser.profile)
        self.oracle.phone_evicted(browser.profile)
        self._look()

    def phone(self, browser: Browser) -> PhoneView:
        """As it lies there now."""
        self._look()
        return self.oracle.phones[browser.profile]

    def page(self, browser: Browser, page: str) -> PageView:
        """As it shows itself now: whom it shows may change without anything being stored."""
        self._to_look_at.add(browser.profile)
        return self.phone(browser).pages[page]

    def settle(self, laws: tuple[tuple[int, Invariant], ...] = EVERY_STEP) -> None:
        """Look at whatever was touched and judge it. Raises Broken."""
        self._look()
        found = list(breaches(self.oracle, laws))
        if found:
            raise Broken("\n".join(found[:5]))
        self.oracle.end_step()

    def look_at_all(self) -> None:
        self._to_look_at.update(self.browsers)

    def close(self) -> None:
        self._reader.close()
        self.server.stop()

    def _look(self) -> None:
        for profile in sorted(self._to_look_at):
            reply = self.host.do("look", profile=profile)
            self.oracle.saw_phone(profile, read_look(reply["look"]))
        self._to_look_at.clear()

    def _open_reader(self) -> StateReader:
        return StateReader(self.server.place.database_url, self.server.place.photo_dir)

    def _read_server(self) -> None:
        state = self._reader.read()
        self.oracle.saw_server(state, self._reader.readable(state))

    def _sent(self, sent: dict[str, Any]) -> None:
        """The browser adds its cookies at the moment of sending."""
        browser = self.browsers[sent["profile"]]
        request = Request(
            int(sent["id"][1:]),
            sent["profile"],
            sent["page"],
            sent["method"],
            sent["path"],
            sent["headers"],
            to_bytes(sent["body"]),
            browser.cookie,
        )
        self.waiting.append(Waiting(request))

    def _ended(self, event: dict[str, Any]) -> None:
        self._to_look_at.add(event["page"].split("/")[0])
        kind, number = event["op"].split()[0], event["op"].split()[-1]
        if not event["ok"]:
            if event["error"] != "killed":
                self.note(f"  {event['op']} on {event['page']} failed: {event['error']}")
        elif kind == "tap":
            self.oracle.op_ended(self.oracle.ops[int(number)], event["value"])
