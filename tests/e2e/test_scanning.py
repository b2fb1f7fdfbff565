"""Scanning with the camera, which plays a film of printed labels."""

from __future__ import annotations

import io
from pathlib import Path

import qrcode
from PIL import Image
from playwright.sync_api import expect

from qr_labels import A4_3X8, LabelSpec, write_sheet_pdf
from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo
from tests.e2e.film import make_film, printed_labels
from tests.e2e.phone_app import PhoneApp

FOREIGN = "https://example.com/item/4711"


def label_pictures(specs: list[LabelSpec]) -> list[Image.Image]:
    pdf = io.BytesIO()
    write_sheet_pdf(specs, A4_3X8, pdf)
    return printed_labels(pdf.getvalue(), A4_3X8.name, len(specs))


def foreign_picture() -> Image.Image:
    """A sticker of another system."""
    picture: Image.Image = qrcode.make(FOREIGN).get_image()
    return picture.convert("RGB")


def arrive_at_scanning(app: PhoneApp, demo: Demo, film: Path) -> None:
    app.browser.camera = Camera(film=film)
    app.browser.start()
    app.arrive("patrol", demo.password("patrol"))
    app.tap("home.scan")


def test_one_label_after_the_other_is_answered(phone: Browser, demo: Demo, tmp_path: Path) -> None:
    things = demo.things(3)
    specs = [LabelSpec(t.code, demo.server.origin, t.name) for t in things]
    app = PhoneApp(phone)
    arrive_at_scanning(app, demo, make_film(label_pictures(specs), tmp_path / "labels.mjpeg"))
    seen = set()
    while len(seen) < len(things):
        expect(app.card).to_be_visible()
        seen.add(app.card.get_attribute("data-asset"))
        app.answer_ok()
        expect(app.card).to_have_count(0)
    assert seen == {thing.id for thing in things}
    app.await_all_sent()


def test_a_foreign_code_is_said_to_be_so_and_kept_without_network(
    phone: Browser, demo: Demo, tmp_path: Path
) -> None:
    app = PhoneApp(phone)
    arrive_at_scanning(app, demo, make_film([foreign_picture()], tmp_path / "foreign.mjpeg"))
    expect(app.sheet.get_by_text(app.say("unknown.foreign"))).to_be_visible()
    expect(app.sheet.get_by_text(app.say("unknown.content", text=FOREIGN))).to_be_visible()
    demo.server.kill()
    app.tap("unknown.keep")
    app.tap("record.save", app.sheet)
    app.await_waiting(1)
    demo.server.start()
    app.open("/app/waiting")
    app.await_all_sent()
    kept = demo.database.rows("SELECT how FROM kept_code WHERE text = ?", FOREIGN)
    assert kept == [("camera",)]
