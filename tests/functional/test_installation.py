"""The demo on the first start, a school of its own later, the demo left as it was."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections import Counter
from datetime import date

import pytest
from sqlalchemy import func, select

from server.domain.access import Role
from server.domain.problems import PasswordTooShort, SchoolExists, TermDatesReversed
from server.installation import Installation
from server.records import Asset, AssetKind, Place
from server.services.school import NewAdministrator, NewTerm
from server.web.database import db

TERM = NewTerm("2026-2027 上", date(2026, 9, 1), date(2027, 1, 22))
BOSS = NewAdministrator("boss", "Boss", "a long password")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A data folder after the first start, with what was printed. Tests work on copies."""
    folder = tmp_path_factory.mktemp("data")
    installation = Installation(folder, {})
    credentials = installation.prepare()
    close(installation)
    return folder, credentials


@pytest.fixture
def data_dir(demo, tmp_path):
    return shutil.copytree(demo[0], tmp_path / "data")


@pytest.fixture
def installation(data_dir):
    under_test = Installation(data_dir, {})
    yield under_test
    close(under_test)


def close(installation):
    with installation.app().app_context():
        db.engine.dispose()


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sign_in(installation, login, password):
    body = {"login": login, "password": password, "device": {"id": "d" * 36, "name": "x"}}
    return installation.app().test_client().post("/api/session", json=body)


def test_the_first_start_loads_a_school_to_try_everything_with(installation):
    with installation.app().app_context():
        places = Counter(db.session.scalars(select(Place.kind)))
        assets = db.session.scalar(select(func.count()).select_from(Asset))
        kinds = Counter(
            db.session.scalars(
                select(Asset.kind_id).join(AssetKind).where(Asset.ledger_number.like("MH-%"))
            )
        )
    assert places["building"] == 3
    assert 55 <= places["room"] <= 65
    assert 2_900 <= assets <= 3_300
    assert sum(kinds.values()) == 120 and len(kinds) == 4


def test_a_person_in_every_role_signs_in_with_the_printed_password(installation, demo):
    credentials = demo[1]
    assert {c.role for c in credentials} == set(Role)
    for credential in credentials:
        answer = sign_in(installation, credential.login, credential.password)
        assert answer.json["person"]["roles"] == [credential.role]
    assert len({c.password for c in credentials}) == len(credentials)


def test_no_password_lies_in_the_data_folder(demo):
    content = b"".join(p.read_bytes() for p in demo[0].rglob("*") if p.is_file())
    assert not any(c.password.encode() in content for c in demo[1])


def test_the_second_start_has_nothing_to_print(data_dir, installation):
    before = installation.app().test_client().get("/api/school").json
    assert Installation(data_dir, {}).prepare() == []
    assert installation.app().test_client().get("/api/school").json == before
    assert before["is_demo"]


def test_a_school_of_its_own_takes_over_and_leaves_the_demo_byte_for_byte(data_dir, installation):
    database = data_dir / "demo" / "school.db"
    before = digest(database)
    installation.begin_school("我校", TERM, BOSS)
    school = installation.app().test_client().get("/api/school").json
    assert (school["name"], school["is_demo"]) == ("我校", False)
    assert sign_in(installation, "boss", "a long password").status_code == 200
    assert digest(database) == before
    with installation.app().app_context():
        assert db.session.scalar(select(func.count()).select_from(Asset)) == 0
    with pytest.raises(SchoolExists):
        installation.begin_school("another", TERM, BOSS)
    assert Installation(data_dir, {}).prepare() == []


def test_the_demos_sessions_and_grants_mean_nothing_to_the_school(data_dir, installation, demo):
    admin = demo[1][0]
    client = installation.app().test_client()
    device = {"id": "d" * 36, "name": "x"}
    body = {"login": admin.login, "password": admin.password, "device": device}
    assert client.post("/api/session", json=body).status_code == 200
    installation.begin_school("我校", TERM, BOSS)
    other = installation.app().test_client()
    other.set_cookie("cr_session", client.get_cookie("cr_session").value)
    assert other.get("/api/session").status_code == 401
    secrets = {(data_dir / name / "secret_key").read_text() for name in ("demo", "school")}
    assert len(secrets) == 2


FAILING = {
    "a term reversed": (NewTerm("x", TERM.ends_on, TERM.starts_on), BOSS, TermDatesReversed),
    "a short password": (TERM, NewAdministrator("boss", "Boss", "short"), PasswordTooShort),
}


@pytest.mark.parametrize("name", FAILING)
def test_a_school_that_cannot_begin_leaves_nothing(data_dir, installation, name):
    term, administrator, problem = FAILING[name]
    with pytest.raises(problem):
        installation.begin_school("我校", term, administrator)
    assert [path.name for path in data_dir.iterdir()] == ["demo"]
    assert installation.app().test_client().get("/api/school").json["is_demo"]
    installation.begin_school("我校", TERM, BOSS)


def test_two_who_begin_at_the_same_moment_make_one_school(data_dir, installation):
    ended = []

    def begin(name):
        try:
            installation.begin_school(name, TERM, BOSS)
            ended.append(name)
        except SchoolExists:
            ended.append("exists")

    threads = [threading.Thread(target=begin, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended)[0] == "exists" and len(set(ended)) == 2
    assert sorted(path.name for path in data_dir.iterdir()) == ["demo", "school"]


def test_the_database_named_for_the_school_is_the_schools_and_not_the_demos(data_dir, database_url):
    named = Installation(data_dir, {"CAMPUS_DATABASE_URL": database_url})
    assert named.app().config["CAMPUS"].database_url.endswith("demo/school.db")
    named.begin_school("我校", TERM, BOSS)
    assert named.app().config["CAMPUS"].database_url == database_url
    assert named.app().test_client().get("/api/school").json["name"] == "我校"
    close(named)
