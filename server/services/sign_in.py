"""Signing in and out: argon2 passwords, sessions bound to a device, slowed guessing.

Several people share one phone ([换人]): each keeps a session of their own on it, and a switch key
by which the phone comes back to it. The cookie's token is made from that key, so coming back twice
(an answer was lost, a request doubled) leads to the same session.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from server.domain.access import Role
from server.domain.problems import (
    PasswordTooShort,
    SignInFailed,
    SignInNeeded,
    SignInTooOften,
)
from server.records import Person, SignIn, SignInFailure
from server.services.devices import register_device

SESSION_LIFE = timedelta(days=30)
FAILURES_ALLOWED = 10
FAILURE_WINDOW = timedelta(minutes=10)
PASSWORD_LEAST = 8

_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(16))


@dataclass(frozen=True)
class OpenSignIn:
    """A session with the secret that leads to it: the server keeps only a hash."""

    switch_key: str
    sign_in: SignIn

    @property
    def token(self) -> str:
        """What the cookie holds."""
        return _token_of(self.switch_key)


def hash_password(password: str) -> str:
    """The argon2id hash to store. Raises PasswordTooShort."""
    if len(password) < PASSWORD_LEAST:
        raise PasswordTooShort(least=PASSWORD_LEAST)
    return _hasher.hash(password)


def roles_of(person: Person) -> frozenset[Role]:
    return frozenset(Role(held.role) for held in person.roles)


def check_password(session: Session, login: str, password: str, now: datetime) -> Person:
    """The person who owns login and password; reads only.

    Raises SignInTooOften after FAILURES_ALLOWED wrong passwords in FAILURE_WINDOW, SignInFailed.
    An unknown login costs the same time as a wrong password.
    """
    recent = session.scalar(
        select(func.count())
        .select_from(SignInFailure)
        .where(SignInFailure.login == _key(login), SignInFailure.failed_at > now - FAILURE_WINDOW)
    )
    if recent and recent >= FAILURES_ALLOWED:
        raise SignInTooOften(wait_seconds=int(FAILURE_WINDOW.total_seconds()))
    person = session.scalar(select(Person).where(Person.login == _key(login)))
    matches = _matches(person.password_hash if person else _NOBODY, password)
    if person is None or not matches or person.suspended_at is not None:
        raise SignInFailed
    return person


def note_failure(session: Session, login: str, now: datetime) -> None:
    """Count one wrong password against ``login``."""
    session.add(SignInFailure(login=_key(login), failed_at=now))


def open_session(
    session: Session, person_id: str, device_id: str, device_name: str, now: datetime
) -> OpenSignIn:
    """Register the device if it is new and open a session on it. Raises DeviceRevoked."""
    register_device(session, person_id, device_id, device_name, now)
    switch_key = secrets.token_urlsafe(32)
    sign_in = SignIn(
        token_hash=_token_hash(_token_of(switch_key)),
        person_id=person_id,
        device_id=device_id,
        signed_in_at=now,
        expires_at=now + SESSION_LIFE,
    )
    session.add(sign_in)
    return OpenSignIn(switch_key, sign_in)


def return_to_session(
    session: Session, person_id: str, device_id: str, switch_key: str, now: datetime
) -> OpenSignIn:
    """The person's open session on the device, which is theirs from now on.

    Raises SignInNeeded when the key leads to no open session of theirs there, DeviceRevoked.
    """
    sign_in = find_sign_in(session, _token_of(switch_key), now)
    if (sign_in.person_id, sign_in.device_id) != (person_id, device_id):
        raise SignInNeeded
    register_device(session, person_id, device_id, sign_in.device.name, now)
    return OpenSignIn(switch_key, sign_in)


def find_sign_in(session: Session, token: str, now: datetime) -> SignIn:
    """The open session of a cookie's token, be its device revoked or not. Raises SignInNeeded."""
    sign_in = session.get(SignIn, _token_hash(token))
    if sign_in is None or sign_in.ended_at is not None or sign_in.expires_at <= now:
        raise SignInNeeded
    if sign_in.person.suspended_at is not None:
        raise SignInNeeded
    return sign_in


def end_sessions(session: Session, person_id: str, device_id: str, now: datetime) -> None:
    """End all of a person's sessions on a device; those of others on it go on."""
    session.execute(
        update(SignIn)
        .where(
            SignIn.person_id == person_id,
            SignIn.device_id == device_id,
            SignIn.ended_at.is_(None),
        )
        .values(ended_at=now)
    )


def _key(login: str) -> str:
    return login.strip().lower()[:60]


def _token_of(switch_key: str) -> str:
    return hashlib.sha256(f"cookie of {switch_key}".encode()).hexdigest()


def _token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _matches(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except VerifyMismatchError:
        return False
