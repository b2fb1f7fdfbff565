"""What phones hear of a count sheet's other phones."""

from marshmallow import Schema, fields

from server.api.schemas.millis import Millis


class SheetHelperSchema(Schema):
    """``unsent``: how many records the phone said it holds, or the server knows to be missing."""

    person_id = fields.String(required=True)
    name = fields.String(required=True)
    unsent = fields.Integer(required=True)
    last_seen_at = Millis(required=True)


class SheetHelpersSchema(Schema):
    helpers = fields.List(fields.Nested(SheetHelperSchema), required=True)
