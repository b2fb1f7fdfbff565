"""POST session: who and where both sides are, at the beginning of every sync."""

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sync import ContactAnswerSchema, ContactSchema
from server.api.sync.device import sign_in_on
from server.domain.access import Action
from server.domain.school_day import school_day
from server.records.database import write_transaction
from server.records.sync_counter import read_counter
from server.services.backup.newest import backed_up_rev
from server.services.school import the_school
from server.sync.app_build import OLDEST_APP_BUILD
from server.sync.device_ledger import Announcement, note_announcement
from server.sync.scope import scope_hash
from server.web.clock import now
from server.web.database import db
from server.web.guard import allowed, current_person, current_sign_in
from server.web.signing_in import grant_for
from server.web.views_of import person_view

blueprint = JsonBlueprint("sync_contact", __name__, url_prefix="/api/sync/v1")


@blueprint.route("/session", methods=["POST"])
@blueprint.arguments(ContactSchema)
@blueprint.response(200, ContactAnswerSchema)
@allowed(Action.TAKE_ALONG)
def create(body):
    sign_in_on(body["device"])
    received_at = now()
    said = Announcement(
        body["highest_seq"],
        body["unsent"],
        body["app_build"],
        body["free_bytes"],
        body["sent_at"],
    )
    with write_transaction(db.session) as session:
        note_announcement(session, body["device"], said, received_at)
    return _answer(received_at)


def _answer(received_at):
    counter = read_counter(db.session.connection())
    return {
        "server_time": received_at,
        "school_id": the_school(db.session).id,
        "epoch": counter.epoch,
        "scope_hash": scope_hash(db.session, current_person(), school_day(received_at)),
        "rev": counter.rev,
        "oldest_app_build": OLDEST_APP_BUILD,
        "backed_up_rev": backed_up_rev(db.session, current_sign_in().device_id),
        "person": person_view(current_person()),
        "capture_grant": grant_for(current_sign_in()),
    }
