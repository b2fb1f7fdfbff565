"""Receiving a push: every fact ends applied, a duplicate, held whole, dismissed before, or told to
come again. Nothing is answered before the edge has committed."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from server.records.sync_counter import stamp_pending
from server.sync.batch import take_batch
from server.sync.dependents import Released, retry_waiting
from server.sync.device_ledger import note_arrivals
from server.sync.envelope import Incoming
from server.sync.receipt import Receipt, ReceiptStatus
from server.sync.senders import Carrier, Push

__all__ = ["Carrier", "Push", "receive_facts"]


def receive_facts(session: Session, push: Push, incoming: Sequence[Incoming]) -> list[Receipt]:
    """Take a batch, in order; one receipt each. The caller commits, then answers."""
    receipts = take_batch(session, push, incoming)
    applied = [r.id for r in receipts if r.status is ReceiptStatus.APPLIED]
    released = retry_waiting(session, applied, push.carrier.person_id, push.received_at)
    note_arrivals(session, push.carrier.device_id, push.received_at)
    session.flush()
    rev = stamp_pending(session.connection())
    return [_as_committed(receipt, released, rev) for receipt in receipts]


def _as_committed(receipt: Receipt, released: Collection[Released], rev: int | None) -> Receipt:
    """Applied now, a second copy within the same batch, or held until what it waits for came in
    the same batch: these have their revision only now."""
    if receipt.status is ReceiptStatus.HELD and Released(receipt.id, receipt.hash) in released:
        return Receipt(receipt.id, receipt.hash, ReceiptStatus.DUPLICATE, rev)
    if receipt.rev is None and receipt.status in (ReceiptStatus.APPLIED, ReceiptStatus.DUPLICATE):
        return Receipt(receipt.id, receipt.hash, receipt.status, rev)
    return receipt
