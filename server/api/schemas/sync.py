"""The sync wire (docs/spec/sync-wire.md)."""

from marshmallow import Schema, fields, validate

from server.api.schemas.facts import FACT_ID, SHA256, IncomingFacts, Receipts
from server.api.schemas.millis import Millis
from server.api.schemas.session import PersonSchema
from server.sync.changes import CHANGED_LISTS, MOST_CHANGES
from server.sync.have import HaveStatus

_device = fields.String(required=True, validate=validate.Length(36, 36))
_count = validate.Range(0, 2**31 - 1)


class ContactSchema(Schema):
    device = _device
    highest_seq = fields.Integer(required=True, validate=_count)
    unsent = fields.Integer(required=True, validate=_count)
    held = fields.Integer(required=True, validate=_count)
    app_build = fields.String(required=True, validate=validate.Length(max=60))
    free_bytes = fields.Integer(required=True, allow_none=True, validate=validate.Range(0, 2**53))
    sent_at = Millis(required=True, strict=True)


class ContactAnswerSchema(Schema):
    server_time = Millis(required=True)
    school_id = fields.String(required=True)
    epoch = fields.String(required=True)
    scope_hash = fields.String(required=True)
    rev = fields.Integer(required=True)
    oldest_app_build = fields.String(required=True)
    backed_up_rev = fields.Integer(required=True, allow_none=True)
    person = fields.Nested(PersonSchema, required=True)
    capture_grant = fields.String(required=True)


class SnapshotQuerySchema(Schema):
    after = fields.String(load_default=None, validate=validate.Regexp(r"[0-9a-z|-]{0,80}\Z"))
    as_of = fields.Integer(load_default=None, validate=validate.Range(0))


class ChangesQuerySchema(Schema):
    cursor = fields.String(required=True, validate=validate.Length(max=1000))
    limit = fields.Integer(load_default=MOST_CHANGES, validate=validate.Range(1, MOST_CHANGES))


class ChangeSchema(Schema):
    t = fields.String(required=True, validate=validate.OneOf(CHANGED_LISTS))
    op = fields.String(required=True, validate=validate.OneOf(("put", "delete", "gone")))
    row = fields.List(fields.Raw(allow_none=True))
    id = fields.String()


class ColumnsSchema(Schema):
    """The order of the values in the rows of each table."""

    place = fields.List(fields.String(), required=True)
    kind = fields.List(fields.String(), required=True)
    person = fields.List(fields.String(), required=True)
    asset = fields.List(fields.String(), required=True)
    checklist = fields.List(fields.String(), required=True)
    route = fields.List(fields.String(), required=True)
    school_year = fields.List(fields.String(), required=True)
    stocktake = fields.List(fields.String(), required=True)
    count_sheet = fields.List(fields.String(), required=True)


class ChangesSchema(Schema):
    epoch = fields.String(required=True)
    scope_hash = fields.String(required=True)
    high_water = fields.Integer(required=True)
    columns = fields.Nested(ColumnsSchema, required=True)
    rows = fields.List(fields.Nested(ChangeSchema), required=True)
    cursor = fields.String(required=True)
    more = fields.Boolean(required=True)


class PushSchema(Schema):
    device = _device
    sent_at = Millis(required=True, strict=True)
    facts = IncomingFacts(required=True)


class PushAnswerSchema(Schema):
    server_time = Millis(required=True)
    receipts = Receipts(required=True)


class AskedFactSchema(Schema):
    id = fields.String(required=True, validate=FACT_ID)
    hash = fields.String(required=True, validate=SHA256)


class HaveSchema(Schema):
    device = _device
    facts = fields.List(fields.Nested(AskedFactSchema), required=True)


class HadFactSchema(Schema):
    id = fields.String(required=True)
    hash = fields.String(required=True)
    status = fields.Enum(HaveStatus, by_value=True, required=True)
    rev = fields.Integer(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    photos_missing = fields.List(fields.String(), required=True)


class HaveAnswerSchema(Schema):
    server_time = Millis(required=True)
    epoch = fields.String(required=True)
    rev = fields.Integer(required=True)
    answers = fields.List(fields.Nested(HadFactSchema), required=True)


class StoredPhotoSchema(Schema):
    sha256 = fields.String(required=True)
    stored_sha256 = fields.String(required=True)
