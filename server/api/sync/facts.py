"""POST facts: one receipt for each, after the commit."""

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sync import PushAnswerSchema, PushSchema
from server.api.sync.device import sign_in_on
from server.domain.access import Action
from server.domain.problems import TooManyFacts
from server.records.database import write_transaction
from server.services.school import the_school
from server.sync.facts import Carrier, Push, receive_facts
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed

MOST_FACTS = 200

blueprint = JsonBlueprint("sync_facts", __name__, url_prefix="/api/sync/v1")


@blueprint.route("/facts", methods=["POST"])
@blueprint.arguments(PushSchema)
@blueprint.response(200, PushAnswerSchema)
@allowed(Action.CARRY_FACTS)
def create(body):
    if len(body["facts"]) > MOST_FACTS:
        raise TooManyFacts(limit=MOST_FACTS)
    push = _push(body)
    with write_transaction(db.session) as session:
        receipts = receive_facts(session, push, body["facts"])
    return {"server_time": push.received_at, "receipts": receipts}


def _push(body):
    sign_in = sign_in_on(body["device"])
    carrier = Carrier(sign_in.person_id, sign_in.device_id, sign_in.device.revoked_at is not None)
    return Push(
        carrier,
        the_school(db.session).id,
        current_settings().secret_key,
        body["sent_at"],
        now(),
    )
