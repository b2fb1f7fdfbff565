"""Facts made on the server itself, for somebody signed in on one of its pages: taken in like a
phone's, on a device of that person's own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.domain.access import Action, may
from server.domain.problems_sync import RecordRefused
from server.records import Device, Fact, Person, new_id
from server.services.devices import register_device
from server.services.sign_in import roles_of
from server.sync.device_ledger import note_arrivals
from server.sync.envelope import Incoming, open_envelope
from server.sync.receipt import Hold, HoldReason
from server.sync.store import Admitted, store_fact

WEB_NAMESPACE = UUID("6f0a4f6c-5a0e-4f0e-9d3c-0f6f2b8f7a11")
_NAME = "web"
_VERSIONS = {"inspection_recorded": 2}


def record_here(
    session: Session,
    person: Person,
    fact_type: str,
    body: Mapping[str, Any],
    now: datetime,
    *,
    fact_id: str | None = None,
) -> str:
    """Make a fact of this type's newest version, ``body`` as it travels (docs/spec/sync-wire.md,
    times in milliseconds), written by ``person`` at ``now``; gives its id. ``fact_id``, made by the
    form, is the same after a second click: the first one stands then.

    Raises RecordRefused with why a phone's fact would be held, and DeviceRevoked when this person's
    pages were shut out.
    """
    fact_id = fact_id or new_id()
    if session.get(Fact, fact_id) is not None:
        return fact_id
    if not may(roles_of(person), Action.RECORD):
        raise RecordRefused(reason=HoldReason.AUTHOR_NOT_ALLOWED)
    device = register_device(session, person.id, web_device_id(person.id), _NAME, now)
    try:
        store_fact(session, _admitted(session, device, fact_id, fact_type, body, now))
    except Hold as hold:
        raise RecordRefused(reason=hold.reason) from hold
    note_arrivals(session, web_device_id(person.id), now)
    return fact_id


def web_device_id(person_id: str) -> str:
    """The device on which the pages write this person's facts."""
    return str(uuid5(WEB_NAMESPACE, person_id))


def _admitted(
    session: Session,
    device: Device,
    fact_id: str,
    fact_type: str,
    body: Mapping[str, Any],
    now: datetime,
) -> Admitted:
    seq = _next_number(session, device.id)
    # Rounded up it would lie after its own receipt, and no clock could be certain of it.
    millis = int(now.timestamp() * 1000)
    said = {
        "id": fact_id,
        "device": device.id,
        "seq": seq,
        "author": device.person_id,
        "capture_grant": _NAME,
        "type": fact_type,
        "v": _VERSIONS.get(fact_type, 1),
        "app_build": _NAME,
        "observed_at": millis,
        "anchor": {"server_time": millis, "age_ms": 0},
        "page_session": new_id(),
        "depends_on": [body["target"]] if "target" in body else [],
        "body": dict(body),
    }
    raw = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    digest = hashlib.sha256(raw).hexdigest()
    return Admitted(
        id=fact_id,
        hash=digest,
        raw=raw,
        device_id=device.id,
        seq=seq,
        author_id=device.person_id,
        carried_by=device.person_id,
        envelope=open_envelope(Incoming(fact_id, digest, raw.decode())),
        sent_at=now,
        received_at=now,
    )


def _next_number(session: Session, device_id: str) -> int:
    highest = select(func.max(Fact.seq)).where(Fact.device_id == device_id)
    return (session.scalar(highest) or 0) + 1
