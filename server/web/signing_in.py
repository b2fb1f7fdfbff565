"""Signing in over HTTP, the same for the app's JSON and the desk's form."""

from __future__ import annotations

from flask import Response, request

from server.domain.problems import SignInFailed
from server.records import SignIn, new_id
from server.records.database import write_transaction
from server.services.grants import Grant, sign_grant
from server.services.school import the_school
from server.services.sign_in import (
    OpenSignIn,
    check_password,
    end_sessions,
    note_failure,
    open_session,
    return_to_session,
)
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import DEVICE_COOKIE, SESSION_COOKIE, current_sign_in

_DEVICE_COOKIE_SECONDS = 10 * 365 * 24 * 3600


def sign_in_here(login: str, password: str, device_id: str, device_name: str) -> OpenSignIn:
    """Check the password and open a session on the device, committed.

    Raises SignInFailed, SignInTooOften, DeviceRevoked.
    """
    try:
        person_id = check_password(db.session, login, password, now()).id
    except SignInFailed:
        with write_transaction(db.session) as session:
            note_failure(session, login, now())
        raise
    with write_transaction(db.session) as session:
        return open_session(session, person_id, device_id, device_name, now())


def switch_here(person_id: str, device_id: str, switch_key: str) -> OpenSignIn:
    """Go back to a person's session on a shared device, committed.

    Raises SignInNeeded, DeviceRevoked.
    """
    with write_transaction(db.session) as session:
        return return_to_session(session, person_id, device_id, switch_key, now())


def browser_device_id() -> str:
    """The id this browser is known by: one browser is one device, desk and app alike."""
    return request.cookies.get(DEVICE_COOKIE) or new_id()


def grant_for(sign_in: SignIn) -> str:
    """The capture grant of the signed-in person on the session's device."""
    grant = Grant(the_school(db.session).id, sign_in.device_id, sign_in.person_id)
    return sign_grant(current_settings().secret_key, grant)


def sign_out_here() -> None:
    """End the person's sessions on the request's device, committed. Facts on the device are not
    touched by it, nor are other people's sessions there."""
    person_id, device_id = current_sign_in().person_id, current_sign_in().device_id
    with write_transaction(db.session) as session:
        end_sessions(session, person_id, device_id, now())


def remember_session(response: Response, opened: OpenSignIn) -> None:
    left = opened.sign_in.expires_at - now()
    _set(response, SESSION_COOKIE, opened.token, round(left.total_seconds()))
    _set(response, DEVICE_COOKIE, opened.sign_in.device_id, _DEVICE_COOKIE_SECONDS)


def forget_session(response: Response) -> None:
    response.delete_cookie(SESSION_COOKIE, httponly=True, samesite="Lax")


def _set(response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=current_settings().secure_cookies or request.is_secure,
    )
