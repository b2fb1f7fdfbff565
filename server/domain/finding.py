"""Findings (隐患·问题): which step may follow which, by whom, and who answers for what.

公安部61号令 (机关、团体、企业、事业单位消防安全管理规定): art. 31, what is corrected on the spot is
recorded still; art. 32, what is not gets measures, a term and responsible people, and protection
until it is gone; art. 33, a fire hazard put right is filed with the signature of the 消防安全责任人
or the 消防安全管理人.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from server.domain.access import Action, Role, may
from server.domain.problems_finding import (
    FindingLevelLowered,
    FindingNotYours,
    FindingStepImpossible,
    RecheckByRectifier,
)


class Office(StrEnum):
    """Who answers for a kind of thing: 信息中心, 总务处, 安全办."""

    IT = "it"
    LOGISTICS = "logistics"
    SAFETY = "safety"


class Level(StrEnum):
    GENERAL = "general"
    MAJOR = "major"


class FindingState(StrEnum):
    """`rectified` waits for the recheck, `rechecked` for the signature; see the record."""

    OPEN = "open"
    RECTIFIED = "rectified"
    RECHECKED = "rechecked"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    FIXED_ON_SPOT = "fixed_on_spot"
    ASSIGNED = "assigned"
    PROTECTED = "protected"
    RECTIFIED = "rectified"
    PASSED = "passed"
    SENT_BACK = "sent_back"
    SIGNED = "signed"


STANDING = (FindingState.OPEN, FindingState.RECTIFIED, FindingState.RECHECKED)
"""The states in which somebody has still something to do."""


@dataclass(frozen=True)
class FindingNow:
    """What the next step depends on. ``rectified_by``: the person of the latest rectification."""

    state: FindingState
    is_fire: bool
    level: Level
    responsible_id: str | None = None
    rectified_by: str | None = None


@dataclass(frozen=True)
class Actor:
    person_id: str
    roles: frozenset[Role]


# 公安部61号令 art. 31-33: open -> rectified -> rechecked -> closed, and back when a look fails.
_FOLLOWS: Mapping[tuple[FindingState, Step], FindingState] = MappingProxyType(
    {
        (FindingState.OPEN, Step.ASSIGNED): FindingState.OPEN,
        (FindingState.OPEN, Step.PROTECTED): FindingState.OPEN,
        (FindingState.OPEN, Step.RECTIFIED): FindingState.RECTIFIED,
        (FindingState.RECTIFIED, Step.PROTECTED): FindingState.RECTIFIED,
        (FindingState.RECTIFIED, Step.PASSED): FindingState.CLOSED,
        (FindingState.RECTIFIED, Step.SENT_BACK): FindingState.OPEN,
        (FindingState.RECHECKED, Step.SIGNED): FindingState.CLOSED,
        (FindingState.RECHECKED, Step.SENT_BACK): FindingState.OPEN,
    }
)
_REPAIR_ROLES = frozenset({Role.ADMINISTRATOR, Role.REPAIRER})


def state_after(finding: FindingNow, step: Step) -> FindingState:
    """The state that ``step`` leads to. Raises FindingStepImpossible."""
    after = _FOLLOWS.get((finding.state, step))
    if after is None:
        raise FindingStepImpossible(step=step, state=finding.state)
    if step is Step.PASSED and finding.is_fire:
        return FindingState.RECHECKED
    return after


def check_step(finding: FindingNow, step: Step, actor: Actor) -> None:
    """Raises FindingStepImpossible when the step does not follow, FindingNotYours or
    RecheckByRectifier when it is another person's."""
    state_after(finding, step)
    if not _is_theirs(finding, step, actor):
        raise FindingNotYours(step=step)
    is_recheck = finding.state is FindingState.RECTIFIED and step in (Step.PASSED, Step.SENT_BACK)
    if is_recheck and actor.person_id == finding.rectified_by:
        raise RecheckByRectifier


def possible_steps(finding: FindingNow, actor: Actor) -> list[Step]:
    """What this person may do next, in the order of ``Step``."""
    return [step for step in Step if _is_possible(finding, step, actor)]


def _is_possible(finding: FindingNow, step: Step, actor: Actor) -> bool:
    try:
        check_step(finding, step, actor)
    except (FindingStepImpossible, FindingNotYours, RecheckByRectifier):
        return False
    return True


def _is_theirs(finding: FindingNow, step: Step, actor: Actor) -> bool:
    repairs = actor.person_id == finding.responsible_id or bool(actor.roles & _REPAIR_ROLES)
    if step is Step.RECTIFIED:
        return repairs
    if step is Step.PROTECTED:
        return repairs or may(actor.roles, Action.ASSIGN_FINDINGS)
    return may(actor.roles, _action_of(finding.state, step))


def _action_of(state: FindingState, step: Step) -> Action:
    """Sending back is the rechecker's, and the leader's who would have to sign."""
    if step is Step.ASSIGNED:
        return Action.ASSIGN_FINDINGS
    if step is Step.SIGNED or state is FindingState.RECHECKED:
        return Action.SIGN_FINDINGS
    return Action.RECHECK_FINDINGS


def raised(level: Level, wanted: Level) -> Level:
    """``wanted``, which may raise the level. Raises FindingLevelLowered."""
    if level is Level.MAJOR and wanted is Level.GENERAL:
        raise FindingLevelLowered
    return wanted


def lacks_protection(finding: FindingNow, interim: str) -> bool:
    """Whether it is major, not yet put right, and nobody has said how people are kept safe until
    then (公安部61号令 art. 32)."""
    not_right = finding.state in (FindingState.OPEN, FindingState.RECTIFIED)
    return finding.level is Level.MAJOR and not_right and not interim


# 三日内修好; what may hurt somebody is put right on the next day at the latest.
_DUE_DAYS: Mapping[Level, int] = MappingProxyType({Level.GENERAL: 3, Level.MAJOR: 1})


def default_due_on(level: Level, found_on: date) -> date:
    """Until when it is to be put right unless somebody says otherwise."""
    return found_on + timedelta(days=_DUE_DAYS[level])


_IT_KINDS = frozenset({"camera", "computer", "display", "printer", "projector"})
_FIRE_KINDS = frozenset({"emergency_light", "exit_sign", "fire_door", "hydrant", "smoke_alarm"})
# The fixed position of an extinguisher (设置点): what is wrong there is missing or blocked.
_FIRE_PLACES = frozenset({"position"})
# Of checklists: fire_daily and fire_monthly (公安部61号令 art. 25, 26) and those by kind.
_FIRE_NAMES = ("fire_", "extinguisher_", *sorted(_FIRE_KINDS))


def is_fire(kind_id: str | None, checklist_id: str | None) -> bool:
    """Whether a finding on this kind of asset or place, or by this checklist, is a fire hazard.
    Ids of the school's own checklists say nothing."""
    kind = kind_id or ""
    if kind in _FIRE_KINDS | _FIRE_PLACES or kind.startswith("fire_"):
        return True
    return (checklist_id or "").startswith(_FIRE_NAMES)


def office_of(kind_id: str | None, checklist_id: str | None) -> Office:
    """Who answers for it: fire equipment the safety office, multimedia the IT centre, the rest
    (furniture, water, electricity, rooms) logistics."""
    if is_fire(kind_id, checklist_id):
        return Office.SAFETY
    return Office.IT if kind_id in _IT_KINDS else Office.LOGISTICS
