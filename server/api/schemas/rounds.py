"""What phones hear of a round that others walk too."""

from marshmallow import Schema, fields, validate

from server.api.schemas.millis import Millis


class SeenStopSchema(Schema):
    """Of a thing that was not scanned ``result`` is null. ``by`` is a person's name."""

    asset_id = fields.String(required=True, allow_none=True)
    place_id = fields.String(required=True, allow_none=True)
    result = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(("ok", "abnormal", None))
    )
    fixed = fields.Boolean(required=True)
    unscanned = fields.Boolean(required=True)
    by = fields.String(required=True)
    at = Millis(required=True)


class SeenEndingSchema(Schema):
    by = fields.String(required=True)
    at = Millis(required=True)


class RoundProgressSchema(Schema):
    stops = fields.List(fields.Nested(SeenStopSchema), required=True)
    endings = fields.List(fields.Nested(SeenEndingSchema), required=True)
