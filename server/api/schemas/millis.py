"""Times on the wire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from marshmallow import fields, validate

from server.sync.shape import MOST_MILLIS

_RANGE = validate.Range(-MOST_MILLIS, MOST_MILLIS)


class Millis(fields.Integer):
    """Integer milliseconds since 1970 on the wire, an aware UTC datetime inside."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        number = super()._deserialize(value, attr, data, **kwargs)
        if number is None:
            return None
        _RANGE(number)
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)

    def _serialize(self, value: Any, attr: Any, obj: Any, **kwargs: Any) -> Any:  # noqa: ARG002 - marshmallow's signature
        return None if value is None else round(value.timestamp() * 1000)
