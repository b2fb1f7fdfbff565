"""The command ``remind`` as processes of its own: two at once, and one that dies in the middle."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from server.domain.school_day import SCHOOL_ZONE, school_day
from server.records import ReminderChannel, Route, RouteVersion
from server.web.clock import now
from tests.e2e.server_process import ServerProcess
from tests.factories.facts import add_assets
from tests.factories.robots import Robots, robots
from tests.factories.rounds import DAILY, add_route, stop
from tests.functional.conftest import SchoolUnderTest

_PATIENCE_SECONDS = 30


@pytest.fixture
def robot() -> Iterator[Robots]:
    with robots() as served:
        yield served
        served.go_on.set()


@pytest.fixture
def installation(school: SchoolUnderTest, robot: Robots) -> ServerProcess:
    """Of a school whose round ends in ten minutes, whatever the hour is."""
    begin = now().astimezone(SCHOOL_ZONE) - timedelta(hours=1)
    _due(school, begin, begin + timedelta(minutes=70))
    with school.writing() as session:
        target = robot.address("wecom")
        session.add(ReminderChannel(kind="wecom", name="群", target=target, options={}))
    settings = {"CAMPUS_REMINDER_HOSTS": robot.host}
    if not school.settings.database_url.startswith("sqlite"):
        settings["CAMPUS_DATABASE_URL"] = school.settings.database_url
    return ServerProcess(school.settings.school_dir.parent, settings=settings)


def _due(school: SchoolUnderTest, start: datetime, end: datetime) -> None:
    slot = {"key": "1", "name": "这一班", "start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
    schedule = DAILY | {"slots": [slot | {"grace": 60}]}
    add_route(school, stop(*add_assets(school)), valid_from=school_day(start))
    with school.writing() as session:
        session.query(Route).one().schedule = schedule
        session.query(RouteVersion).one().schedule = schedule


def begun(installation: ServerProcess) -> subprocess.Popen[Any]:
    """The command, still running."""
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, *installation.program, "remind"], env=installation.environment()
    )


def await_texts(robot: Robots, count: int) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while len(robot.texts) < count:
        assert time.monotonic() < deadline, robot.texts
        time.sleep(0.02)


def test_two_commands_at_once_say_everything_once(installation, robot):
    commands = [begun(installation) for _ in range(2)]
    assert [command.wait(_PATIENCE_SECONDS) for command in commands] == [0, 0]
    installation.run("remind")
    [text] = robot.texts
    assert text.count("一号楼 这一班 快到时间了") == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_command_that_dies_in_the_middle_leaves_nothing_to_be_said_twice(installation, robot):
    robot.behave = "stall"
    command = begun(installation)
    await_texts(robot, 1)
    command.kill()
    command.wait()
    robot.behave = "well"
    assert installation.run("remind") == ""
    assert len(robot.texts) == 1
