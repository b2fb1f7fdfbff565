"""先试贴一张: many labels are printed only once one of them was opened by an ordinary phone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.domain.problems import LabelTrialNeeded
from server.records import LabelTrial, Person, PrintJob, PrintJobLabel

UNTRIED_MOST = 8
"""So many labels are printed without a trial: enough to try several places and papers."""

_USUAL_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class TrialShown:
    """``overrider`` is the name of who went without a trial, None when a phone opened a label."""

    trial: LabelTrial
    overrider: str | None


def find_trial(session: Session, base_url: str) -> TrialShown | None:
    """What lets many labels with this address be printed, None when nothing does yet."""
    row = session.execute(
        select(LabelTrial, Person.name)
        .outerjoin(Person, Person.id == LabelTrial.overridden_by)
        .where(LabelTrial.base_url == base_url)
    ).one_or_none()
    return TrialShown(row[0], row[1]) if row else None


def require_trial(session: Session, base_url: str, labels: int) -> None:
    """Raises LabelTrialNeeded for more than a few ``labels`` whose address no phone has opened."""
    if labels > UNTRIED_MOST and session.get(LabelTrial, base_url) is None:
        raise LabelTrialNeeded(most=UNTRIED_MOST)


def override_trial(
    session: Session, base_url: str, reason: str, person_id: str, now: datetime
) -> None:
    """Let many labels be printed without a trial; an address that has one keeps it."""
    if session.get(LabelTrial, base_url) is None:
        session.add(
            LabelTrial(base_url=base_url, passed_at=now, overridden_by=person_id, reason=reason)
        )


def address_on_trial(session: Session, code: str, host: str) -> str | None:
    """The address that a printed label proves when it is opened at ``host`` (with the port unless
    it is the usual one), None when it proves nothing new."""
    printed = session.scalars(
        select(PrintJob.base_url)
        .join(PrintJobLabel, PrintJobLabel.job_id == PrintJob.id)
        .where(PrintJobLabel.code == code)
        .distinct()
    )
    untried = (base_url for base_url in printed if session.get(LabelTrial, base_url) is None)
    return next((base_url for base_url in untried if _host_of(base_url) == host.lower()), None)


def note_opened_label(session: Session, base_url: str, code: str, now: datetime) -> None:
    """The proof itself; of two phones at the same moment the first counts."""
    if session.get(LabelTrial, base_url) is None:
        session.add(LabelTrial(base_url=base_url, passed_at=now, code=code, reason=""))


def _host_of(base_url: str) -> str:
    parts = urlsplit(base_url.lower())
    return parts.netloc.removesuffix(f":{_USUAL_PORTS.get(parts.scheme)}")
