"""A school at night: a server and a phone whose clocks a test moves, and a route to walk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext

from server.domain.route import Stop
from server.domain.school_day import SCHOOL_ZONE, school_day
from server.records.database import writing_to
from server.services.labels import issue_labels
from tests.e2e.routes import demo_address, lay_route
from tests.e2e.server_process import ServerProcess

ROUTE = "7d0f0f8e-5a43-4a53-9a49-6a4f3a1c0c01"


@dataclass
class Night:
    """``shift_file`` says how far the server's clock is ahead of the machine's, in seconds."""

    server: ServerProcess
    shift_file: Path
    day: date

    @classmethod
    def begin(cls, folder: Path, at: time) -> Night:
        """Start a demo school whose clock shows ``at`` (UTC+8) of today."""
        real = datetime.now(UTC)
        day = school_day(real)
        shift_file = folder / "shift"
        shift = datetime.combine(day, at, SCHOOL_ZONE) - real
        shift_file.write_text(str(shift.total_seconds()), "utf-8")
        server = ServerProcess(folder / "data")
        server.program = ("-m", "tests.e2e.shifted_server", str(shift_file))
        server.start()
        return cls(server, shift_file, day)

    @property
    def now(self) -> datetime:
        """By the server's clock."""
        return datetime.now(UTC) + timedelta(seconds=float(self.shift_file.read_text("utf-8")))

    def show_to(self, context: BrowserContext) -> None:
        """The phone's clock goes with the server's from here on."""
        context.clock.install(time=self.now)

    def pass_by(self, context: BrowserContext, span: timedelta) -> None:
        """So much time goes by at the server and on the phone."""
        shift = float(self.shift_file.read_text("utf-8")) + span.total_seconds()
        self.shift_file.write_text(str(shift), "utf-8")
        context.clock.fast_forward(int(span.total_seconds() * 1000))

    def lay_route(self, name: str, stops: Sequence[Stop]) -> None:
        """``ROUTE``, due every night."""
        lay_route(self._database, ROUTE, name, stops, self.now, self.day)

    def label_door(self, place_id: str) -> str:
        """Have a label for the door of a room; its code."""
        with writing_to(self._database) as session:
            return issue_labels(session, self.now, place_ids=[place_id])[place_id]

    @property
    def _database(self) -> str:
        return demo_address(self.server.data_dir)
