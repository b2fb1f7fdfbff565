"""GET changes: what changed since a cursor."""

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sync import ChangesQuerySchema, ChangesSchema
from server.domain.access import Action
from server.domain.school_day import school_day
from server.sync.app_build import check_app_build
from server.sync.changes import read_changes
from server.sync.cursor import decode_cursor
from server.sync.feed_rows import COLUMNS
from server.sync.scope import scope_of
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person, current_sign_in

blueprint = JsonBlueprint("sync_changes", __name__, url_prefix="/api/sync/v1")


@blueprint.route("/changes", methods=["GET"])
@blueprint.arguments(ChangesQuerySchema, location="query")
@blueprint.response(200, ChangesSchema)
@allowed(Action.TAKE_ALONG)
def read(query):
    check_app_build(current_sign_in().device.app_build)
    scope = scope_of(db.session, current_person(), school_day(now()))
    page = read_changes(db.session, scope, decode_cursor(query["cursor"]), query["limit"])
    return {**vars(page), "columns": COLUMNS}
