"""GET snapshot: the school, streamed."""

from flask import Response, request
from sqlalchemy.orm import Session

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sync import SnapshotQuerySchema
from server.domain.access import Action
from server.domain.school_day import school_day
from server.records.database import write_transaction
from server.sync.app_build import check_app_build
from server.sync.scope import scope_of
from server.sync.snapshot import plan_snapshot, stream_snapshot
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person, current_sign_in
from server.web.streamed_gzip import gzipped

blueprint = JsonBlueprint("sync_snapshot", __name__, url_prefix="/api/sync/v1")


@blueprint.route("/snapshot", methods=["GET"])
@blueprint.arguments(SnapshotQuerySchema, location="query")
@blueprint.response(200, content_type="application/x-ndjson")
@allowed(Action.TAKE_ALONG)
def read(query):
    check_app_build(current_sign_in().device.app_build)
    lines = _lines(db.engine, _plan(query["after"], query["as_of"]))
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(lines, mimetype="application/x-ndjson")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(gzipped(lines), mimetype="application/x-ndjson", headers=headers)


def _lines(engine, plan):
    """By a session of their own: the request's ends before they are sent."""
    with Session(engine) as session:
        yield from stream_snapshot(session, plan)


def _plan(after, as_of):
    device_id, received_at = current_sign_in().device_id, now()
    with write_transaction(db.session) as session:
        scope = scope_of(session, current_person(), school_day(received_at))
        return plan_snapshot(session, scope, device_id, after, as_of, received_at)
