"""``remind``, turn after turn, at moments of a school's day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner, Result

from server.app import create_app
from server.cli import main
from server.domain.school_day import SCHOOL_ZONE
from server.records import Device, ReminderChannel, ReminderSent, Route, RouteVersion
from server.web.database import db
from server.web.reminder_text import digest
from tests.factories.facts import add_assets, phone_of
from tests.factories.robots import Robots, robots
from tests.factories.rounds import add_route, ending, look, round_of, stop
from tests.functional.conftest import SchoolUnderTest

FRIDAY = date(2026, 11, 20)


def at(hour: int, minute: int = 0, day: date = FRIDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SCHOOL_ZONE)


@dataclass
class Timer:
    """Runs the command at a moment, as an installation of this school."""

    school: SchoolUnderTest
    robot: Robots
    moment: datetime = field(default_factory=lambda: at(12))

    def __post_init__(self) -> None:
        settings = replace(self.school.settings, reminder_hosts=(self.robot.host,))
        self._app = create_app(settings, lambda: self.moment)

    def app(self) -> object:
        return self._app

    def place_in_force(self) -> None:
        """It lies where the test has put it."""

    def turn(self, moment: datetime) -> Result:
        self.moment = moment
        return CliRunner().invoke(main, ["remind"], obj=self)

    def said(self, moment: datetime) -> list[str]:
        """The lines of what the robot newly showed, without the first."""
        before = len(self.robot.texts)
        result = self.turn(moment)
        assert result.exit_code == 0, result.output
        return [line for text in self.robot.texts[before:] for line in text.splitlines()[1:]]

    def close(self) -> None:
        with self._app.app_context():
            db.engine.dispose()


@pytest.fixture
def timer(school: SchoolUnderTest) -> Iterator[Timer]:
    """Of a school with one route, walked at 7:00-7:40 and 22:00-5:00, and a WeCom robot."""
    with robots() as robot:
        add_channel(school, "后勤群", robot.address("wecom"))
        timer = Timer(school, robot)
        yield timer
        timer.close()


def add_channel(school: SchoolUnderTest, name: str, target: str) -> None:
    with school.writing() as session:
        session.add(ReminderChannel(kind="wecom", name=name, target=target, options={}))


@pytest.fixture
def route_id(school: SchoolUnderTest) -> str:
    return add_route(school, stop(*add_assets(school)), valid_from=FRIDAY)


@pytest.mark.usefixtures("route_id")
def test_a_round_is_named_before_its_end_and_when_it_was_missed_once_each(timer):
    assert timer.said(at(7, 10)) == []
    assert timer.said(at(7, 25)) == ["⏰ 一号楼 早巡 快到时间了（07:40 前），已巡 0/1 处"]
    assert timer.said(at(7, 30)) == []
    assert timer.said(at(8, 39)) == []
    assert timer.said(at(8, 45)) == ["✕ 一号楼 早巡（2026-11-20）漏巡"]
    assert timer.said(at(8, 50)) == []


@pytest.mark.usefixtures("route_id")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_only_slots_of_the_night_speak_at_night(timer):
    timer.said(at(9))
    saturday = FRIDAY + timedelta(days=1)
    assert timer.said(at(4, 50, saturday)) == ["⏰ 一号楼 夜巡 快到时间了（05:00 前），已巡 0/1 处"]
    assert timer.said(at(5, 31, saturday)) == ["✕ 一号楼 夜巡（2026-11-20）漏巡"]


@pytest.mark.usefixtures("route_id")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_was_missed_in_the_evening_waits_for_the_morning(timer, school):
    _evening(school)
    assert timer.said(at(21, 30)) == []
    assert timer.said(at(6, 29, FRIDAY + timedelta(days=1))) == []
    assert "✕ 一号楼 晚巡（2026-11-20）漏巡" in timer.said(at(6, 30, FRIDAY + timedelta(days=1)))


def _evening(school: SchoolUnderTest) -> None:
    slot = {"key": "e", "name": "晚巡", "start": "19:00", "end": "20:00", "grace": 60}
    _set_slots(school, [slot])


def _set_slots(school: SchoolUnderTest, slots: list[dict[str, object]]) -> None:
    with school.writing() as session:
        for row in (session.query(Route).one(), session.query(RouteVersion).one()):
            row.schedule = {**row.schedule, "slots": slots}


def test_a_signed_round_asks_for_a_countersignature_at_days_end(timer, school, route_id):
    phone, walked = phone_of(school), round_of(route_id)
    with school.reading() as session:
        [thing] = session.get_one(Route, route_id).stops
    phone.push(look(phone, thing["asset_id"], round=walked), ending(phone, walked))
    assert timer.said(at(16, 29)) == []
    assert timer.said(at(16, 30)) == ["✎ 有 1 次巡查等会签"]
    assert timer.said(at(17)) == []


def test_the_mornings_matters_come_once_a_day(timer, school):
    phone = phone_of(school)
    with school.writing() as session:
        device = session.get_one(Device, phone.device)
        device.unsent, device.last_seen_at = 2, at(9) - timedelta(days=5)
    line = "? 有 1 部手机还欠着记录，3 天以上没有联系"
    assert timer.said(at(7, 59)) == []
    assert timer.said(at(8)) == [line]
    assert timer.said(at(20, 59)) == []
    assert timer.said(at(8, day=FRIDAY + timedelta(days=1))) == [line]


@pytest.mark.usefixtures("route_id")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_a_service_refused_goes_as_soon_as_it_takes_it(timer):
    timer.robot.behave = "refuse"
    refused = timer.turn(at(8, 45))
    assert refused.exit_code == 1 and "「后勤群」发不出去" in refused.output
    timer.robot.behave = "well"
    assert timer.said(at(8, 50)) == ["✕ 一号楼 早巡（2026-11-20）漏巡"]


@pytest.mark.usefixtures("route_id")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_may_have_arrived_is_not_said_again(timer, school):
    timer.robot.behave = "hang up"
    assert timer.turn(at(8, 45)).exit_code == 1
    assert len(timer.robot.texts) == 1
    with school.reading() as session:
        assert session.query(ReminderChannel).one().failure.startswith("no_answer")
    timer.robot.behave = "well"
    assert timer.said(at(8, 50)) == []


@pytest.mark.usefixtures("route_id")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_one_channel_that_fails_does_not_hold_up_another(timer, school):
    add_channel(school, "坏的群", timer.robot.address("wecom") + "0")
    result = timer.turn(at(8, 45))
    assert len(timer.robot.texts) == 1 and "「坏的群」发不出去" in result.output


@pytest.mark.usefixtures("route_id")
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_paused_channel_says_nothing_and_old_keys_are_forgotten(timer, school):
    timer.said(at(8, 45))
    with school.writing() as session:
        session.query(ReminderChannel).one().paused_at = at(9)
    assert timer.said(at(8, 45, FRIDAY + timedelta(days=1))) == []
    timer.said(at(8, 45, FRIDAY + timedelta(days=61)))
    with school.reading() as session:
        assert session.query(ReminderSent).count() == 0


def test_a_digest_speaks_the_channels_language_and_leads_to_the_desk() -> None:
    message = digest([], "en", "School\nOne", "https://rounds.school.cn", at(8))
    assert message.subject == "[校园巡检 Campus Rounds] School One 11-20 08:00"
    assert message.lines == ("See https://rounds.school.cn/desk/",)
