"""What the page of one finding shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from server.domain.finding import (
    Actor,
    FindingNow,
    FindingState,
    Level,
    Office,
    Step,
    possible_steps,
)
from server.domain.school_day import school_day
from server.services.findings import finding_now
from server.services.findings_counts import FindingStory, count_others, stories_of
from server.services.findings_photos import found_photos, photo_states
from server.services.findings_seen import find_finding
from server.services.people import list_people
from server.services.sign_in import roles_of
from server.web.clock import now
from server.web.database import db
from server.web.guard import current_person
from server.web.messages import t


def current_actor() -> Actor:
    """Whoever is signed in. Raises SignInNeeded."""
    person = current_person()
    return Actor(person.id, roles_of(person))


def office_choices() -> list[tuple[str, str]]:
    """Every office with its name in the request's language."""
    return [(office, t(f"desk.finding.office.{office}")) for office in Office]


def level_choices(least: Level = Level.GENERAL) -> list[tuple[str, str]]:
    """The levels from ``least`` up, named in the request's language."""
    levels = [Level.MAJOR] if least is Level.MAJOR else list(Level)
    return [(level, t(f"desk.finding.level.{level}")) for level in levels]


def page_context(
    finding_id: str,
    entered: Mapping[str, str] | None = None,
    tried: Step | None = None,
    kept: Sequence[str] = (),
    since: int | None = None,
) -> dict[str, object]:
    """``entered``: what was typed for the step ``tried`` that could not be done; ``kept``: the
    photos that were chosen with it; ``since``: the version it was based on. Raises NotFound."""
    actor, today = current_actor(), school_day(now())
    finding = find_finding(db.session, finding_id, actor)
    [story] = stories_of(db.session, [finding], today)
    standing = finding_now(db.session, finding)
    steps = possible_steps(standing, actor)
    return {
        "story": story,
        "finding": finding,
        "found": found_photos(db.session, finding),
        "states": photo_states(db.session, _all_photos(story, found_photos(db.session, finding))),
        "first": _tried_form(tried, steps) or _first(standing, steps, actor),
        "steps": steps,
        "others": count_others(db.session, finding),
        "own_work": standing.rectified_by == actor.person_id,
        "entered": entered or {},
        "tried": tried,
        "kept": kept,
        "since": finding.version if since is None else since,
        "people": [
            (one.id, one.name) for one in list_people(db.session) if one.suspended_at is None
        ],
        "offices": office_choices(),
        "levels": level_choices(Level(finding.level)),
    }


def _all_photos(story: FindingStory, found: Sequence[str]) -> list[str]:
    return [*found, *(photo for step in story.steps for photo in step.photos)]


def _tried_form(tried: Step | None, steps: Sequence[Step]) -> Step | None:
    """The form of the step that could not be done; a recheck has one for both its ends."""
    if tried is Step.SENT_BACK and Step.PASSED in steps:
        return Step.PASSED
    return tried if tried in steps else None


def _first(finding: FindingNow, steps: Sequence[Step], actor: Actor) -> Step | None:
    """The step whose form stands first: what brings the finding on, unless another person was made
    responsible for that."""
    if finding.state is FindingState.OPEN and finding.responsible_id is not None:
        is_theirs = actor.person_id == finding.responsible_id or Step.ASSIGNED not in steps
        return Step.RECTIFIED if is_theirs and Step.RECTIFIED in steps else None
    order = (Step.SIGNED, Step.PASSED, Step.ASSIGNED, Step.RECTIFIED)
    return next((step for step in order if step in steps), None)
