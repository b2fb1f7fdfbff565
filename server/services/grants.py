"""Capture grants: the server's word that a person may record on a device of a school.

A fact carries its author's grant, so that whoever's session carries it up, the author is who made
it (docs/spec/sync.md, Envelope).
"""

from __future__ import annotations

from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

_SALT = "capture-grant"


class Grant(NamedTuple):
    school_id: str
    device_id: str
    person_id: str


def sign_grant(secret_key: str, grant: Grant) -> str:
    """An opaque signed string."""
    return URLSafeSerializer(secret_key, _SALT).dumps(
        [grant.school_id, grant.device_id, grant.person_id]
    )


def read_grant(secret_key: str, signed: str) -> Grant | None:
    """What was signed, or None when the signature is not ours."""
    try:
        return Grant(*URLSafeSerializer(secret_key, _SALT).loads(signed))
    except (BadSignature, TypeError):
        return None
