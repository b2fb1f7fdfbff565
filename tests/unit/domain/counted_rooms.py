"""Rooms to reconcile: read from vectors, and drawn; a seed draws the same room always.

Run: `python -m tests.unit.domain.counted_rooms` writes ``tests/contract/stocktake/drawn.json``,
the server's answers to drawn rooms, which the phone must give too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from server.domain.reconciliation import expected_total, reconcile
from server.domain.room_count import Change, Count, Entry, Line, RoomCount, Sighting, Total

DRAWN = Path(__file__).parents[2] / "contract" / "stocktake" / "drawn.json"
GROUPS = ("desk|课桌|张", "curtain|窗帘|块", "lamp|灯|盏")
_ENTRIES: Mapping[str, type[Entry]] = {"sighting": Sighting, "count": Count, "total": Total}


def room_of(given: Mapping[str, Any]) -> RoomCount:
    """A vector's input; what it leaves out has its value of docs/spec/stocktake-vectors.md."""
    return RoomCount(
        [Line(**line) for line in given["lines"]],
        [Change(**change) for change in given.get("meanwhile", [])],
        given.get("ledger", {}),
        given.get("bindings", {}),
        [_entry(**entry) for entry in given.get("entries", [])],
        given.get("closed", False),
    )


def _entry(t: str, **members: Any) -> Entry:
    return _ENTRIES[t](**members)


def drawn_room(seed: int) -> dict[str, Any]:
    """The input of a vector: up to nine things in three groups, changed and sighted by chance."""
    random = Random(seed)  # noqa: S311 - no secret
    lines = [_line(random, n) for n in range(random.randint(0, 9))]
    return {
        "lines": lines,
        "meanwhile": [_change(random, lines, n) for n in range(random.choice((0, 0, 1, 3)))],
        "ledger": {f"s{n}": _any(random, "here elsewhere nowhere removed") for n in range(4)},
        "bindings": {f"CODE{n}": _any(random, "a0 a1 s0 n0") for n in range(random.randint(0, 3))},
        "entries": [_said(random, lines, n) for n in range(random.randint(0, 14))],
        "closed": random.random() < 0.6,
    }


def _any(random: Random, words: str) -> str:
    return random.choice(words.split())


def _line(random: Random, n: int) -> dict[str, Any]:
    group = random.choice(GROUPS)
    return {
        "asset": f"a{n}",
        "group": group,
        "quantity": random.choice((1, 6)) if group == GROUPS[1] else 1,
        "by_number": group == GROUPS[0],
        "presighted": random.choice((None, None, 5)),
    }


def _change(random: Random, lines: list[dict[str, Any]], n: int) -> dict[str, Any]:
    """Each expected thing leaves once at most; what arrives is new, and may be a pile."""
    at = random.randint(10, 40)
    if n < len(lines) and random.random() < 0.5:
        line = lines[n]
        left = random.randint(1, line["quantity"])
        change = {"change": "left", "group": line["group"], "quantity": left}
        return {"asset": line["asset"], **change, "at": at}
    group = random.choice(GROUPS)
    pieces = random.choice((1, 2)) if group == GROUPS[1] else 1
    change = {"change": "arrived", "group": group, "quantity": pieces}
    return {"asset": f"n{n}", **change, "at": at}


def _said(random: Random, lines: list[dict[str, Any]], n: int) -> dict[str, Any]:
    head = {"id": f"f{n}", "at": random.randint(10, 40), "withdrawn": random.random() < 0.15}
    kind = random.random()
    if kind < 0.2:
        numbers = {"good": random.randint(0, 7), "damaged": random.choice((0, 0, 1))}
        return {"t": "count", **head, "group": random.choice(GROUPS), **numbers}
    if kind < 0.3:
        pieces = sum(line["quantity"] for line in lines)
        return {"t": "total", **head, "total": max(0, pieces + random.choice((-1, 0, 0, 1)))}
    return {"t": "sighting", **head, **_thing(random)}


def _thing(random: Random) -> dict[str, Any]:
    condition = _any(random, "intact intact usable unusable")
    kind = random.random()
    if kind < 0.6:
        return {"asset": _any(random, "a0 a1 a2 a3 a4 s0 s1 s2 s9 n0 n1"), "condition": condition}
    if kind < 0.8:
        return {"code": f"CODE{random.randint(0, 4)}", "condition": condition}
    named = {"name": "凳子", "quantity": random.randint(1, 4), "condition": condition}
    return named if kind < 0.9 else {"text": f"旧{random.randint(0, 1)}", **named}


def _vector(seed: int) -> dict[str, Any]:
    given = drawn_room(seed)
    room = room_of(given)
    output = asdict(reconcile(room)) | {"total": expected_total(room)}
    return {"name": f"seed {seed}", "input": given, "output": output}


def main() -> None:
    """A line a vector."""
    vectors = [json.dumps(_vector(seed), ensure_ascii=False) for seed in range(60)]
    DRAWN.write_text("[\n" + ",\n".join(vectors) + "\n]\n", "utf-8")


if __name__ == "__main__":
    main()
