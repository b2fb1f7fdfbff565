"""What the storm remembers: every fact ever seen durable on a phone, every word between phones and
server, every row the server ever committed. The invariants are judged by this."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.sync.history import History
from tests.sync.phone_view import EMPTY, PhoneFact, PhoneView
from tests.sync.server import Answer, Request
from tests.sync.server_state import AppliedFact, ServerState

_OP = re.compile(r"op (\d+)\b")


@dataclass(frozen=True)
class Op:
    """One tap of a person: who was shown as signed in on that page, at which true time (ms).
    ``target`` is the fact a withdrawal takes back, ``fact`` the id of the one it makes where its
    words cannot tell."""

    number: int
    profile: str
    page: str
    person: str
    at: int
    target: str | None = None
    fact: str | None = None

    @property
    def name(self) -> str:
        return f"op {self.number}"


@dataclass(frozen=True)
class Known:
    """A fact that was durable on a phone. ``op`` is the tap it comes from."""

    fact: PhoneFact
    profile: str
    op: Op | None

    @property
    def title(self) -> str:
        op = self.op.name if self.op else "no op"
        return f"fact {self.fact.id} ({op}, number {self.fact.seq} on {self.profile})"


@dataclass(frozen=True)
class BackedUp:
    """What a verified backup holds. ``facts``: (id, hash), applied and held."""

    path: str
    facts: frozenset[tuple[str, str]]
    photos: frozenset[str]


Said = tuple[str, int | None]


@dataclass
class Oracle:
    """``departed`` and ``broken_at_once`` are of the present step, all else is for ever.

    ``lost`` and ``lost_photos``: excused since their phone's storage was evicted; ``shut_out``:
    phones the server refuses; ``readable``: upload hashes of the photos whose bytes lie at the
    server, ``stored``: those that ever did; ``said``: what committed answers said of each fact.
    """

    state: ServerState
    history: History
    phones: dict[str, PhoneView] = field(default_factory=dict)
    facts: dict[str, Known] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    lost_photos: set[str] = field(default_factory=set)
    shut_out: set[str] = field(default_factory=set)
    ops: dict[int, Op] = field(default_factory=dict)
    told_saved: dict[int, str] = field(default_factory=dict)
    numbers: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    sent: dict[tuple[str, str], set[bytes]] = field(default_factory=lambda: defaultdict(set))
    said: dict[tuple[str, str], set[Said]] = field(default_factory=lambda: defaultdict(set))
    readable: set[str] = field(default_factory=set)
    stored: set[str] = field(default_factory=set)
    scopes: dict[str, frozenset[str] | None] = field(default_factory=dict)
    backups: list[BackedUp] = field(default_factory=list)
    highest: dict[tuple[str, str, str, str], int] = field(default_factory=dict)
    departed: list[tuple[str, PhoneFact]] = field(default_factory=list)
    broken_at_once: list[tuple[int, str]] = field(default_factory=list)
    evicted: set[str] = field(default_factory=set)
    _people: dict[str, str] = field(default_factory=dict)

    def saw_phone(self, profile: str, view: PhoneView) -> None:
        before = self.phones.get(profile, EMPTY)
        self.phones[profile] = view
        for fact in view.facts.values():
            if fact.id not in self.facts:
                self.facts[fact.id] = Known(fact, profile, self._op_of(profile, fact))
            self.numbers[fact.envelope["device"]].setdefault(fact.seq, fact.id)
        gone = [fact for fact in before.facts.values() if fact.id not in view.facts]
        self.departed += [(profile, fact) for fact in gone]

    def phone_evicted(self, profile: str) -> None:
        """Everything on it is gone: what the server has now may only be lost by a restore."""
        self.phones[profile] = EMPTY
        self.evicted.add(profile)
        for key in [key for key in self.highest if key[0] == profile]:
            del self.highest[key]
        self._excuse_what_nobody_has()

    def saw_server(self, state: ServerState, readable: set[str]) -> None:
        """A commit of the same epoch."""
        for missing in self.state.facts.keys() - state.facts.keys():
            self.broken_at_once.append((1, f"the server forgot the applied fact {missing}"))
        for missing_held in self.state.held.keys() - state.held.keys():
            self.broken_at_once.append((5, f"the server forgot the held fact {missing_held}"))
        self.broken_at_once += [(7, text) for text in self.history.note(state)]
        self.state, self.readable = state, readable
        self.stored |= readable

    def server_restored(self, state: ServerState, readable: set[str]) -> None:
        """A new epoch. What phones evicted since had handed over may be gone with the old one."""
        self.history.begin(state)
        self.state, self.readable = state, readable
        self._excuse_what_nobody_has()

    def backed_up(self, path: str, state: ServerState) -> None:
        applied = frozenset((fact.id, fact.hash) for fact in state.facts.values())
        held = frozenset(state.held)
        self.backups.append(BackedUp(path, applied | held, frozenset(state.photos)))

    def request_reached_server(self, request: Request) -> None:
        if request.path.endswith("/sync/v1/facts"):
            for fact in json.loads(request.body)["facts"]:
                raw = fact["raw"].encode("utf-8", "surrogatepass")
                self.sent[fact["id"], fact["hash"]].add(raw)

    def server_answered(self, request: Request, answer: Answer) -> None:
        """The server committed this; whether the phone ever hears of it is another matter."""
        if answer.status != 200:
            return
        if request.path.endswith("/sync/v1/facts"):
            for receipt in json.loads(answer.body)["receipts"]:
                said = (receipt["status"], receipt["rev"])
                self.said[receipt["id"], receipt["hash"]].add(said)
        elif request.path.endswith("/sync/v1/have"):
            for had in json.loads(answer.body)["answers"]:
                self.said[had["id"], had["hash"]].add((had["status"], had["rev"]))
        elif request.path.endswith("/sync/v1/session"):
            told = json.loads(answer.body)
            self._people[request.cookie] = told["person"]["id"]
            self._scope_told(told["scope_hash"], request.cookie)
        elif "/sync/v1/snapshot" in request.path or "/sync/v1/changes" in request.path:
            told = json.loads(answer.body.splitlines()[0])
            self._scope_told(told["scope_hash"], request.cookie)

    def op_ended(self, op: Op, saved: dict[str, Any]) -> None:
        self.told_saved[op.number] = saved["id"]

    def end_step(self) -> None:
        self.departed.clear()
        self.broken_at_once.clear()

    def op_of_words(self, words: str) -> int | None:
        found = _OP.search(words)
        return int(found[1]) if found else None

    def _op_of(self, profile: str, fact: PhoneFact) -> Op | None:
        body = fact.envelope["body"]
        if "target" in body:
            mine = [
                op
                for op in self.ops.values()
                if op.profile == profile and op.target == body["target"]
            ]
            same_author = [op for op in mine if op.person == fact.author]
            return (same_author or mine or [None])[0]
        if "words" not in body:
            return next((op for op in self.ops.values() if op.fact == fact.id), None)
        number = self.op_of_words(body["words"])
        return None if number is None else self.ops.get(number)

    def _scope_told(self, scope_hash: str, cookie: str) -> None:
        """A session has one person, known since the contact that begins every run."""
        if cookie not in self._people:
            return
        places = self.state.subtree(self._people[cookie])
        known = self.scopes.setdefault(scope_hash, places)
        if known != places:
            self.broken_at_once.append((7, f"scope {scope_hash} names two sets of places"))

    def _excuse_what_nobody_has(self) -> None:
        for known in self.facts.values():
            fact, phone = known.fact, self.phones[known.profile]
            if known.profile not in self.evicted or fact.id in phone.facts:
                continue
            if not self.is_at_server(fact):
                self.lost.add(fact.id)
            self.lost_photos.update(photo for photo in fact.photos if photo not in self.readable)

    def is_at_server(self, fact: PhoneFact) -> bool:
        applied = self.state.facts.get(fact.id)
        held = (fact.id, fact.hash) in self.state.held
        return held or (applied is not None and applied.hash == fact.hash)

    def repair_of(self, fact: PhoneFact) -> AppliedFact | None:
        """What an administrator, or the arrival of what it waited for, made of a held fact."""
        resolution = self.state.resolutions.get((fact.id, fact.hash))
        return self.state.facts.get(resolution.fact_id or "") if resolution else None
