"""GET a round's progress: what has arrived of it, from everybody who walks it."""

from datetime import date

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.rounds import RoundProgressSchema
from server.domain.access import Action
from server.domain.problems import NotFound
from server.domain.round_identity import RoundKey
from server.sync.round_progress import round_progress
from server.web.database import db
from server.web.guard import allowed

blueprint = JsonBlueprint("sync_rounds", __name__, url_prefix="/api/sync/v1")


@blueprint.route("/rounds/<route_id>/<day>/<slot>", methods=["GET"])
@blueprint.response(200, RoundProgressSchema)
@allowed(Action.TAKE_ALONG)
def read(route_id, day, slot):
    return round_progress(db.session, RoundKey(route_id, _day(day), slot))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
