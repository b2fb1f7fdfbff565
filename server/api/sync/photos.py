"""HEAD and PUT photos: bytes named by a fact."""

from flask import Response, request

from server.api.json_blueprint import JsonBlueprint
from server.api.schemas.sync import StoredPhotoSchema
from server.domain.access import Action
from server.domain.problems import PhotoTooLarge
from server.records.database import write_transaction
from server.sync.photos import (
    MOST_PHOTO_BYTES,
    check_named,
    find_photo,
    record_photo,
    store_file,
)
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import allowed, current_sign_in

blueprint = JsonBlueprint("sync_photos", __name__, url_prefix="/api/sync/v1/photos")


@blueprint.route("/<sha256>", methods=["HEAD"])
@blueprint.response(200)
@allowed(Action.CARRY_FACTS)
def head(sha256):
    if find_photo(db.session, sha256) is None:
        return Response(status=404)
    response = Response(status=200)
    response.set_etag(sha256)  # so that a captive portal's 200 is not mistaken for this one
    return response


@blueprint.route("/<sha256>", methods=["PUT"])
@blueprint.response(201, StoredPhotoSchema)
@blueprint.alt_response(200, schema=StoredPhotoSchema)
@allowed(Action.CARRY_FACTS)
def replace(sha256):
    check_named(db.session, current_sign_in().device_id, sha256)
    if photo := find_photo(db.session, sha256):
        return _view(photo), 200
    file = store_file(current_settings().photo_dir, sha256, _body())
    with write_transaction(db.session) as session:
        photo = record_photo(session, file, now())
        return _view(photo), 201


def _body() -> bytes:
    if (request.content_length or 0) > MOST_PHOTO_BYTES:
        raise PhotoTooLarge(limit_mb=MOST_PHOTO_BYTES // 2**20)
    return request.get_data()


def _view(photo):
    return {"sha256": photo.sha256, "stored_sha256": photo.stored_sha256}
