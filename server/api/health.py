"""/healthz: is the server up and can it read its database."""

from sqlalchemy import text

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.health import HealthSchema
from server.web.database import db
from server.web.guard import public

blueprint = JsonBlueprint("health", __name__)


@blueprint.route("/healthz")
@blueprint.response(200, HealthSchema)
@public
def healthz():
    db.session.execute(text("SELECT rev FROM sync_counter"))
    return {"status": "ok"}
