"""What stands around every page: sign-in, the demo bar, the language, who may see what."""

from dataclasses import replace

import pytest

from server.app import create_app
from server.pages.desk.frame import MENU
from server.records import School
from server.web.database import db
from tests.factories.people import password_of

PAGES = [
    "/desk",
    "/desk/",
    "/desk/places",
    "/desk/places/new",
    "/desk/assets",
    "/desk/assets/new",
    "/desk/labels",
    "/desk/records",
    "/desk/rounds",
    "/desk/rounds/month",
    "/desk/rounds/waiting",
    "/desk/findings",
    "/desk/extinguishers",
    "/desk/routes",
    "/desk/routes/new",
    "/desk/checklists",
    "/desk/calendar",
    "/desk/reminders",
    "/desk/reminders/new?kind=smtp",
    "/desk/people",
    "/desk/people/new",
    "/desk/devices",
    "/desk/held",
    "/desk/imports",
    "/desk/backups",
]
SEEN_BY_LEADERS = {
    "/desk",
    "/desk/",
    "/desk/places",
    "/desk/assets",
    "/desk/records",
    "/desk/rounds",
    "/desk/rounds/month",
    "/desk/rounds/waiting",
    "/desk/findings",
    "/desk/extinguishers",
}


def sign_in(client, login, following=""):
    form = {"login": login, "password": password_of(login), "next": following}
    return client.post("/desk/sign-in", data=form)


pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_administrator_sees_every_page_of_an_empty_school(school, language):
    client = school.client("ada")
    client.set_cookie("cr_language", language)
    assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)


def test_every_item_of_the_menu_leads_to_a_page(school):
    client = school.client("ada")
    items = [item.href for section in MENU for item in section.items]
    assert {href: client.get(href).status_code for href in items} == dict.fromkeys(items, 200)


def test_a_leader_sees_the_register_and_the_records_only(school):
    client = school.client("pei")
    seen = {page for page in PAGES if client.get(page).status_code == 200}
    assert seen == SEEN_BY_LEADERS
    assert {client.get(page).status_code for page in PAGES if page not in seen} == {403}


def test_who_does_not_work_at_the_desk_comes_to_their_findings(school):
    for login in ("ines", "tang", "rui"):
        client = school.client(login)
        assert client.get("/desk/").location == "/desk/findings"
        page = client.get("/desk/findings").text
        assert 'href="/desk/findings"' in page and 'href="/desk/assets"' not in page


def test_a_patroller_is_told_that_the_register_is_not_for_them(school):
    answer = school.client("ines").get("/desk/assets")
    assert answer.status_code == 403
    assert "您的账号没有这项权限" in answer.text


def test_a_page_asked_for_without_a_session_is_reached_after_signing_in(school):
    client = school.client()
    to_form = client.get("/desk/assets?q=kz")
    assert to_form.location == "/desk/sign-in?next=%2Fdesk%2Fassets%3Fq%3Dkz"
    assert 'value="/desk/assets?q=kz"' in client.get(to_form.location).text
    assert sign_in(client, "ada", "/desk/assets?q=kz").location == "/desk/assets?q=kz"
    assert client.get("/desk/assets?q=kz").status_code == 200


def test_a_part_of_a_page_takes_the_whole_page_to_the_sign_in(school):
    answer = school.client().get("/desk/assets", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/desk/sign-in?next=")


def test_signing_in_never_leads_to_another_server(school):
    client = school.client()
    foreign = ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "")
    assert {sign_in(client, "ada", address).location for address in foreign} == {"/desk/"}


def test_a_wrong_password_keeps_the_login_that_was_typed(school):
    answer = school.client().post("/desk/sign-in", data={"login": "ada", "password": "x"})
    assert answer.status_code == 401
    assert 'value="ada"' in answer.text and "账号或密码不对" in answer.text


def test_signing_out_ends_the_session(school):
    client = school.client("ada")
    assert client.post("/desk/sign-out").location == "/"
    assert client.get("/desk/").status_code == 302


def test_the_language_is_kept_and_the_page_stays(school):
    client = school.client("ada")
    answer = client.post("/language", data={"language": "en", "next": "/desk/assets?q=kz"})
    assert answer.location == "/desk/assets?q=kz"
    assert '<html lang="en">' in client.get("/desk/assets").text


def test_the_first_page_offers_phone_and_desk(school):
    page = school.client().get("/").text
    assert 'href="/app/"' in page and 'href="/desk/"' in page


def test_a_demo_wears_its_bar_on_every_page_and_another_school_does_not(school):
    client = school.client("ada")
    assert 'class="demo"' not in client.get("/desk/assets").text
    with school.writing() as session:
        session.query(School).one().is_demo = True
    for page in PAGES:
        assert 'class="demo"' in client.get(page).text
    assert "/desk/begin-school" not in client.get("/desk/").text


def test_an_empty_school_is_told_what_to_do_next(school):
    page = school.client("ada").get("/desk/").text
    assert "接下来这样做" in page and "/desk/imports" in page


def begin_form(**changed):
    return {
        "school": "新学校",
        "term": "2026秋",
        "starts_on": "2026-09-01",
        "ends_on": "2027-01-20",
        "login": "lin",
        "name": "林老师",
        "password": " long enough ",
    } | changed


@pytest.fixture
def host(school):
    """A demo's host: what it was asked to begin, and a browser signed in at the demo."""
    app = create_app(replace(school.settings, may_begin_school=True))
    begun = []
    app.config["BEGIN_SCHOOL"] = lambda *given: begun.append(given)
    client = app.test_client()
    sign_in(client, "ada")
    yield begun, client
    with app.app_context():
        db.engine.dispose()


def test_a_school_of_ones_own_is_begun_through_the_host(host):
    begun, client = host
    assert client.get("/desk/begin-school").status_code == 200
    no_such_day = client.post("/desk/begin-school", data=begin_form(ends_on="2026-13-01"))
    assert no_such_day.status_code == 422 and "最后一天" in no_such_day.text
    assert client.post("/desk/begin-school", data=begin_form()).location == "/desk/sign-in"
    [(name, term, administrator)] = begun
    assert (name, term.name, administrator.password) == ("新学校", "2026秋", " long enough ")


def test_where_no_school_may_be_begun_there_is_no_form(school):
    client = school.client("ada")
    assert client.get("/desk/begin-school").status_code == 404
    assert client.post("/desk/begin-school", data=begin_form()).status_code == 404
