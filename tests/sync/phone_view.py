"""What lies on a phone, as the host's ``look`` tells it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

Row = list[Any]
RowKey = tuple[str, str]
# Of the tables that come by scope, where in a row its place stands.
PLACE_OF = {"asset": 2, "count_sheet": 3}


@dataclass(frozen=True)
class PhoneFact:
    """``envelope`` is the parsed text; ``kept_sha256`` the hash of the bytes that lie there."""

    id: str
    seq: int
    author: str
    hash: str
    kept_sha256: str
    photos: tuple[str, ...]
    raw: str
    envelope: dict[str, Any]


@dataclass(frozen=True)
class PhonePhoto:
    state: str
    kept_sha256: str


@dataclass(frozen=True)
class PhoneReceipt:
    status: str
    rev: int | None
    reason: str | None
    photos_done: int


@dataclass(frozen=True)
class RegisterView:
    """One person's copy of the school; ``position`` is the revision inside its cursor."""

    person: str
    epoch: str
    scope_hash: str
    rev: int
    generation: int
    position: int
    rows: dict[RowKey, Row]
    overlays: dict[str, dict[str, Any]]


@dataclass(frozen=True)
class PageView:
    account: str | None
    phase: str
    error: str | None
    waiting: dict[str, int]
    pending: tuple[str, ...]


@dataclass(frozen=True)
class PhoneView:
    """``devices``: device id -> the number its next fact gets. ``epoch``: the last the server
    told. ``current``: who is signed in, by the accounts database."""

    devices: dict[str, int]
    facts: dict[str, PhoneFact]
    receipts: dict[str, PhoneReceipt]
    photos: dict[str, PhonePhoto]
    epoch: str | None
    current: str | None
    registers: dict[str, RegisterView]
    pages: dict[str, PageView]


EMPTY = PhoneView({}, {}, {}, {}, None, None, {}, {})


def read_look(look: dict[str, Any]) -> PhoneView:
    """The host's words as a view."""
    outbox, accounts = look["outbox"], look["accounts"]
    contact = accounts["contacts"][0] if accounts["contacts"] else {}
    current = accounts["current"]
    return PhoneView(
        devices={row["device_id"]: row["next_seq"] for row in outbox["devices"]},
        facts={row["id"]: _fact(row) for row in outbox["facts"]},
        receipts={row["fact_id"]: _receipt(row) for row in outbox["receipts"]},
        photos={
            row["sha256"]: PhonePhoto(row["state"], row["bytes_sha256"]) for row in outbox["photos"]
        },
        epoch=contact.get("epoch"),
        current=current[1] if current else None,
        registers={row["person_id"]: _register(row) for row in look["registers"] if row["meta"]},
        pages={row["page"]: _page(row) for row in look["pages"]},
    )


def _fact(row: dict[str, Any]) -> PhoneFact:
    return PhoneFact(
        row["id"],
        row["seq"],
        row["author"],
        row["hash"],
        row["raw_sha256"],
        tuple(row["photos"]),
        row["raw"],
        json.loads(row["raw"]),
    )


def _receipt(row: dict[str, Any]) -> PhoneReceipt:
    return PhoneReceipt(row["status"], row["rev"], row["reason"], row["photos_done"])


def _register(row: dict[str, Any]) -> RegisterView:
    meta = row["meta"]
    rows = {(table, r[0]): r for table, listed in row["rows"].items() for r in listed}
    return RegisterView(
        person=row["person_id"],
        epoch=meta["epoch"],
        scope_hash=meta["scope_hash"],
        rev=meta["rev"],
        generation=meta["generation"],
        position=_position(meta["cursor"]),
        rows=rows,
        overlays=row["overlays"],
    )


def _position(cursor: str) -> int:
    data = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    position: int = data["position"]["rev"]
    return position


def _page(row: dict[str, Any]) -> PageView:
    status = row["status"]
    return PageView(
        row["account"], status["phase"], status["error"], status["waiting"], tuple(row["pending"])
    )
