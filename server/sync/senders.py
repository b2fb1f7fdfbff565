"""May this carrier bring this fact, and may its author record: asked once for each author."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from server.domain.access import Action, may
from server.records import Person
from server.services.grants import Grant, read_grant
from server.services.sign_in import roles_of
from server.sync.envelope import Envelope
from server.sync.receipt import Hold, HoldReason


@dataclass(frozen=True)
class Carrier:
    """Whose session and device carried the push up; authors may be others."""

    person_id: str
    device_id: str
    device_revoked: bool


@dataclass(frozen=True)
class Push:
    """``sent_at`` is the phone's clock, None when nobody knows; ``received_at`` the server's.
    ``comes_again``: whether the carrier can be told to bring a fact later; a file cannot."""

    carrier: Carrier
    school_id: str
    secret_key: str
    sent_at: datetime | None
    received_at: datetime
    comes_again: bool = True


@dataclass
class Senders:
    """Remembers its answers for one push."""

    session: Session
    push: Push
    _grants: dict[str, Grant | None] = field(default_factory=dict)
    _authors: dict[str, bool] = field(default_factory=dict)

    def check(self, envelope: Envelope) -> None:
        """Raises Hold. The author is who made it; whoever's session carried it up does not
        matter."""
        if self.push.carrier.device_revoked:
            raise Hold(HoldReason.DEVICE_REVOKED)
        if envelope.device != self.push.carrier.device_id:
            raise Hold(HoldReason.OTHER_DEVICE, device=envelope.device)
        granted = Grant(self.push.school_id, envelope.device, envelope.author)
        if self._grant(envelope.capture_grant) != granted:
            raise Hold(HoldReason.GRANT_INVALID)
        if not self._may_record(envelope.author):
            raise Hold(HoldReason.AUTHOR_NOT_ALLOWED)

    def _grant(self, signed: str) -> Grant | None:
        if signed not in self._grants:
            self._grants[signed] = read_grant(self.push.secret_key, signed)
        return self._grants[signed]

    def _may_record(self, person_id: str) -> bool:
        if person_id not in self._authors:
            person = self.session.get(Person, person_id)
            self._authors[person_id] = person is not None and may(roles_of(person), Action.RECORD)
        return self._authors[person_id]
