"""Scanning with the camera, which plays a film of printed labels."""

from __future__ import annotations

import io
from pathlib import Path

import qrcode
from PIL import Image
from playwright.sync_api import expect

from qr_labels import A4_3X8, LabelSpec, group_code, write_sheet_pdf
from tests.e2e.browser import Browser, Camera
from tests.e2e.demo import Demo, Thing
from tests.e2e.film import make_film, printed_labels
from tests.e2e.phone_app import PhoneApp

FOREIGN = "https://example.com/item/4711"
# What systems do to a camera. No page of a headless browser is ever hidden, so that it is told so.
HIDE = """() => {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
SHOW = """() => {
  delete document.hidden;
  document.dispatchEvent(new Event('visibilitychange'));
}"""
END_TRACK = """() => {
  const [track] = document.querySelector('.scan video').srcObject.getVideoTracks();
  track.stop();
  track.dispatchEvent(new Event('ended'));
}"""
END_TRACK_SILENTLY = """() =>
  document.querySelector('.scan video').srcObject.getVideoTracks()[0].stop()"""
PAUSE = "() => document.querySelector('.scan video').pause()"
PLAYING = """() => {
  const video = document.querySelector('.scan video');
  return video.srcObject?.getVideoTracks()[0]?.readyState === 'live' && !video.paused;
}"""
# The keys of a scanner that acts as a keyboard; an input method has taken all of them.
TYPE_AS_SCANNER = """(text) => {
  const codeOf = (sign) => ({ '/': 'Slash', '.': 'Period', '-': 'Minus', ':': 'Semicolon' })[sign]
    ?? (/[0-9]/.test(sign) ? `Digit${sign}` : `Key${sign}`);
  for (const code of [...[...text].map(codeOf), 'Enter']) {
    const key = { key: 'Process', code, shiftKey: code === 'Semicolon' };
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true }));
  }
}"""


def label_pictures(specs: list[LabelSpec]) -> list[Image.Image]:
    pdf = io.BytesIO()
    write_sheet_pdf(specs, A4_3X8, pdf)
    return printed_labels(pdf.getvalue(), A4_3X8.name, len(specs))


def labels_of(things: list[Thing], demo: Demo) -> list[Image.Image]:
    return label_pictures([LabelSpec(t.code, demo.server.origin, t.name) for t in things])


def one_above_the_other(pictures: list[Image.Image]) -> Image.Image:
    """Two labels as they hang on things that stand together."""
    width = max(picture.width for picture in pictures)
    sheet = Image.new("RGB", (width, sum(picture.height for picture in pictures)))
    for n, picture in enumerate(pictures):
        sheet.paste(picture, (0, n * pictures[0].height))
    return sheet


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
    app = PhoneApp(phone)
    arrive_at_scanning(app, demo, make_film(labels_of(things, demo), tmp_path / "labels.mjpeg"))
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


def test_whatever_the_system_does_to_the_camera_it_reads_again(
    phone: Browser, demo: Demo, tmp_path: Path
) -> None:
    labels = labels_of(demo.things(3), demo)
    film = make_film(labels, tmp_path / "quick.mjpeg", label_seconds=0.8, blank_seconds=0.2)
    app = PhoneApp(phone)
    arrive_at_scanning(app, demo, film)
    for trouble in ([HIDE, SHOW], [END_TRACK], [END_TRACK_SILENTLY], [PAUSE]):
        expect(app.card).to_be_visible()
        app.answer_ok()
        expect(app.card).to_have_count(0)
        for step in trouble:
            app.page.evaluate(step)
            if step == HIDE:
                given_back = "() => document.querySelector('.scan video').srcObject === null"
                assert app.page.evaluate(given_back)
        app.page.wait_for_function(PLAYING)
    expect(app.card).to_be_visible()


def test_of_two_labels_in_view_the_person_says_which_and_a_keyboard_scanner_opens_one(
    phone: Browser, demo: Demo, tmp_path: Path
) -> None:
    one, other, third = demo.things(3)
    pair = one_above_the_other(labels_of([one, other], demo))
    app = PhoneApp(phone)
    arrive_at_scanning(app, demo, make_film([pair], tmp_path / "pair.mjpeg", blank_seconds=0))
    expect(app.heading(app.say("which.title"))).to_be_visible()
    app.sheet.get_by_role("button", name=group_code(other.code)).click()
    expect(app.card).to_have_attribute("data-asset", other.id)
    app.answer_ok()
    # The other one hangs there still.
    expect(app.card).to_have_attribute("data-asset", one.id)
    app.open()
    expect(app.button("home.scan")).to_be_visible()
    app.page.evaluate(TYPE_AS_SCANNER, f"HTTPS://ANY-SCHOOL.CN/Q/{third.code}")
    expect(app.card).to_have_attribute("data-asset", third.id)
