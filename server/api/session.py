"""Signing in and out."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, make_response

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.session import (
    NewSessionSchema,
    SessionSchema,
    SignInSchema,
    SwitchSchema,
)
from server.domain.access import Action
from server.records import SignIn
from server.services.school import the_school
from server.services.sign_in import OpenSignIn
from server.web.database import db
from server.web.guard import allowed, current_sign_in, public
from server.web.signing_in import (
    forget_session,
    grant_for,
    remember_session,
    sign_in_here,
    sign_out_here,
    switch_here,
)
from server.web.views_of import person_view, school_view

blueprint = JsonBlueprint("session", __name__, url_prefix="/api/session")


@blueprint.route("", methods=["POST"])
@blueprint.arguments(SignInSchema)
@blueprint.response(200, NewSessionSchema)
@public
def create(body):
    device = body["device"]
    return _opened(sign_in_here(body["login"], body["password"], device["id"], device["name"]))


@blueprint.route("/person", methods=["PUT"])
@blueprint.arguments(SwitchSchema)
@blueprint.response(200, NewSessionSchema)
@public
def switch(body):
    """Another person takes over a shared phone, without a password."""
    return _opened(switch_here(body["person_id"], body["device"], body["switch_key"]))


@blueprint.route("", methods=["GET"])
@blueprint.response(200, SessionSchema)
@allowed(Action.USE_OWN_ACCOUNT)
def read():
    return _view(current_sign_in())


@blueprint.route("", methods=["DELETE"])
@blueprint.response(204)
@allowed(Action.USE_OWN_ACCOUNT)
def delete():
    sign_out_here()
    response = make_response("", 204)
    forget_session(response)
    return response


def _opened(opened: OpenSignIn) -> Response:
    view = _view(opened.sign_in)
    view["capture_grant"] = grant_for(opened.sign_in)
    view["switch_key"] = opened.switch_key
    response = make_response(jsonify(NewSessionSchema().dump(view)))
    remember_session(response, opened)
    return response


def _view(sign_in: SignIn) -> dict[str, Any]:
    return {
        "person": person_view(sign_in.person),
        "school": school_view(the_school(db.session)),
        "device_id": sign_in.device_id,
    }
