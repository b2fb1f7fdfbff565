"""What people do with their phones: record, walk rounds, photograph, stick labels on, take back,
sign in and out, press sync."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

from tests.factories.photos import jpeg, with_gps
from tests.sync.counted import confirmed_or_signed, seen_or_counted
from tests.sync.host import to_text
from tests.sync.oracle import Op
from tests.sync.school import (
    STICKABLE,
    asset_id,
    label_code,
    password_of,
    place_id,
    route_id,
)
from tests.sync.stage import Browser, Stage

_CONDITIONS = ("intact", "usable", "unusable", "missing")
_HOWS = ("camera", "photo", "typed", "picked")
_TRIGGERS = ("button", "online", "visible", "saved")
_PHOTOS = 12
_SIDE = 12
_DAYS = ("2026-11-18", "2026-11-19", "2026-11-20")
_SLOTS = ("1", "n", "extra")


class People:
    """``assets`` are the numbers of all things there ever were; ``places`` likewise."""

    def __init__(self, stage: Stage, assets: list[int], places: list[int]) -> None:
        self.stage = stage
        self.assets = assets
        self.places = places

    def act(self) -> None:
        """Somebody taps something on an awake page, or comes back to a phone without one."""
        rng = self.stage.rng
        browser = self.stage.browsers[rng.choice(sorted(self.stage.browsers))]
        awake = [page for page in browser.pages if page not in browser.frozen]
        if not awake:
            self.stage.note(f"{self.stage.open_page(browser)} is opened")
            return
        page = rng.choice(awake)
        person = self.stage.page(browser, page).account
        if person is None:
            self.sign_in(page, rng.choice(browser.people))
        else:
            self._tap(browser, page, person)

    def sign_in(self, page: str, login: str) -> None:
        self.stage.note(f"{login} signs in on {page}")
        self.stage.call(page, "signIn", [login, password_of(login)])

    def _tap(self, browser: Browser, page: str, person: str) -> None:
        taps = (
            (17, self._inspect),
            (10, self._count),
            (2, self._close_count),
            (11, self._look_in_round),
            (3, self._pass_stop),
            (2, self._end_round),
            (7, self._stick_label_on),
            (3, self._ask_for_label),
            (8, self._keep_code),
            (12, self._withdraw),
            (19, self._sync),
            (3, self._change_person),
            (3, self._sign_out),
        )
        weights = [weight for weight, _ in taps]
        self.stage.rng.choices([tap for _, tap in taps], weights)[0](browser, page, person)

    def _inspect(self, browser: Browser, page: str, person: str) -> None:
        rng, stage = self.stage.rng, self.stage
        number = rng.choice(self.assets)
        op = stage.new_op(browser.profile, page, person)
        condition = rng.choice(_CONDITIONS)
        draft = {
            "type": "inspection_recorded",
            "asset_id": asset_id(number),
            "code": label_code(number) if rng.random() < 0.5 else None,
            "how": rng.choice(_HOWS),
            "result": "ok" if condition == "intact" else "abnormal",
            "condition": condition,
            "phrases": ["broken"] if condition == "unusable" else [],
            "words": op.name,
        }
        self._record(op, draft, f"{number} {condition}")

    def _look_in_round(self, browser: Browser, page: str, person: str) -> None:
        """At an asset or a place; what is abnormal may be put right at once."""
        rng = self.stage.rng
        op = self.stage.new_op(browser.profile, page, person)
        condition = rng.choice(_CONDITIONS)
        is_ok = condition == "intact"
        draft = {
            "type": "inspection_recorded",
            "code": None,
            "result": "ok" if is_ok else "abnormal",
            "condition": condition,
            "phrases": [],
            "words": op.name,
            "level": None if is_ok else rng.choice((None, "general", "major")),
            "fixed_on_spot": not is_ok and rng.random() < 0.5,
            "round": _round(rng),
        }
        self._record(op, draft | self._thing(), f"{condition} in a round")

    def _pass_stop(self, browser: Browser, page: str, person: str) -> None:
        rng = self.stage.rng
        op = self.stage.new_op(browser.profile, page, person)
        thing = self._thing()
        del thing["how"]
        draft = {"type": "stop_unscanned", "round": _round(rng), "why": "locked"} | thing
        self._record(op, draft | {"words": op.name}, "a stop is passed")

    def _end_round(self, browser: Browser, page: str, person: str) -> None:
        """Its words cannot tell the tap it comes from: its id is chosen here."""
        rng, stage = self.stage.rng, self.stage
        op = stage.new_op(browser.profile, page, person, fact=_seeded_id(rng))
        ink = {"width": 300, "height": 100, "strokes": [[1, 2, 3, 4]]}
        draft = {"type": "round_ended", "round": _round(rng), "companions": [], "reasons": []}
        capture = {"draft": draft | {"signature": ink}, "photos": [], "name": "", "place": ""}
        stage.note(f"{op.name}: a round is signed on {page}")
        stage.call_op(op, "record", [capture | {"id": op.fact}])

    def _keep_code(self, browser: Browser, page: str, person: str) -> None:
        op = self.stage.new_op(browser.profile, page, person)
        draft = {
            "type": "unknown_code_kept",
            "text": "https://example.org/老标签",
            "how": "camera",
            "words": op.name,
        }
        self._record(op, draft, "an unknown code")

    def _count(self, browser: Browser, page: str, person: str) -> None:
        op = self.stage.new_op(browser.profile, page, person)
        assets = [asset_id(number) for number in self.assets]
        codes = [label_code(number) for number in STICKABLE]
        draft = seen_or_counted(self.stage.rng, assets, codes, op.name)
        self._record(op, draft, f"{draft['type']} on sheet {draft['sheet_id'][-1]}")

    def _close_count(self, browser: Browser, page: str, person: str) -> None:
        """Its words cannot tell the tap it comes from: its id is chosen here."""
        stage = self.stage
        op = stage.new_op(browser.profile, page, person, fact=_seeded_id(stage.rng))
        draft = confirmed_or_signed(stage.rng)
        stage.note(f"{op.name}: {draft['type']} on sheet {draft['sheet_id'][-1]} on {page}")
        capture = {"id": op.fact, "draft": draft, "photos": [], "name": "", "place": ""}
        stage.call_op(op, "record", [capture])

    def _stick_label_on(self, browser: Browser, page: str, person: str) -> None:
        label = self.stage.rng.choice(STICKABLE)
        body = {"type": "label_bound", "code": label_code(label)} | self._thing()
        self._say_of_label(browser, page, person, body, f"label {label} is stuck on")

    def _ask_for_label(self, browser: Browser, page: str, person: str) -> None:
        pile = _seeded_id(self.stage.rng) if self.stage.rng.random() < 0.5 else None
        why = {"why": "pile" if pile else "worn", "pile": pile}
        body = {"type": "label_requested"} | why | self._thing()
        self._say_of_label(browser, page, person, body, "a label is asked for")

    def _thing(self) -> dict[str, Any]:
        """An asset, or now and then the door of a place."""
        rng = self.stage.rng
        number, how = rng.choice(self.assets), {"how": rng.choice(_HOWS)}
        if rng.random() < 0.8:
            return {"asset_id": asset_id(number), "place_id": None} | how
        return {"asset_id": None, "place_id": place_id(rng.choice(self.places))} | how

    def _say_of_label(
        self, browser: Browser, page: str, person: str, draft: dict[str, Any], what: str
    ) -> None:
        """Its words cannot tell the tap it comes from: its id is chosen here."""
        rng, stage = self.stage.rng, self.stage
        op = stage.new_op(browser.profile, page, person, fact=_seeded_id(rng))
        capture = {"id": op.fact, "draft": draft, "photos": [], "name": "", "place": ""}
        thing = draft["asset_id"] or draft["place_id"]
        stage.note(f"{op.name}: {what} {thing[-4:]} on {op.page}")
        for _ in range(2 if rng.random() < 0.1 else 1):
            stage.call_op(op, "record", [capture])

    def _record(self, op: Op, draft: dict[str, Any], what: str) -> None:
        """A person in doubt may tap twice: in this tab or another, with the same draft."""
        rng, stage = self.stage.rng, self.stage
        photos = [_photo(rng.randrange(_PHOTOS)) for _ in range(rng.choice((0, 0, 0, 1, 2)))]
        capture: dict[str, Any] = {"draft": draft, "photos": photos, "name": "", "place": ""}
        again = rng.random() < 0.1
        if again:
            capture["id"] = _seeded_id(rng)
        few = {"tasks": rng.randint(0, 15)} if rng.random() < 0.1 else {}
        stage.note(f"{op.name}: {what} with {len(photos)} photos on {op.page}{few or ''}")
        stage.call_op(op, "record", [capture], **few)
        if again:
            stage.call_op(op, "record", [capture])
        if few and rng.random() < 0.7:
            stage.note(f"  {op.page} is killed over it")
            stage.kill_page(stage.browsers[op.profile], op.page)

    def _withdraw(self, browser: Browser, page: str, person: str) -> None:
        """Mostly one's own record; somebody else's on the same phone is held by the server."""
        facts = self.stage.phone(browser).facts.values()
        records = sorted(fact.id for fact in facts if "target" not in fact.envelope["body"])
        if records:
            target = self.stage.rng.choice(records)
            op = self.stage.new_op(browser.profile, page, person, target)
            self.stage.note(f"{op.name}: takes {target[:8]} back on {page}")
            self.stage.call_op(op, "withdraw", [target])

    def _sync(self, _browser: Browser, page: str, _person: str) -> None:
        trigger = self.stage.rng.choice(_TRIGGERS)
        self.stage.note(f"{page}: sync {trigger}")
        self.stage.call(page, "sync", [trigger])

    def _change_person(self, browser: Browser, page: str, _person: str) -> None:
        self.sign_in(page, self.stage.rng.choice(browser.people))

    def _sign_out(self, _browser: Browser, page: str, _person: str) -> None:
        self.stage.note(f"somebody signs out on {page}")
        self.stage.call(page, "signOut", [])


def _seeded_id(rng: Random) -> str:
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def _round(rng: Random) -> dict[str, str]:
    """One of a few, so that several phones walk the same; now and then of an unknown route."""
    known = rng.random() < 0.95
    route = route_id() if known else route_id().replace("4000", "4001")
    return {"route_id": route, "day": rng.choice(_DAYS), "slot": rng.choice(_SLOTS)}


@cache
def _photo(number: int) -> dict[str, Any]:
    """Few of them, so that facts share some; every third tells where it was taken."""
    data = with_gps() if number % 3 == 0 else jpeg(_SIDE, number)
    data += bytes([number])
    bytes_ = {"$bytes": to_text(data)}
    return {"bytes": bytes_, "width": _SIDE, "height": _SIDE, "taken_at": 1_790_000_000_000}
