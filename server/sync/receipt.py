"""What the server answers for one fact."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ReceiptStatus(StrEnum):
    APPLIED = "applied"
    DUPLICATE = "duplicate"
    HELD = "held"
    DISMISSED = "dismissed"
    RETRY = "retry"


class HoldReason(StrEnum):
    """Why a fact is kept whole instead of applied; each has a sentence ``held.<reason>``."""

    UNREADABLE = "unreadable"
    HASH_MISMATCH = "hash_mismatch"
    ID_MISMATCH = "id_mismatch"
    DIFFERENT_BYTES = "different_bytes"
    OTHER_DEVICE = "other_device"
    DEVICE_REVOKED = "device_revoked"
    GRANT_INVALID = "grant_invalid"
    AUTHOR_NOT_ALLOWED = "author_not_allowed"
    SEQ_TAKEN = "seq_taken"
    UNKNOWN_TYPE = "unknown_type"
    BAD_BODY = "bad_body"
    DEPENDENCY_HELD = "dependency_held"
    DEPENDENCY_MISSING = "dependency_missing"
    ASSET_UNKNOWN = "asset_unknown"
    PLACE_UNKNOWN = "place_unknown"
    ROUTE_UNKNOWN = "route_unknown"
    SHEET_UNKNOWN = "sheet_unknown"
    NOT_YOUR_RECORD = "not_your_record"
    NOT_WITHDRAWABLE = "not_withdrawable"
    CANNOT_APPLY = "cannot_apply"


class Hold(Exception):  # noqa: N818 - not an error: the fact is safe, an administrator decides
    """Raised while a fact is examined: keep it whole, for this reason."""

    def __init__(self, reason: HoldReason, **detail: object) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


class WaitForDependency(Exception):  # noqa: N818 - the phone sends it again later
    """Raised while a fact is examined: something it depends on has not arrived."""


class Receipt(NamedTuple):
    """``rev`` of an applied fact is None until the transaction is stamped."""

    id: str
    hash: str
    status: ReceiptStatus
    rev: int | None = None
    reason: str | None = None
