"""A phone back from a day without network: its facts, its photos, and how it hands them in."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from bench.http_phone import SYNC, HttpClient, Refused, contact, phone_on, push, push_body
from server.sync.cursor import Cursor, Position
from tests.factories.facts import sealed

FACTS, PHOTOS = 300, 20
_BATCH = 200
_WIDTH, _HEIGHT, _QUALITY = 1600, 1200, 58
_DAY_MS = 8 * 3600 * 1000
_JPEG = {"Content-Type": "image/jpeg"}
# What may go wrong with a request; anything else is the bench's own fault.
_FAILURES = (Refused, OSError, ValueError, HTTPException)


@dataclass(frozen=True)
class Photo:
    path: Path
    sha256: str
    bytes: int


@dataclass
class Log:
    """Seconds of each kind of request, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


@dataclass
class DayOut:
    """``facts`` are sealed, in their order; ``photos`` are named by the first of them; ``cursor``
    is where the phone stood in the feed when it left."""

    client: HttpClient
    facts: list[dict[str, str]]
    photos: Sequence[Photo]
    cursor: str
    log: Log = field(default_factory=Log)

    def hand_in(self) -> None:
        """As the app does it: contact, facts, photos one after the other, changes."""
        self._timed("contact", lambda: contact(self.client, len(self.facts), len(self.facts)))
        for at in range(0, len(self.facts), _BATCH):
            self._timed("facts", partial(self._push, self.facts[at : at + _BATCH]))
        for photo in self.photos:
            self._timed("photo", partial(self._put, photo))
        more = True
        while more:
            more = bool(self._timed("changes", self._next_changes))

    def _push(self, facts: list[dict[str, str]]) -> None:
        receipts = push(self.client, push_body(self.client, facts))
        if any(receipt["status"] != "applied" for receipt in receipts):
            raise Refused(receipts)

    def _next_changes(self) -> bool:
        path = f"{SYNC}/changes?cursor={self.cursor}&limit=1000"
        answer = json.loads(self.client.send("GET", path))
        self.cursor = answer["cursor"]
        return bool(answer["more"])

    def _put(self, photo: Photo) -> None:
        path = f"{SYNC}/photos/{photo.sha256}"
        answer = json.loads(self.client.send("PUT", path, photo.path.read_bytes(), _JPEG))
        if answer["sha256"] != photo.sha256:
            raise Refused(answer)

    def _timed(self, kind: str, work: Callable[[], object]) -> object:
        began = time.perf_counter()
        try:
            answer = work()
        except _FAILURES as error:
            self.log.errors.append(f"{kind}: {error!r}"[:300])
            return None
        self.log.seconds.setdefault(kind, []).append(time.perf_counter() - began)
        return answer


def day_out(client: HttpClient, asset_ids: Sequence[str], photos: Sequence[Photo]) -> DayOut:
    """Looks at these things over eight hours, the first ones with a photo each."""
    phone, now = phone_on(client), _millis()
    known = contact(client, 0, 0)
    left = Cursor(known["epoch"], known["scope_hash"], Position(known["rev"], "~")).encode()
    facts = []
    for n, asset_id in enumerate(asset_ids):
        age = _DAY_MS - n * _DAY_MS // len(asset_ids)
        named = [_named(photos[n], now - age)] if n < len(photos) else []
        anchor = {"server_time": now - _DAY_MS, "age_ms": _DAY_MS - age}
        condition = "usable" if named else "intact"
        fact = phone.inspection(asset_id, condition, named, observed_at=now - age, anchor=anchor)
        facts.append(sealed(fact))
    return DayOut(client, facts, photos, left)


def take_photos(folder: Path, count: int) -> Iterator[Photo]:
    """Different pictures of 1600 pixels, about as large as the app makes them."""
    folder.mkdir()
    picture = _picture()
    for n in range(count):
        mark = Image.effect_noise((160, 160), 90 + n % 50)
        one = picture.copy()
        one.paste(mark, (n * 37 % (_WIDTH - 160), n * 53 % (_HEIGHT - 160)))
        out = BytesIO()
        one.save(out, "JPEG", quality=_QUALITY)
        data, path = out.getvalue(), folder / f"{n}.jpg"
        path.write_bytes(data)
        yield Photo(path, hashlib.sha256(data).hexdigest(), len(data))


def _picture() -> Image.Image:
    """Neither flat nor noise, so that its JPEG is of a photo's size."""
    chance = random.Random(1)  # noqa: S311 - noise
    small = Image.frombytes("RGB", (120, 90), chance.randbytes(120 * 90 * 3))
    return small.resize((_WIDTH, _HEIGHT), Image.Resampling.BICUBIC)


def _named(photo: Photo, taken_at: int) -> dict[str, Any]:
    return {
        "sha256": photo.sha256,
        "bytes": photo.bytes,
        "width": _WIDTH,
        "height": _HEIGHT,
        "taken_at": taken_at,
    }


def _millis() -> int:
    return round(time.time() * 1000)
