"""Scanning with the camera, which plays a film of printed labels."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from playwright.sync_api import expect

from qr_labels import A4_3X8, LabelSpec, write_sheet_pdf
from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo
from tests.e2e.film import make_film, printed_labels
from tests.e2e.phone_app import PhoneApp


def film_of(specs: list[LabelSpec], path: Path) -> Path:
    pdf = io.BytesIO()
    write_sheet_pdf(specs, A4_3X8, pdf)
    return make_film(printed_labels(pdf.getvalue(), A4_3X8.name, len(specs)), path)


@pytest.fixture
def app(phone: Browser) -> PhoneApp:
    return PhoneApp(phone)


def test_one_label_after_the_other_is_answered(app: PhoneApp, demo: Demo, tmp_path: Path) -> None:
    things = demo.things(3)
    specs = [LabelSpec(t.code, demo.server.origin, t.name) for t in things]
    app.browser.camera = Camera(film=film_of(specs, tmp_path / "labels.mjpeg"))
    app.browser.start()
    app.arrive("patrol", demo.password("patrol"))
    app.tap("home.scan")
    seen = set()
    while len(seen) < 3:
        expect(app.card).to_be_visible()
        seen.add(app.card.get_attribute("data-asset"))
        app.answer_ok()
        expect(app.card).to_have_count(0)
    assert seen == {thing.id for thing in things}
    app.await_all_sent()
