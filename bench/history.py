"""A school's past: inspections that were recorded long ago, written straight into its tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from bench.big_school import LOGIN, BigSchool
from server.records import Device, Fact, Inspection, Person, new_id

_DEVICE_NAME = "bench's past"
_AT_ONCE = 10_000


def add_inspections(school: BigSchool, count: int) -> None:
    """``count`` more, by one device, over the assets in turn; each asset keeps its own latest."""
    ids = school.asset_ids()
    with school.writing() as session:
        author = session.scalars(select(Person.id).where(Person.login == LOGIN)).one()
        device, last = _device(session, author)
        for at in range(0, count, _AT_ONCE):
            numbers = range(last + at + 1, last + min(at + _AT_ONCE, count) + 1)
            facts = [_fact(device, author, seq) for seq in numbers]
            session.execute(insert(Fact), facts)
            looks = [_inspection(fact, ids[fact["seq"] % len(ids)]) for fact in facts]
            session.execute(insert(Inspection), looks)


def _device(session: Session, author: str) -> tuple[str, int]:
    """Whose past it is, and its highest number so far."""
    device = session.scalar(select(Device.id).where(Device.name == _DEVICE_NAME))
    if device is None:
        now, device = datetime.now(UTC), new_id()
        session.add(
            Device(
                id=device,
                name=_DEVICE_NAME,
                person_id=author,
                registered_at=now,
                last_seen_at=now,
            )
        )
        session.flush()
    last = session.scalar(select(func.max(Fact.seq)).where(Fact.device_id == device))
    return device, last or 0


def _fact(device: str, author: str, seq: int) -> dict[str, Any]:
    """As long as a real one."""
    seen = datetime(2025, 9, 1, tzinfo=UTC) + timedelta(minutes=seq)
    return {
        "id": new_id(),
        "hash": f"{seq:064x}",
        "raw": b"{}".ljust(900),
        "device_id": device,
        "seq": seq,
        "author_id": author,
        "carried_by": author,
        "type": "inspection_recorded",
        "version": 1,
        "body": {},
        "observed_at": seen,
        "effective_at": seen,
        "time_uncertain": False,
        "received_at": seen,
    }


def _inspection(fact: dict[str, Any], asset_id: str) -> dict[str, Any]:
    same = ("author_id", "device_id", "seq", "observed_at", "effective_at", "received_at")
    return {name: fact[name] for name in same} | {
        "fact_id": fact["id"],
        "asset_id": asset_id,
        "how": "camera",
        "result": "ok",
        "condition": "intact",
        "phrases": [],
        "words": "",
        "time_uncertain": False,
    }
