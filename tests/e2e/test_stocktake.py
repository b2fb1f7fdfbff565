"""The term's count: two phones without network, the office, an online page, the paper."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from playwright.sync_api import expect

from qr_labels import issue_code
from tests.e2e.browser import Camera
from tests.e2e.conftest import NewBrowser
from tests.e2e.count_room import Counter, CountRoom, draw
from tests.e2e.demo import Demo
from tests.e2e.desk import Desk
from tests.e2e.phone_app import PhoneApp

_SEND_BACK = "饮水机在走廊，请再看看"
_DAMAGE = "柜门掉了"
_HELPER, _ONLINE = "zhouhong", "wangjianguo"
_TYPED = ("platform", "air_conditioner", "fan", "cabinet", "camera", "smoke_alarm")
_ONLINE_TOTAL = 131  # pieces of a classroom of the demo


class School:
    """``room`` is counted by two, ``other`` by nobody yet, ``third`` on the online page."""

    def __init__(self, demo: Demo) -> None:
        self.demo = demo
        self.room, self.other, self.third = (CountRoom(demo, f"教学楼10{n}") for n in (1, 4, 3))
        self.room.give_to("teacher", _HELPER)
        self.third.give_to(_ONLINE)
        self.stranger = self.other.things("desk")[0]
        [self.display] = self.room.things("display")
        [self.dispenser] = self.room.things("water_dispenser")
        [self.shelf] = self.room.things("bookshelf")
        [self.cabinet] = self.room.things("cabinet")
        self.held_before = self.held

    @property
    def held(self) -> list[tuple[int]]:
        """How many facts the server could not apply, of other tests too."""
        return self.demo.database.rows("SELECT count(*) FROM held_fact")

    @property
    def misplaced(self) -> str:
        return f"misplaced/{self.stranger.id}"


def test_a_room_counted_on_two_phones_is_signed_settled_with_the_office_and_on_paper(
    demo: Demo, new_browser: NewBrowser, tmp_path: Path
) -> None:
    school = School(demo)
    teacher, helper = arrive(school, new_browser, tmp_path)
    blank = issue_code()
    count_most(teacher, school)
    count_rest(helper, school, blank)
    helper.send()
    teacher.send()
    sign_first(teacher, school)
    desk = Desk(new_browser(demo.server.origin, "desk", phone=False))
    desk.browser.start()
    count_online(desk, school)
    send_back(desk, school)

    helper.app.go_offline()
    correct(teacher, school)
    helper.open()
    helper.report_damage(school.cabinet, _DAMAGE)
    helper.send()
    sign_again(teacher, school)
    countersign(desk, school)
    assert_kept(school, blank)
    assert_shown(desk, school)
    assert_printed(desk, school)


def arrive(school: School, new_browser: NewBrowser, folder: Path) -> tuple[Counter, Counter]:
    """Both have the school in the pocket, and no network from here on."""
    counters = []
    film = school.room.film_of([school.display, school.stranger], folder / "labels.mjpeg")
    for login, camera in (("teacher", Camera(film=film)), (_HELPER, Camera())):
        browser = new_browser(school.demo.server.origin, login)
        browser.camera = camera
        browser.start()
        app = PhoneApp(browser)
        app.arrive(login, school.room.password(login))
        app.go_offline()
        counters.append(Counter(app, school.room))
    return counters[0], counters[1]


def count_most(teacher: Counter, school: School) -> None:
    """Her camera sees the display, and a desk of the next room."""
    teacher.open()
    teacher.count_all("学生课桌")
    teacher.count("窗帘", 5)
    teacher.begin_scanning()
    teacher.await_stranger(school.other.name)
    teacher.end_scanning()
    expect(teacher.piece(school.display)).to_have_attribute("data-state", "found")
    expect(teacher.app.page.locator("[data-extra=misplaced]")).to_have_count(1)


def count_rest(helper: Counter, school: School, blank: str) -> None:
    """With the display once more; nobody looks for the water dispenser."""
    helper.open()
    helper.count_all("学生课椅")
    helper.count_all("教室灯具")
    helper.begin_scanning()
    for kind in _TYPED:
        for thing in school.room.things(kind):
            helper.type_found(thing)
    helper.type_found(school.display)
    helper.bind(blank, school.shelf)
    helper.end_scanning()


def sign_first(teacher: Counter, school: School) -> None:
    teacher.open()
    expect(teacher.group("学生课椅")).to_contain_text(teacher.app.say("stocktake.agrees"))
    found = teacher.begin_signing()
    missing = f"missing/{school.dispenser.id}"
    [short] = [key for key in found if key.startswith("quantity/")]
    assert sorted(found) == sorted([missing, school.misplaced, short])
    for key in (missing, school.misplaced):
        teacher.explain(key, "unknown")
    teacher.explain(short, "human")
    teacher.sign()


def count_online(desk: Desk, school: School) -> None:
    """A room by the page that needs no installing: one broken chair, then all by their number."""
    page = desk.page
    desk.open("/count/")
    desk.field("landing.login").fill(_ONLINE)
    desk.field("landing.password").fill(school.third.password(_ONLINE))
    desk.press("landing.sign_in")
    page.get_by_role("link", name=school.third.name).click()
    chairs = page.locator("section", has_text="学生课椅")
    chairs.get_by_label(desk.say("count.field.good")).fill("49")
    chairs.get_by_label(desk.say("count.field.damaged"), exact=True).fill("1")
    chairs.get_by_role("button", name=desk.say("count.save")).first.click()
    expect(chairs).to_contain_text(desk.say("count.damaged_n", n=1))
    page.locator("#total summary").click()
    desk.field("count.field.total").fill(str(_ONLINE_TOTAL))
    desk.press("count.all_agrees_save")
    desk.follow("count.to_review")
    page.get_by_label(desk.say("count.cause.human"), exact=True).check()
    draw(page.locator("[data-signing] canvas"))
    desk.press("count.sign")
    expect(page.get_by_text(desk.say("count.state.signed"), exact=True)).to_be_visible()
    page.context.clear_cookies()


def send_back(desk: Desk, school: School) -> None:
    desk.open()
    desk.sign_in("admin", school.demo.password("admin"))
    desk.open(school.room.desk_address)
    desk.page.get_by_text(desk.say("desk.sheet.send_back"), exact=True).click()
    desk.page.locator("#words-return").fill(_SEND_BACK)
    desk.press("desk.sheet.send_back_do")
    expect(desk.page.get_by_role("status")).to_have_text(desk.say("desk.sheet.sent_back_now"))


def correct(teacher: Counter, school: School) -> None:
    """She reads why, finds what was missing and signs; the helper's phone is silent meanwhile."""
    teacher.send()
    teacher.open()
    expect(teacher.app.page.locator(".returned")).to_have_text(_SEND_BACK)
    teacher.find(school.dispenser)
    assert school.misplaced in teacher.begin_signing()
    teacher.sign()


