"""What may be done about a finding, when and by whom; who answers for what."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.access import Role
from server.domain.finding import (
    Actor,
    FindingNow,
    FindingState,
    Level,
    Office,
    Step,
    check_step,
    default_due_on,
    is_fire,
    lacks_protection,
    office_of,
    possible_steps,
    raised,
    state_after,
)
from server.domain.problems_finding import (
    FindingLevelLowered,
    FindingNotYours,
    FindingStepImpossible,
    RecheckByRectifier,
)

OPEN, RECTIFIED, RECHECKED = FindingState.OPEN, FindingState.RECTIFIED, FindingState.RECHECKED
ASSIGN, PROTECT, RECTIFY = Step.ASSIGNED, Step.PROTECTED, Step.RECTIFIED
PASS, BACK, SIGN = Step.PASSED, Step.SENT_BACK, Step.SIGNED


def finding(state, *, fire=False, responsible=None, rectified_by=None, level=Level.GENERAL):
    return FindingNow(state, fire, level, responsible, rectified_by)


def who(role, person="somebody"):
    return Actor(person, frozenset({role}))


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        (Role.ADMINISTRATOR, {OPEN: [ASSIGN, PROTECT, RECTIFY], RECTIFIED: [PROTECT, PASS, BACK]}),
        (
            Role.LEADER,
            {OPEN: [ASSIGN, PROTECT], RECTIFIED: [PROTECT, PASS, BACK], RECHECKED: [BACK, SIGN]},
        ),
        (Role.PATROL, {RECTIFIED: [PASS, BACK]}),
        (Role.REPAIRER, {OPEN: [PROTECT, RECTIFY], RECTIFIED: [PROTECT]}),
        (Role.TEACHER, {}),
    ],
)
def test_each_role_finds_exactly_its_own_steps(role, steps):
    for state in FindingState:
        found = possible_steps(finding(state, fire=True, rectified_by="another"), who(role))
        assert found == steps.get(state, []), state


def test_whoever_is_responsible_puts_it_right_in_any_role():
    ours = finding(OPEN, responsible="tang")
    assert possible_steps(ours, who(Role.TEACHER, "tang")) == [PROTECT, RECTIFY]
    with pytest.raises(FindingNotYours):
        check_step(ours, RECTIFY, who(Role.TEACHER, "omar"))


def test_nobody_rechecks_what_they_rectified_themselves():
    own = finding(RECTIFIED, rectified_by="ada")
    for step in (PASS, BACK):
        with pytest.raises(RecheckByRectifier):
            check_step(own, step, who(Role.ADMINISTRATOR, "ada"))
    check_step(own, PASS, who(Role.ADMINISTRATOR, "lin"))


def test_only_a_fire_finding_waits_for_the_signature():
    assert state_after(finding(RECTIFIED), PASS) is FindingState.CLOSED
    assert state_after(finding(RECTIFIED, fire=True), PASS) is RECHECKED
    assert state_after(finding(RECHECKED, fire=True), SIGN) is FindingState.CLOSED


@pytest.mark.parametrize("state", [FindingState.CLOSED, FindingState.WITHDRAWN])
def test_nothing_follows_the_end(state):
    for step in Step:
        with pytest.raises(FindingStepImpossible):
            state_after(finding(state, fire=True), step)


def test_what_fails_a_look_is_open_again():
    assert {state_after(finding(state), BACK) for state in (RECTIFIED, RECHECKED)} == {OPEN}


def test_a_level_only_rises():
    assert raised(Level.GENERAL, Level.MAJOR) is Level.MAJOR
    with pytest.raises(FindingLevelLowered):
        raised(Level.MAJOR, Level.GENERAL)


def test_a_major_finding_lacks_protection_until_somebody_says_how_or_it_is_right():
    assert lacks_protection(finding(OPEN, level=Level.MAJOR), "")
    assert not lacks_protection(finding(OPEN, level=Level.MAJOR), "已断电")
    assert not lacks_protection(finding(RECHECKED, level=Level.MAJOR), "")
    assert not lacks_protection(finding(OPEN), "")


def test_the_term_is_three_days_and_one_for_what_is_major():
    found = date(2026, 12, 30)
    assert default_due_on(Level.GENERAL, found) == date(2027, 1, 2)
    assert default_due_on(Level.MAJOR, found) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("kind", "checklist", "office", "fire"),
    [
        ("computer", None, Office.IT, False),
        ("projector", "projector", Office.IT, False),
        ("desk", None, Office.LOGISTICS, False),
        ("water_dispenser", "dispenser", Office.LOGISTICS, False),
        ("fire_extinguisher_co2", None, Office.SAFETY, True),
        ("hydrant", None, Office.SAFETY, True),
        ("smoke_alarm", "smoke_alarm", Office.SAFETY, True),
        (None, None, Office.LOGISTICS, False),
        ("position", None, Office.SAFETY, True),
        ("room", None, Office.LOGISTICS, False),
        (None, "fire_daily", Office.SAFETY, True),
        ("desk", "fire_monthly", Office.SAFETY, True),
        ("cabinet", "extinguisher_powder", Office.SAFETY, True),
        (None, "room_daily", Office.LOGISTICS, False),
        (None, "6c1f0a52-8f4e-4a52-9d1b-0d6f2f3b9a10", Office.LOGISTICS, False),
    ],
)
def test_fire_equipment_goes_to_the_safety_office_and_multimedia_to_the_it_centre(
    kind, checklist, office, fire
):
    assert (office_of(kind, checklist), is_fire(kind, checklist)) == (office, fire)


STAFF = [
    *(who(role, role.value) for role in Role),
    who(Role.TEACHER, "tang"),
    Actor("lin", frozenset({Role.LEADER, Role.ADMINISTRATOR})),
]


@given(st.data())
def test_no_way_closes_a_fire_finding_without_another_persons_look_and_a_leaders_name(data):
    state, rectifier, done = OPEN, None, []
    for _ in range(12):
        actor = data.draw(st.sampled_from(STAFF))
        now = finding(state, fire=True, responsible="tang", rectified_by=rectifier)
        step = data.draw(st.sampled_from([None, *possible_steps(now, actor)]))
        if step is None:
            continue
        state, done = state_after(now, step), [*done, (step, actor)]
        rectifier = actor.person_id if step is RECTIFY else rectifier
    if state is FindingState.CLOSED:
        (right, rectified), (good, seen), (name, signed) = [
            one for one in done if one[0] not in (ASSIGN, PROTECT)
        ][-3:]
        assert (right, good, name) == (RECTIFY, PASS, SIGN)
        assert rectified.person_id != seen.person_id and Role.LEADER in signed.roles
