"""How a round stands: from its window, what was recorded in it, and who has not been heard from.

=========  ===================================================================================
done       every stop was accounted for and somebody signed, all before the grace was over
late       the same, but a stop was first recorded, or the first signature given, after it
upcoming   the window has not begun and nothing was recorded
open       the window or its grace runs, or somebody began early; not yet complete
unknown    time is up, not complete, and a phone that may hold the rest has not told
partial    time is up, something was recorded, every phone has told
missed     time is up, nothing was recorded, every phone has told
=========  ===================================================================================

A stop is accounted for by an inspection that stands (was not withdrawn) or by a reason why it
could not be scanned. A later correction of a stop that was recorded in time makes no round late.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RoundState(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    DONE = "done"
    LATE = "late"
    PARTIAL = "partial"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Walked:
    """What is known of a round: ``accounted`` of its ``stops`` stops, ``last_stop_at`` when the
    last of them was first accounted for, ``signed_at`` the first signature that stands."""

    stops: int
    accounted: int = 0
    last_stop_at: datetime | None = None
    signed_at: datetime | None = None

    @property
    def is_complete(self) -> bool:
        return self.accounted >= self.stops and self.signed_at is not None

    @property
    def has_begun(self) -> bool:
        return self.accounted > 0 or self.signed_at is not None


def round_state(
    starts_at: datetime, grace_ends_at: datetime, walked: Walked, now: datetime, *, silent: bool
) -> RoundState:
    """The state at ``now``. ``silent``: a phone of this round may hold records not yet sent."""
    if walked.is_complete:
        return RoundState.LATE if _was_late(walked, grace_ends_at) else RoundState.DONE
    if now <= grace_ends_at:
        begun = walked.has_begun or now >= starts_at
        return RoundState.OPEN if begun else RoundState.UPCOMING
    if silent:
        return RoundState.UNKNOWN
    return RoundState.PARTIAL if walked.has_begun else RoundState.MISSED


def _was_late(walked: Walked, grace_ends_at: datetime) -> bool:
    moments = (walked.last_stop_at, walked.signed_at)
    return any(moment is not None and moment > grace_ends_at for moment in moments)


@dataclass(frozen=True)
class SignedIn:
    """One person's session on a phone, open from ``since`` until ``until`` (sign-out, or the day
    the session runs out)."""

    person_id: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Phone:
    """A phone that people record on. ``heard_at``: its last contact. ``owes``: it said that it
    holds facts which have not arrived. ``told_until``: when its last fact that arrived was made,
    None when there is none; what it still holds is younger."""

    heard_at: datetime
    owes: bool
    told_until: datetime | None
    sessions: tuple[SignedIn, ...]


def may_hold_records(
    phone: Phone, walkers: frozenset[str], starts_at: datetime, grace_ends_at: datetime
) -> bool:
    """Whether ``phone`` may hold records of a round that it has not sent: one of ``walkers`` (who
    may walk the route; here never empty) was signed in on it then, and its last contact was before
    the grace was over, or it owes facts that may be that old."""
    used = any(
        one.person_id in walkers and one.since <= grace_ends_at and one.until >= starts_at
        for one in phone.sessions
    )
    if not used:
        return False
    if phone.heard_at < grace_ends_at:
        return True
    return phone.owes and (phone.told_until is None or phone.told_until <= grace_ends_at)
