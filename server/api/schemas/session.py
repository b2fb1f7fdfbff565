"""Signing in, and who is signed in."""

from marshmallow import Schema, fields, validate

from server.domain.access import Action, Role
from server.records.base import ID_LENGTH

_id = validate.Regexp(rf"[0-9a-f-]{{{ID_LENGTH}}}\Z")


class SchoolSchema(Schema):
    school_id = fields.String(required=True)
    name = fields.String(required=True)
    is_demo = fields.Boolean(required=True)


class PersonSchema(Schema):
    id = fields.String(required=True)
    name = fields.String(required=True)
    roles = fields.List(fields.Enum(Role, by_value=True), required=True)
    actions = fields.List(fields.Enum(Action, by_value=True), required=True)


class NewDeviceSchema(Schema):
    id = fields.String(required=True, validate=_id)
    name = fields.String(required=True, validate=validate.Length(1, 100))


class SignInSchema(Schema):
    login = fields.String(required=True, validate=validate.Length(1, 60))
    password = fields.String(required=True, validate=validate.Length(1, 200))
    device = fields.Nested(NewDeviceSchema, required=True)


class SwitchSchema(Schema):
    device = fields.String(required=True, validate=_id)
    person_id = fields.String(required=True, validate=_id)
    switch_key = fields.String(required=True, validate=validate.Length(1, 100))


class SessionSchema(Schema):
    person = fields.Nested(PersonSchema, required=True)
    school = fields.Nested(SchoolSchema, required=True)
    device_id = fields.String(required=True)


class NewSessionSchema(SessionSchema):
    capture_grant = fields.String(required=True)
    switch_key = fields.String(required=True)
