"""POST have: which of the facts a phone keeps are here, and which of their photos."""

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sync import HaveAnswerSchema, HaveSchema
from server.api.sync.device import sign_in_on
from server.domain.access import Action
from server.domain.problems import TooManyFacts
from server.records.sync_counter import read_counter
from server.sync.have import MOST_ASKED, Asked, answer_have
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed

blueprint = JsonBlueprint("sync_have", __name__, url_prefix="/api/sync/v1")


@blueprint.route("/have", methods=["POST"])
@blueprint.arguments(HaveSchema)
@blueprint.response(200, HaveAnswerSchema)
@allowed(Action.CARRY_FACTS)
def create(body):
    if len(body["facts"]) > MOST_ASKED:
        raise TooManyFacts(limit=MOST_ASKED)
    sign_in_on(body["device"])
    counter = read_counter(db.session.connection())
    answers = answer_have(db.session, [Asked(**fact) for fact in body["facts"]])
    return {"server_time": now(), "epoch": counter.epoch, "rev": counter.rev, "answers": answers}
