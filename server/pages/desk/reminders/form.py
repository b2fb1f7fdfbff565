"""The forms of new channels."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from marshmallow import fields, validate

from server.pages.desk.forms import FormSchema
from server.records import new_id
from server.services.reminder_channels.delivery import Address
from server.services.reminder_channels.smtp import SECURITIES
from server.services.reminders import NewChannel
from server.web.messages import LANGUAGES

START: Mapping[str, str] = MappingProxyType({"port": "465", "security": "ssl"})
_OF_MAIL = ("host", "port", "security", "user", "sender")


class RobotForm(FormSchema):
    id = fields.String(required=True, validate=validate.Length(equal=len(new_id())))
    name = fields.String(required=True, validate=validate.Length(1, 60))
    target = fields.String(required=True, validate=validate.Length(1, 1000))
    secret = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=200))
    language = fields.String(load_default="zh", validate=validate.OneOf(LANGUAGES))


class MailForm(RobotForm):
    host = fields.String(required=True, validate=validate.Length(1, 190))
    port = fields.Integer(required=True, validate=validate.Range(1, 65535))
    security = fields.String(required=True, validate=validate.OneOf(SECURITIES))
    user = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=190))
    sender = fields.String(required=True, validate=validate.Length(1, 190))


def form_of(kind: str) -> FormSchema:
    return MailForm() if kind == "smtp" else RobotForm()


def new_channel(kind: str, values: Mapping[str, Any]) -> NewChannel:
    """Of the values of the kind's form."""
    options = {name: str(values[name] or "") for name in _OF_MAIL if name in values}
    if "host" in options:
        options["host"] = options["host"].lower()
    address = Address(values["target"], values["secret"] or "", options)
    return NewChannel(kind, values["name"], address, values["language"])
