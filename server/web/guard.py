"""Who is asking, and may they: every view is either ``@public`` or ``@allowed(action)``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Flask, current_app, g, request

from server.domain.access import Action, may
from server.domain.problems import DeviceRevoked, ForeignOrigin, NotAllowed, SignInNeeded
from server.records import Person, SignIn
from server.services.sign_in import find_sign_in, roles_of
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db

SESSION_COOKIE = "cr_session"
DEVICE_COOKIE = "cr_device"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

View = TypeVar("View", bound=Callable[..., object])


def public(view: View) -> View:
    """Mark a view that needs no sign-in."""
    view.access = None  # type: ignore[attr-defined]
    return view


def allowed(action: Action) -> Callable[[View], View]:
    """Mark a view with the action it performs; the guard refuses everybody else."""

    def mark(view: View) -> View:
        view.access = action  # type: ignore[attr-defined]
        return view

    return mark


def register_guard(app: Flask) -> None:
    app.before_request(_check_origin)
    app.before_request(_check_access)


def current_sign_in() -> SignIn:
    """The request's valid session. Raises SignInNeeded."""
    if "sign_in" not in g:
        token = request.cookies.get(SESSION_COOKIE)
        if not token:
            raise SignInNeeded
        g.sign_in = find_sign_in(db.session, token, now())
        g.person_id = g.sign_in.person_id  # for the log: it writes when the session is over
    sign_in: SignIn = g.sign_in
    return sign_in


def current_person() -> Person:
    """Whoever is signed in. Raises SignInNeeded."""
    return current_sign_in().person


def person_may(action: Action) -> bool:
    """Whether the signed-in person may do ``action`` (for showing or hiding a control)."""
    return may(roles_of(current_person()), action)


def access_of(endpoint: str) -> Action | None:
    """The action an endpoint performs, None when public. Raises AttributeError when unmarked."""
    access: Action | None = current_app.view_functions[endpoint].access  # type: ignore[attr-defined]
    return access


def _check_origin() -> None:
    """Refuse unsafe requests that another site's page makes in the user's name.

    Behind a proxy that hides its own address, the school's base address is ours as well.
    """
    if request.method in _SAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    if origin is None:
        foreign = request.headers.get("Sec-Fetch-Site", "same-origin") not in (
            "same-origin",
            "none",
        )
    else:
        ours = (f"{request.scheme}://{request.host}", current_settings().base_url)
        foreign = origin not in ours
    if foreign:
        raise ForeignOrigin


def _check_access() -> None:
    if request.endpoint is None:
        return  # no such address or method: the routing's own answer follows
    action = access_of(request.endpoint)
    if action is None:
        return
    if current_sign_in().device.revoked_at is not None and action is not Action.CARRY_FACTS:
        raise DeviceRevoked  # what a shut-out device still brings is taken, and held
    if not may(roles_of(current_person()), action):
        raise NotAllowed
