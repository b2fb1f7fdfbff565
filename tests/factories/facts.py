"""A simulated phone: makes facts, pushes them, takes the school along and follows its changes."""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient

from server.records import Asset, AssetKind, new_id
from server.web.clock import now

URL = "/api/sync/v1"
TABLE_OF_LINE = {
    "places": "place",
    "kinds": "kind",
    "people": "person",
    "checklists": "checklist",
    "routes": "route",
    "school_years": "school_year",
    "stocktakes": "stocktake",
    "count_sheets": "count_sheet",
    "page": "asset",
}


def millis() -> int:
    return int(time.time() * 1000)


def sealed(fact: dict[str, Any] | str, fact_id: str | None = None) -> dict[str, str]:
    """A fact as it travels: its text with its id and hash."""
    raw = fact if isinstance(fact, str) else json.dumps(fact, ensure_ascii=False)
    name = fact_id or (fact["id"] if isinstance(fact, dict) else new_id())
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return {"id": name, "hash": digest, "raw": raw}


@dataclass
class Phone:
    """``client`` is signed in; ``author`` is the person's id. ``skew`` is how many milliseconds
    its clock is ahead."""

    client: FlaskClient
    author: str
    skew: int = 0
    seq: int = 0
    rows: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    cursor: str = ""

    @property
    def device(self) -> str:
        return self.client.device_id

    def clock(self) -> int:
        return millis() + self.skew

    def fact(self, type_: str, body: dict[str, Any], **envelope: Any) -> dict[str, Any]:
        self.seq += 1
        return {
            "id": new_id(),
            "device": self.device,
            "seq": self.seq,
            "author": self.author,
            "capture_grant": self.client.grant,
            "type": type_,
            "v": 1,
            "app_build": "0.1.0",
            "observed_at": self.clock(),
            "anchor": None,
            "page_session": new_id(),
            "depends_on": [],
            "body": body,
        } | envelope

    def inspection(
        self, asset_id: str, condition: str = "intact", photos: Any = (), **envelope: Any
    ) -> dict[str, Any]:
        body = {
            "asset_id": asset_id,
            "code": None,
            "how": "picked",
            "result": "ok" if condition == "intact" else "abnormal",
            "condition": condition,
            "phrases": [],
            "words": "",
            "photos": list(photos),
        }
        return self.fact("inspection_recorded", body, **envelope)

    def withdrawal(self, target: str, **envelope: Any) -> dict[str, Any]:
        wanted = {"depends_on": [target]} | envelope
        return self.fact("record_withdrawn", {"target": target}, **wanted)

    def kept_code(self, text: str, photos: Any = ()) -> dict[str, Any]:
        body = {"text": text, "how": "camera", "words": "", "photos": list(photos)}
        return self.fact("unknown_code_kept", body)

    def binding(
        self, code: str, asset_id: str | None = None, place_id: str | None = None, **envelope: Any
    ) -> dict[str, Any]:
        body = {"code": code, "asset_id": asset_id, "place_id": place_id, "how": "camera"}
        return self.fact("label_bound", body, **envelope)

    def label_request(
        self,
        asset_id: str | None = None,
        place_id: str | None = None,
        pile: str | None = None,
        **envelope: Any,
    ) -> dict[str, Any]:
        """Of a worn label unless a ``pile`` is given."""
        body = {
            "asset_id": asset_id,
            "place_id": place_id,
            "why": "pile" if pile else "worn",
            "pile": pile,
            "how": "camera",
        }
        return self.fact("label_requested", body, **envelope)

    def post(self, facts: list[dict[str, str]], **body: Any) -> Any:
        body = {"device": self.device, "sent_at": self.clock(), "facts": facts} | body
        return self.client.post(f"{URL}/facts", json=body)

    def push(self, *facts: dict[str, Any]) -> list[dict[str, Any]]:
        """Seal and send; the receipts."""
        answer = self.post([sealed(fact) for fact in facts])
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.json["receipts"]

    def contact(self, **said: Any) -> Any:
        body = {
            "device": self.device,
            "highest_seq": self.seq,
            "unsent": 0,
            "held": 0,
            "app_build": "0.1.0",
            "free_bytes": None,
            "sent_at": self.clock(),
        } | said
        return self.client.post(f"{URL}/session", json=body)

    def take_along(self, after: str | None = None, as_of: int | None = None) -> list[Any]:
        """A whole snapshot into ``rows`` and ``cursor``; its lines."""
        lines = self.snapshot_lines(after, as_of)
        if after is None:
            self.rows = {}
        self.fill(lines)
        self.cursor = lines[-1]["cursor"]
        return lines

    def snapshot_lines(self, after: str | None = None, as_of: int | None = None) -> list[Any]:
        asked = {k: v for k, v in {"after": after, "as_of": as_of}.items() if v is not None}
        answer = self.client.get(
            f"{URL}/snapshot", query_string=asked, headers={"Accept-Encoding": "gzip"}
        )
        assert answer.status_code == 200, answer.json
        assert answer.headers["Content-Encoding"] == "gzip"
        return [json.loads(line) for line in gzip.decompress(answer.data).splitlines()]

    def fill(self, lines: list[Any]) -> None:
        for line in lines:
            if table := TABLE_OF_LINE.get(line["t"]):
                self.rows.update({(table, row[0]): row for row in line["rows"]})

    def follow(self, limit: int = 1000) -> list[Any]:
        """All changes until nothing is left; the pages."""
        pages = []
        while not pages or pages[-1]["more"]:
            pages.append(self.next_page(limit))
        return pages

    def next_page(self, limit: int) -> Any:
        answer = self.changes(self.cursor, limit)
        assert answer.status_code == 200, answer.json
        self.apply(answer.json)
        return answer.json

    def apply(self, page: Any) -> None:
        """A page of changes into ``rows`` and ``cursor``."""
        for change in page["rows"]:
            if change["op"] == "put":
                self.rows[change["t"], change["row"][0]] = change["row"]
            else:
                self.rows.pop((change["t"], change["id"]), None)
        self.cursor = page["cursor"]

    def changes(self, cursor: str, limit: int = 1000) -> Any:
        asked = {"cursor": cursor, "limit": limit}
        return self.client.get(f"{URL}/changes", query_string=asked)


def phone_of(school: Any, login: str = "ines", **phone: Any) -> Phone:
    return Phone(school.client(login), school.people[login], **phone)


def add_assets(school: Any, count: int = 1, place_id: str | None = None) -> list[str]:
    """Desks in the register; their ids."""
    ids = [new_id() for _ in range(count)]
    with school.writing() as session:
        kind = session.query(AssetKind).order_by(AssetKind.id).first().id
        session.add_all([desk(asset_id, kind, place_id) for asset_id in ids])
    return ids


def desk(asset_id: str, kind: str, place_id: str | None = None) -> Asset:
    return Asset(
        id=asset_id,
        identity=f"test:{asset_id}",
        name="课桌",
        kind_id=kind,
        place_id=place_id,
        created_at=now(),
    )
