"""GET a sheet's helpers: the other phones that may still hold something of it."""

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sheets import SheetHelpersSchema
from server.domain.access import Action
from server.services.count_sheets_helpers import sheet_helpers
from server.web.database import db
from server.web.guard import allowed, current_sign_in

blueprint = JsonBlueprint("sync_sheets", __name__, url_prefix="/api/sync/v1")


@blueprint.route("/sheets/<sheet_id>/helpers", methods=["GET"])
@blueprint.response(200, SheetHelpersSchema)
@allowed(Action.TAKE_ALONG)
def read(sheet_id):
    here = current_sign_in().device_id
    return {"helpers": sheet_helpers(db.session, sheet_id, without=here)}
