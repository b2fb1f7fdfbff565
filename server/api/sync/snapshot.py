"""GET snapshot: the school, streamed."""

from flask import Response, request, stream_with_context

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sync import SnapshotQuerySchema
from server.domain.access import Action
from server.sync.app_build import check_app_build
from server.sync.scope import scope_hash
from server.sync.snapshot import plan_snapshot, stream_snapshot
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
    plan = plan_snapshot(db.session, scope_hash(current_person()), query["after"], query["as_of"])
    lines = stream_with_context(stream_snapshot(db.session, plan))
    if "gzip" not in request.headers.get("Accept-Encoding", ""):
        return Response(lines, mimetype="application/x-ndjson")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return Response(gzipped(lines), mimetype="application/x-ndjson", headers=headers)
