"""An evil neighbour: somebody with an account and a program, who pushes what no phone would."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tests.sync.phone_view import PhoneFact
from tests.sync.school import fixed_id, password_of
from tests.sync.server import Request
from tests.sync.stage import Browser, Stage

_LOGIN = "tang"
_DEVICE = fixed_id("9", 666)
_JSON = {"Content-Type": "application/json"}


class Neighbour:
    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._browser = Browser("neighbour", (_LOGIN,))
        self._seq = 0
        self._grant = self._author = ""

    def step(self) -> None:
        """Push something under the id of a fact that a phone keeps."""
        rng = self.stage.rng
        known = sorted(self.stage.oracle.facts)
        self._sign_in()
        if not known or not self._grant:
            return
        fact = self.stage.oracle.facts[rng.choice(known)].fact
        poison = rng.choice(
            (self._other_words, self._unknown_type, self._other_bytes, self._no_json)
        )
        incoming = poison(fact)
        body = {"device": _DEVICE, "sent_at": self.stage.clock.millis, "facts": [incoming]}
        self._post("/api/sync/v1/facts", body)
        self.stage.note(f"the neighbour pushes {poison.__name__} as {fact.id[:8]}")

    def _other_words(self, fact: PhoneFact) -> dict[str, str]:
        """A whole fact of his own under the other's id."""
        self._seq += 1
        mine = {
            **fact.envelope,
            "device": _DEVICE,
            "seq": self._seq,
            "author": self._author,
            "capture_grant": self._grant,
            "type": "unknown_code_kept",
            "depends_on": [],
            "body": {"text": "evil", "how": "typed", "words": "evil", "photos": []},
        }
        return _sealed(fact.id, json.dumps(mine))

    def _unknown_type(self, fact: PhoneFact) -> dict[str, str]:
        return _sealed(fact.id, json.dumps({**fact.envelope, "type": "secret_of_tomorrow"}))

    def _other_bytes(self, fact: PhoneFact) -> dict[str, str]:
        """The other's hash over bytes that are not its."""
        return {"id": fact.id, "hash": fact.hash, "raw": fact.raw.replace("camera", "typed") + " "}

    def _no_json(self, fact: PhoneFact) -> dict[str, str]:
        return _sealed(fact.id, "{" * 2000)

    def _sign_in(self) -> None:
        device = {"id": _DEVICE, "name": "neighbour"}
        body = {"login": _LOGIN, "password": password_of(_LOGIN), "device": device}
        answer = self._post("/api/session", body)
        if answer is not None and "capture_grant" in answer:
            self._grant, self._author = answer["capture_grant"], answer["person"]["id"]

    def _post(self, path: str, body: Any) -> Any:
        data = json.dumps(body).encode()
        request = Request(0, "neighbour", "", "POST", path, _JSON, data, self._browser.cookie)
        answer = self.stage.serve(request)
        assert answer is not None
        self._browser.keep(answer.cookies)
        return json.loads(answer.body)


def _sealed(fact_id: str, raw: str) -> dict[str, str]:
    return {"id": fact_id, "hash": hashlib.sha256(raw.encode()).hexdigest(), "raw": raw}
