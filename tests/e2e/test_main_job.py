"""The main job, end to end: ledger in, labels out, a round without network, synced, seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import violations
from tests.e2e.browser import Camera
from tests.e2e.conftest import NewBrowser
from tests.e2e.desk import Account, Desk
from tests.e2e.film import make_film, printed_labels
from tests.e2e.phone_app import PhoneApp
from tests.e2e.school_file import SchoolFile
from tests.e2e.server_process import ServerProcess

LEDGER = Path(__file__).parents[1] / "data" / "ledgers" / "ledger_school_2025.xlsx"
ADA = Account("管理员 艾达", "ada", "a long password 1")
INES = Account("巡查员 殷师傅", "ines", "a long password 2")
SCHOOL = "试验中学"
BUILDING = "教学楼A"
SCANNED = 5


@dataclass(frozen=True)
class Round:
    """What the person with the phone did. ``abnormal`` is among ``asset_ids``, so is the other."""

    asset_ids: list[str]
    abnormal: str
    withdrawn: str
    photo_hashes: set[str]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path / "data")
    process.start()
    yield process
    process.stop()


def prepare_school(desk: Desk, demo_password: str) -> bytes:
    """From the demo to a school of one's own with a ledger, a patrol and printed labels."""
    desk.browser.start()
    desk.open()
    desk.sign_in("admin", demo_password)
    desk.begin_school(SCHOOL, ADA)
    desk.sign_in(ADA.login, ADA.password)
    desk.check_ledger(LEDGER)
    desk.confirm_import()
    assert violations(desk.page) == []
    desk.add_person(INES, "role.patrol")
    return desk.print_place(BUILDING)


def walk_round(app: PhoneApp) -> Round:
    """Scan until five things are answered: the first is broken, the last was a mistake."""
    app.open()
    app.tap("home.scan")
    answered: list[str] = []
    while len(answered) < SCANNED:
        expect(app.card).to_be_visible(timeout=30_000)
        asset_id = str(app.card.get_attribute("data-asset"))
        if asset_id in answered:
            app.leave_thing()
        else:
            app.answer_broken() if not answered else app.answer_ok()
            answered.append(asset_id)
        expect(app.card).to_have_count(0)
    app.withdraw_last()
    return Round(answered, answered[0], answered[-1], app.photo_hashes())


def assert_all_arrived_once(database: SchoolFile, data_dir: Path, done: Round) -> None:
    """In the database and on the disk."""
    rows = database.rows(
        "SELECT asset_id, result, condition, withdrawn_by IS NOT NULL FROM inspection ORDER BY seq"
    )
    answers = {asset: (asset, "ok", "intact", 0) for asset in done.asset_ids}
    answers[done.abnormal] = (done.abnormal, "abnormal", "unusable", 0)
    answers[done.withdrawn] = (done.withdrawn, "ok", "intact", 1)
    assert rows == [answers[asset] for asset in done.asset_ids]
    assert database.rows("SELECT count(*) FROM fact") == [(SCANNED + 1,)]
    assert database.rows("SELECT unsent, contiguous_seq FROM device WHERE announced_seq > 0") == [
        (0, SCANNED + 1)
    ]
    photos = database.rows("SELECT sha256, stored_sha256 FROM stored_photo")
    assert {upload for upload, _ in photos} == done.photo_hashes
    for _, stored in photos:
        file = data_dir / "school" / "photos" / stored[:2] / f"{stored}.jpg"
        assert hashlib.sha256(file.read_bytes()).hexdigest() == stored


def assert_latest_conditions(database: SchoolFile, done: Round) -> None:
    marks = ", ".join("?" for _ in done.asset_ids)
    latest = dict(
        database.rows(
            f"SELECT id, last_condition FROM asset WHERE id IN ({marks})",  # noqa: S608 - marks only
            *done.asset_ids,
        )
    )
    wanted = dict.fromkeys(done.asset_ids, "intact")
    assert latest == wanted | {done.abnormal: "unusable", done.withdrawn: None}


def look_at_desk(desk: Desk, done: Round) -> None:
    """All records and both photos once, the mistake struck through, the latest condition right."""
    desk.open("/desk/records")
    expect(desk.page.locator("article.record")).to_have_count(SCANNED)
    expect(desk.page.locator("article.record.withdrawn")).to_have_count(1)
    expect(desk.page.locator("article.record.withdrawn")).to_contain_text(
        desk.say("desk.record.withdrawn")
    )
    photos = desk.page.locator("article.record img")
    expect(photos).to_have_count(2)
    for photo in photos.all():
        photo.scroll_into_view_if_needed()
        expect(photo).to_have_js_property("complete", True)
        assert photo.evaluate("(image) => image.naturalWidth") > 0
    desk.open(f"/desk/assets/{done.abnormal}")
    expect(desk.heading(desk.say("condition.unusable"))).to_be_visible()
    desk.open(f"/desk/assets/{done.withdrawn}")
    expect(desk.heading(desk.say("condition.never"))).to_be_visible()


def test_the_main_job_from_ledger_to_desk(
    server: ServerProcess, new_browser: NewBrowser, tmp_path: Path
) -> None:
    desk = Desk(new_browser(server.origin, "desk", phone=False))
    pdf = prepare_school(desk, server.passwords()["admin"])
    labels = printed_labels(pdf, "a4-3x8", SCANNED)
    film = make_film(labels, tmp_path / "labels.mjpeg")

    app = PhoneApp(new_browser(server.origin, "phone"))
    app.browser.camera = Camera(film=film)
    app.browser.start()
    app.arrive(INES.login, INES.password)
    app.browser.settle()

    server.kill()
    app.browser.kill()
    app.browser.start()
    app.go_offline()
    done = walk_round(app)
    app.open()
    app.await_waiting(SCANNED + 1)
    assert len(done.photo_hashes) == 2

    server.start()
    app.go_online()
    app.await_all_sent()

    database = SchoolFile(server.data_dir, "school")
    assert_all_arrived_once(database, server.data_dir, done)
    assert_latest_conditions(database, done)
    proofs = database.rows("SELECT base_url FROM label_trial WHERE code IS NOT NULL")
    assert proofs == [(server.origin,)]
    look_at_desk(desk, done)
    english = Desk(new_browser(server.origin, "english", phone=False, language="en"), language="en")
    english.browser.start()
    english.open()
    english.sign_in(ADA.login, ADA.password)
    look_at_desk(english, done)
