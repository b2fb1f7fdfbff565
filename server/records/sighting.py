"""What people saw and counted in a room during a stocktake; each row is made of one fact."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from server.records.base import Base, Id, JsonValue, UtcMillis
from server.records.person import Person


class Said:
    """Who said something on a sheet, and when; ``withdrawn_by`` names the fact that took it
    back."""

    fact_id: Mapped[str] = mapped_column(ForeignKey("fact.id"), primary_key=True)
    sheet_id: Mapped[str] = mapped_column(ForeignKey("count_sheet.id"), index=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    seq: Mapped[int]
    effective_at: Mapped[datetime] = mapped_column(UtcMillis)
    time_uncertain: Mapped[bool]
    received_at: Mapped[datetime] = mapped_column(UtcMillis)
    withdrawn_by: Mapped[str | None] = mapped_column(Id)

    @declared_attr
    @classmethod
    def author(cls) -> Mapped[Person]:
        return relationship(Person)


class Sighting(Said, Base):
    """From ``asset_sighted``. A thing that the ledger does not know has no ``asset_id``, and a
    ``text`` (what its unknown label says), a blank label's ``code`` or a ``name``. ``condition``:
    `intact`, `usable` or `unusable`."""

    __tablename__ = "sighting"
    asset_id: Mapped[str | None] = mapped_column(ForeignKey("asset.id"), index=True)
    code: Mapped[str | None] = mapped_column(String(16))
    text: Mapped[str | None] = mapped_column(Text)
    name: Mapped[str | None] = mapped_column(String(60))
    kind_id: Mapped[str | None] = mapped_column(Id)
    quantity: Mapped[int] = mapped_column(default=1)
    how: Mapped[str] = mapped_column(String(20))
    condition: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)


class GroupCount(Said, Base):
    """From ``group_counted``: how many of a group there are. ``how``: `typed` or `pupil`."""

    __tablename__ = "group_count"
    group_key: Mapped[str] = mapped_column(String(200))
    good: Mapped[int]
    damaged: Mapped[int]
    how: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)


class TotalConfirmation(Said, Base):
    """From ``total_confirmed``: 全部相符, with the number of all things in the room."""

    __tablename__ = "total_confirmation"
    total: Mapped[int]


class SheetSignature(Said, Base):
    """From ``sheet_signed``. ``discrepancies``: what was signed for, a list of {key, quantity}.
    ``explanations``: a list of {key, cause, words, photos}. ``override``: why it was closed
    although a helper's phone had not sent everything. ``signature``: as a round's ending; without
    one there is ``signed_name``, what was typed in its place. ``known_at``: the server's time when
    the signer's phone had heard of it last, None where it did not say."""

    __tablename__ = "sheet_signature"
    discrepancies: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    explanations: Mapped[list[dict[str, Any]]] = mapped_column(JsonValue)
    override: Mapped[str] = mapped_column(Text)
    signature: Mapped[dict[str, Any] | None] = mapped_column(JsonValue)
    signed_name: Mapped[str | None] = mapped_column(String(60))
    known_at: Mapped[datetime | None] = mapped_column(UtcMillis)
