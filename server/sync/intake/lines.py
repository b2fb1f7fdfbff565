"""Reading an export line by line: a head, facts, photos, an end. Nothing in it is trusted."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

import orjson

from server.domain.problems_held import ExportUnknown
from server.sync.envelope import Incoming

FORMAT = "campus-rounds-unsent"
MOST_LINE_BYTES = 4 * 2**20
_ID = re.compile(r"[!-~]{1,36}\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True)
class Head:
    """Which phone of which school wrote the file."""

    school_id: str
    device: str


@dataclass(frozen=True)
class FactLine:
    number: int
    incoming: Incoming


@dataclass(frozen=True)
class PhotoLine:
    number: int
    sha256: str
    data: bytes


@dataclass(frozen=True)
class End:
    """How many facts and photos the phone wrote."""

    facts: int
    photos: int


@dataclass(frozen=True)
class Wrong:
    """A line that is nothing of ours; ``code``: ``too_long unreadable unknown_line bad_fact
    bad_photo after_end``."""

    number: int
    code: str


Line = FactLine | PhotoLine | End | Wrong


def read_head(stream: IO[bytes], name: str) -> Head:
    """The first line. Raises ExportUnknown when the file is no export of a phone's."""
    first = stream.readline(MOST_LINE_BYTES).removeprefix(codecs.BOM_UTF8)
    said = _object(first)
    school_id, device = said.get("school_id"), said.get("device")
    if (said.get("t"), said.get("format"), said.get("v")) != ("head", FORMAT, 1):
        raise ExportUnknown(name=name)
    if not isinstance(school_id, str) or not isinstance(device, str):
        raise ExportUnknown(name=name)
    return Head(school_id, device)


def read_lines(stream: IO[bytes]) -> Iterator[Line]:
    """Everything below the head, one line in memory at a time; empty lines do not count."""
    ended = False
    for number, text in enumerate(_bounded(stream), 2):
        if text is not None and not text.strip():
            continue
        line = Wrong(number, "after_end") if ended else _line(number, text)
        ended = ended or isinstance(line, End)
        yield line


def _bounded(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines; None for one beyond the limit, which is passed over."""
    while text := stream.readline(MOST_LINE_BYTES):
        whole = text.endswith(b"\n") or len(text) < MOST_LINE_BYTES
        yield text if whole else None
        while not whole:
            rest = stream.readline(MOST_LINE_BYTES)
            whole = not rest or rest.endswith(b"\n")


def _line(number: int, text: bytes | None) -> Line:
    if text is None:
        return Wrong(number, "too_long")
    said = _object(text)
    if not said:
        return Wrong(number, "unreadable")
    if said.get("t") == "fact":
        return _fact(number, said)
    if said.get("t") == "photo":
        return _photo(number, said)
    if said.get("t") == "end":
        return End(_count(said.get("facts")), _count(said.get("photos")))
    return Wrong(number, "unknown_line")


def _object(text: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return {}
    return value if isinstance(value, dict) else {}


def _fact(number: int, said: dict[str, Any]) -> Line:
    raw = said.get("raw")
    if not (_matches(_ID, said.get("id")) and _matches(_SHA256, said.get("hash"))):
        return Wrong(number, "bad_fact")
    if not isinstance(raw, str):
        return Wrong(number, "bad_fact")
    return FactLine(number, Incoming(said["id"], said["hash"], raw))


def _photo(number: int, said: dict[str, Any]) -> Line:
    try:
        data = base64.b64decode(said.get("jpeg", ""), validate=True)
    except (binascii.Error, TypeError, ValueError):
        return Wrong(number, "bad_photo")
    if not _matches(_SHA256, said.get("sha256")):
        return Wrong(number, "bad_photo")
    return PhotoLine(number, said["sha256"], data)


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.match(value) is not None


def _count(value: Any) -> int:
    """-1 for what is no count: no file holds so many."""
    return value if type(value) is int else -1
