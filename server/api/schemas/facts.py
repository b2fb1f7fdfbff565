"""Facts and their receipts on the wire: two hundred at a time.

The nested schemas say what the document shows and what is wrong with an entry. Entries that are as
they should be, which are nearly all, pass by a plain check: marshmallow would take as long for
them as the database.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from server.sync.envelope import Incoming
from server.sync.receipt import Receipt, ReceiptStatus
from server.sync.shape import MisfitError, fits, matching, record

_ID_FORM = "[!-~]{1,36}"
_HASH_FORM = "[0-9a-f]{64}"
FACT_ID = validate.Regexp(rf"{_ID_FORM}\Z")
SHA256 = validate.Regexp(rf"{_HASH_FORM}\Z")


def _any_text(value: Any) -> str:
    if type(value) is not str:
        raise MisfitError("not a text")
    return value


_incoming = record(id=matching(_ID_FORM), hash=matching(_HASH_FORM), raw=_any_text)


class IncomingFactSchema(Schema):
    """Lenient on purpose: whatever a phone calls its fact, it is answered, never refused."""

    id = fields.String(required=True, validate=FACT_ID)
    hash = fields.String(required=True, validate=SHA256)
    raw = fields.String(required=True)


class ReceiptSchema(Schema):
    id = fields.String(required=True)
    hash = fields.String(required=True)
    status = fields.Enum(ReceiptStatus, by_value=True, required=True)
    rev = fields.Integer(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)


class IncomingFacts(fields.List):
    """A list of ``Incoming``."""

    def __init__(self, **options: Any) -> None:
        super().__init__(fields.Nested(IncomingFactSchema), **options)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> list[Incoming]:
        if not isinstance(value, list) or not all(fits(_incoming, fact) for fact in value):
            value = super()._deserialize(value, attr, data, **kwargs)
        return [Incoming(**fact) for fact in value]


class Receipts(fields.List):
    """A list of ``Receipt``, whose fields are the wire's own."""

    def __init__(self, **options: Any) -> None:
        super().__init__(fields.Nested(ReceiptSchema), **options)

    def _serialize(self, value: list[Receipt], attr: Any, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        return [receipt._asdict() for receipt in value]