def sign_again(teacher: Counter, school: School) -> None:
    """What the helper said meanwhile comes back to her."""
    teacher.send()
    teacher.open()
    told = teacher.app.say("stocktake.conflict")
    expect(teacher.app.page.get_by_text(told)).to_be_visible()
    damaged = f"damaged/{school.cabinet.id}"
    assert damaged in teacher.begin_signing()
    teacher.explain(damaged, "natural")
    teacher.sign()


def countersign(desk: Desk, school: School) -> None:
    desk.open(school.room.desk_address)
    for words in (_DAMAGE, school.stranger.name):
        expect(desk.page.locator("main")).to_contain_text(words)
    desk.press("desk.sheet.countersign_do", name=school.demo.name_of("admin"))
    expect(desk.page.get_by_role("status")).to_have_text(desk.say("desk.sheet.countersigned_now"))


def assert_kept(school: School, blank: str) -> None:
    """At the server: every thing once, nothing held, no thing moved by itself."""
    rows = school.demo.database.rows
    sheet, place = school.room.sheet, school.other.ids[2]
    assert rows("SELECT asset_id FROM label WHERE code = ?", blank) == [(school.shelf.id,)]
    assert rows("SELECT place_id FROM asset WHERE id = ?", school.stranger.id) == [(place,)]
    assert school.held == school.held_before
    kinds = rows("SELECT kind, quantity, cause FROM discrepancy WHERE sheet_id = ?", sheet)
    assert sorted(kinds) == [
        ("damaged", 1, "natural"),
        ("misplaced", 1, "unknown"),
        ("quantity", -1, "human"),
    ]
    stands = "SELECT expected, seen FROM count_sheet WHERE id = ?"
    assert rows(stands, sheet) == [(_ONLINE_TOTAL, _ONLINE_TOTAL - 1)]
    assert rows(stands, school.third.sheet) == [(_ONLINE_TOTAL, _ONLINE_TOTAL)]


def assert_shown(desk: Desk, school: School) -> None:
    """On the board of rooms."""
    desk.open(f"/desk/stocktakes/{school.room.ids[0]}")
    for room, state in (
        (school.room, "countersigned"),
        (school.other, "not_started"),
        (school.third, "signed"),
    ):
        row = desk.page.locator("li", has_text=room.name)
        expect(row).to_contain_text(desk.say(f"desk.sheet.state.{state}"))


def assert_printed(desk: Desk, school: School) -> None:
    """财产清查表 of the room: numbers, what does not agree with its cause, names and page."""
    base = f"/desk/stocktakes/{school.room.ids[0]}/papers/file"
    address = f"{base}?form=count_sheet&sheet_id={school.room.sheet}&as=pdf"
    answer = desk.browser.context.request.get(desk.browser.origin + address)
    assert answer.headers["content-type"] == "application/pdf"
    document = pypdfium2.PdfDocument(io.BytesIO(answer.body()))
    text = "".join("".join(page.get_textpage().get_text_range().split()) for page in document)
    name = school.demo.name_of
    told = ["财产清查表", school.room.name, "清查基准日", name("teacher"), name("admin")]
    told += ["窗帘 遮光 幅 6 5", "学生课桌 升降式 600×400 张 50 50", "错位", _DAMAGE]
    told += ["-1 人为", "坏1 自然", "第2页，共2页"]
    assert [one for one in told if "".join(one.split()) not in text] == [], text
