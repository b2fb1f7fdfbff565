"""How far a room's sheet is: it follows from what was said on it and from the desk's decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SheetState(StrEnum):
    NOT_STARTED = "not_started"
    COUNTING = "counting"
    SIGNED = "signed"
    CONFLICT = "conflict"
    SENT_BACK = "sent_back"
    COUNTERSIGNED = "countersigned"


class SheetStepKind(StrEnum):
    """What a ``SheetStep`` says was done."""

    OPENED = "opened"
    SIGNED = "signed"
    CONFLICT = "conflict"
    SENT_BACK = "sent_back"
    COUNTERSIGNED = "countersigned"
    REOPENED = "reopened"
    ENTERED_FROM_PAPER = "entered_from_paper"


DONE = (SheetState.SIGNED, SheetState.COUNTERSIGNED)
"""The teacher has nothing more to do with a sheet in one of these states."""
RETURNED = (SheetStepKind.SENT_BACK, SheetStepKind.REOPENED)
"""After one of these steps only a new signature counts."""


@dataclass(frozen=True)
class Signature:
    """A standing one. ``at`` is its effective time, ``received_at`` the server's; ``known_at``:
    when the signer's phone had heard of the server last."""

    id: str
    at: datetime
    received_at: datetime
    is_uncertain: bool
    known_at: datetime | None = None


def counts_after(signature: Signature, returned_at: datetime | None) -> bool:
    """Whether it answers the sheet's being given back: whoever signs without having heard of that
    has not looked again. Where a phone did not say what it had heard, its time decides, and one
    that is uncertain counts when it came after that, so that nobody signs in vain."""
    if returned_at is None:
        return True
    if signature.known_at is not None:
        return signature.known_at >= returned_at
    if signature.at > returned_at:
        return True
    return signature.is_uncertain and signature.received_at > returned_at


def last_signature(signatures: Iterable[Signature]) -> Signature | None:
    """The one that counts of several: the last by time."""
    return max(signatures, key=lambda one: (one.at, one.id), default=None)


def sheet_state(
    *,
    anything_said: bool,
    signature: Signature | None,
    agrees: bool,
    returned_at: datetime | None,
    is_countersigned: bool,
) -> SheetState:
    """``signature`` as from ``last_signature``; ``agrees``: what it was given for is what the sheet
    comes to (``server.domain.reconciliation.agrees``). What is countersigned stays so, whatever is
    said afterwards."""
    if is_countersigned:
        return SheetState.COUNTERSIGNED
    if signature is not None:
        return SheetState.SIGNED if agrees else SheetState.CONFLICT
    if returned_at is not None:
        return SheetState.SENT_BACK
    return SheetState.COUNTING if anything_said else SheetState.NOT_STARTED
