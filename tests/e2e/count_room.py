"""A classroom of the demo that two teachers count, and what each does on a phone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Locator, expect
from sqlalchemy import select

from qr_labels import A4_3X8, LabelSpec, write_sheet_pdf
from server.records import Person
from server.records.database import writing_to
from server.services.count_sheets_steps import choose_counters
from server.services.people import set_password
from tests.e2e.demo import Demo, Thing
from tests.e2e.faults.records import until
from tests.e2e.film import make_film, printed_labels
from tests.e2e.phone_app import PhoneApp
from tests.e2e.routes import demo_address

_PASSWORD = "a-teachers-password"
_FILM_MS = 60_000


@dataclass(frozen=True)
class CountRoom:
    """A room of the demo's open stocktake, by its name."""

    demo: Demo
    name: str

    @cached_property
    def ids(self) -> tuple[str, str, str]:
        """Of its stocktake, its sheet and the place."""
        [found] = self.demo.database.rows(
            "SELECT stocktake_id, count_sheet.id, place.id FROM count_sheet"
            " JOIN place ON place.id = count_sheet.place_id WHERE place.name = ?",
            self.name,
        )
        return found

    @property
    def sheet(self) -> str:
        return self.ids[1]

    @property
    def desk_address(self) -> str:
        return f"/desk/stocktakes/{self.ids[0]}/sheets/{self.sheet}"

    def things(self, kind: str) -> list[Thing]:
        """Its labelled things of a kind."""
        rows = self.demo.database.rows(
            "SELECT asset.id, asset.name, label.code FROM asset JOIN label"
            " ON label.asset_id = asset.id WHERE asset.place_id = ? AND asset.kind_id = ?"
            " ORDER BY asset.id",
            self.ids[2],
            kind,
        )
        return [Thing(*row) for row in rows]

    def give_to(self, *logins: str) -> None:
        """These count it; each of them can sign in with ``password``."""
        with writing_to(demo_address(self.demo.server.data_dir)) as session:
            people = session.scalars(select(Person).where(Person.login.in_(logins))).all()
            for person in people:
                set_password(session, person.id, self.password(person.login))
            chosen = [person.id for person in people]
            choose_counters(session, self.sheet, chosen, datetime.now(UTC))

    def password(self, login: str) -> str:
        """That of the demo, where it has told one."""
        return self.demo.server.passwords().get(login, _PASSWORD)

    def signatures(self) -> int:
        query = "SELECT count(*) FROM sheet_signature WHERE sheet_id = ?"
        return int(self.demo.database.rows(query, self.sheet)[0][0])

    def film_of(self, things: list[Thing], path: Path) -> Path:
        """What a camera sees that goes from label to label."""
        pdf = io.BytesIO()
        specs = [LabelSpec(one.code, self.demo.server.origin, one.name) for one in things]
        write_sheet_pdf(specs, A4_3X8, pdf)
        pictures = printed_labels(pdf.getvalue(), A4_3X8.name, len(specs))
        return make_film(pictures, path, label_seconds=1.0, blank_seconds=0.3)


class Counter:
    """One person with a phone in that room."""

    def __init__(self, app: PhoneApp, room: CountRoom) -> None:
        self.app = app
        self.room = room

    def open(self) -> None:
        """From the first screen, as one does it."""
        self.app.open()
        self.app.page.locator("[data-sheets]").click()
        self.app.page.locator(f"[data-sheet='{self.room.sheet}']").click()
        expect(self.app.heading(self.room.name)).to_be_visible()

    def group(self, name: str) -> Locator:
        return self.app.page.locator(f"[data-group*='|{name}|']")

    def piece(self, thing: Thing) -> Locator:
        return self.app.page.locator(f"[data-piece='{thing.id}']")

    def count_all(self, name: str) -> None:
        """As many as there should be, all of them good: one tap."""
        self.group(name).click()
        self.app.sheet.locator("button.button-ok").click()
        self._await_closed()

    def count(self, name: str, good: int) -> None:
        self.group(name).click()
        self.app.labelled("stocktake.good").fill(str(good))
        self.app.tap("record.save", self.app.sheet)
        self._await_closed()

    def begin_scanning(self) -> None:
        self.app.tap("home.scan")
        expect(self.app.button("stocktake.toList")).to_be_visible()

    def end_scanning(self) -> None:
        self.app.tap("stocktake.toList")
        expect(self.app.button("stocktake.review")).to_be_visible()

    def type_found(self, thing: Thing) -> None:
        """On the scanning screen, by the code under its label."""
        self.app.type_code(thing.code)
        expect(self.app.page.locator(f"[data-last='{thing.id}']")).to_be_visible()

    def await_stranger(self, place: str) -> None:
        """The camera meets a thing of another room, which is here."""
        stands = self.app.button("stocktake.stands")
        expect(stands).to_be_visible(timeout=_FILM_MS)
        expect(self.app.sheet).to_contain_text(place)
        stands.click()
        self._await_closed()

    def bind(self, code: str, thing: Thing) -> None:
        """A label that was blank until now goes onto a thing of this room."""
        self.app.type_code(code)
        self.app.tap("stocktake.bind")
        self.app.sheet.locator(f"[data-piece='{thing.id}']").click()
        self.app.tap("labels.stuck")
        self._await_closed()

    def find(self, thing: Thing) -> None:
        """Without its label, in the list of the room."""
        self.piece(thing).click()
        self.app.tap("stocktake.isHere", self.app.sheet)
        self._await_closed()

    def report_damage(self, thing: Thing, words: str) -> None:
        self.piece(thing).click()
        self.app.tap("stocktake.hasDamage", self.app.sheet)
        self.app.labelled("condition.usable").check()
        self.app.labelled("record.words").fill(words)
        self.app.tap("record.save", self.app.sheet)
        self._await_closed()

    def begin_signing(self) -> list[str]:
        """What does not agree, by its key."""
        self.app.tap("stocktake.review")
        expect(self.app.button("stocktake.sign")).to_be_visible()
        return list(self._discrepancies())

    def explain(self, key: str, cause: str) -> None:
        told = self.app.page.locator(f"[data-discrepancy='{key}']")
        told.get_by_label(self.app.say(f"stocktake.cause.{cause}"), exact=True).check()

    def sign(self) -> None:
        """With a network; ends when the server has it."""
        before = self.room.signatures()
        draw(self.app.page.locator(".signature canvas"))
        self.app.tap("stocktake.sign")
        until(self.app, lambda: self.room.signatures() == before + 1)
        self.app.await_all_sent()

    def send(self) -> None:
        self.app.go_online()
        self.app.send_now()
        self.app.await_all_sent()

    def _discrepancies(self) -> Iterator[str]:
        for one in self.app.page.locator("[data-discrepancy]").all():
            yield str(one.get_attribute("data-discrepancy"))

    def _await_closed(self) -> None:
        expect(self.app.page.locator("dialog[open]")).to_have_count(0)


def draw(pad: Locator) -> None:
    """A name, with a finger on the field for it."""
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    mouse = pad.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 60)
    mouse.down()
    for step in range(40):
        mouse.move(box["x"] + 30 + step * 6, box["y"] + 60 + step % 10 * 7)
    mouse.up()
