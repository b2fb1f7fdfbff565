"""先试贴一张: many labels wait until one of them was opened by an ordinary phone."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.records import Asset, LabelTrial, PrintJob, new_id
from server.services.print_labels_words import labels_of_job
from server.web.clock import now
from server.web.database import db
from tests.functional.desk.html_form import form_of
from tests.functional.desk.label_desk import (
    PHONE,
    SITE,
    at,
    choose,
    codes_of,
    press_print,
    scan,
)

DESK_BROWSER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari"
ELSEWHERE = "https://xj2.shiyan.edu.cn"


@pytest.fixture
def many(school) -> list[str]:
    """Ten chairs: when one is printed, still more are left than are printed untried."""
    chair = {"identity": "x", "name": "椅子", "kind_id": "chair", "search": "", "quantity": 1}
    ids = [new_id() for _ in range(10)]
    with school.writing() as session:
        rows = [{**chair, "id": asset_id, "created_at": now()} for asset_id in ids]
        session.execute(Asset.__table__.insert(), rows)
    return ids


def trials(school) -> list[LabelTrial]:
    with school.reading() as session:
        return session.query(LabelTrial).all()


def jobs(school) -> int:
    with school.reading() as session:
        return session.query(PrintJob).count()


def print_one(client: FlaskClient, chosen) -> str:
    """Press 打印一张试贴 and read the code from its sheet."""
    done = press_print(client, chosen, trial="1")
    assert done.status_code == 303
    [code] = codes_of(client, done.location)
    return code


def state(client: FlaskClient) -> str:
    return client.get("/desk/labels/trial", base_url=SITE).text


@pytest.mark.usefixtures("many")
def test_many_labels_wait_until_a_phone_has_opened_one(school):
    client = at(school)
    chosen = choose(client, what="unprinted")
    refused = press_print(client, chosen)
    assert refused.status_code == 422 and "要先试贴一张" in refused.text
    assert jobs(school) == 0
    assert (
        form_of(refused, "/desk/print-jobs")["job_id"]
        == (form_of(chosen, "/desk/print-jobs")["job_id"])
    )
    code = print_one(client, chosen)
    assert press_print(client, chosen).status_code == 422 and "还没有手机扫开" in state(client)

    opened = scan(school, code)
    assert opened.status_code == 200 and "试贴成功" in opened.text
    assert f"/app/thing/{code}" in opened.text
    assert scan(school, code).location == f"/app/thing/{code}"
    [trial] = trials(school)
    assert (trial.base_url, trial.code, trial.overridden_by) == (SITE, code, None)
    assert "试贴成功" in state(client) and "hx-get" not in state(client)
    done = press_print(client, chosen)
    assert done.status_code == 303 and len(codes_of(client, done.location)) == 9
    assert "先试贴一张" not in choose(client, what="matching").text


@pytest.mark.usefixtures("many")
def test_a_label_on_trial_is_printed_once_however_often_it_is_asked_for(school):
    client = at(school)
    chosen = choose(client, what="unprinted")
    assert print_one(client, chosen) == print_one(client, chosen)
    assert jobs(school) == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("many")
def test_only_an_ordinary_phone_that_reaches_this_address_proves_it(school):
    client = at(school)
    code = print_one(client, choose(client, what="unprinted"))
    for proves_nothing in (
        {"browser": DESK_BROWSER},
        {"client": client},
        {"address": ELSEWHERE},
        {"address": "https://xj.shiyan.edu.cn:8443"},
    ):
        assert scan(school, code, **proves_nothing).location == f"/app/thing/{code}"
    ines = at(school, login="ines")
    ines.head(f"/Q/{code}", base_url=SITE, headers={"User-Agent": PHONE})
    scan(school, "2" * 9)
    scan(school, "nonsense")
    assert trials(school) == []
    assert scan(school, code, client=ines, browser=PHONE + " MicroMessenger/8.0").status_code == 200
    assert len(trials(school)) == 1


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.usefixtures("many")
def test_a_proxy_that_speaks_tls_for_the_server_hides_no_trial(school):
    client = at(school)
    code = print_one(client, choose(client, what="unprinted"))
    assert scan(school, code.lower(), "http://XJ.shiyan.edu.cn").status_code == 200


@pytest.mark.usefixtures("many")
def test_going_without_a_trial_needs_a_reason_which_is_kept_with_the_name(school):
    client = at(school)
    chosen = choose(client, what="unprinted")
    assert press_print(client, chosen, reason="  ").status_code == 422
    assert press_print(client, chosen, reason="去年贴过同一个网址").status_code == 303
    [trial] = trials(school)
    assert (trial.code, trial.reason) == (None, "去年贴过同一个网址")
    assert trial.overridden_by == school.people["ada"]
    for page in (state(client), client.get("/desk/labels", base_url=SITE).text):
        assert "决定不试贴：去年贴过同一个网址" in page and "Ada" in page
    again = press_print(client, choose(client, what="matching"), reason="别的原因")
    assert again.status_code == 303 and trials(school)[0].reason == "去年贴过同一个网址"


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_few_labels_bare_codes_and_reprints_need_no_trial(school, many):
    client = at(school)
    eight = [("asset", asset_id) for asset_id in many[:8]]
    few = client.post(
        "/desk/labels/choice", data={"asset": [one for _, one in eight]}, base_url=SITE
    )
    assert "先试贴一张" not in few.text
    assert press_print(client, choose(client, asset=many[0])).status_code == 303
    assert press_print(client, choose(client, asset=many[0]), copies="9").status_code == 422
    bare = press_print(client, choose(client, what="matching"), design="small")
    assert bare.status_code == 303


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_blank_labels_need_a_trial_like_all_others(school):
    client = at(school)
    chosen = choose(client, what="blank", count="9")
    assert press_print(client, chosen).status_code == 422
    code = print_one(client, chosen)
    assert scan(school, code).status_code == 200
    done = press_print(client, chosen)
    assert len(codes_of(client, done.location)) == 9


@pytest.mark.usefixtures("many")
def test_old_labels_keep_working_when_the_base_address_changes(school):
    client = at(school)
    code = print_one(client, choose(client, what="unprinted"))
    assert scan(school, code).status_code == 200

    moved = create_app(replace(school.settings, base_url=ELSEWHERE))
    new = at(school, ELSEWHERE)
    new_client = moved.test_client()
    new_client.set_cookie(
        "cr_session",
        new.get_cookie("cr_session", domain="xj2.shiyan.edu.cn").value,
        domain="xj2.shiyan.edu.cn",
    )
    for address in (SITE, ELSEWHERE):
        answer = moved.test_client().get(f"/q/{code}", base_url=address)
        assert answer.location == f"/app/thing/{code}"
    chosen = new_client.post("/desk/labels/choice", data={"what": "matching"}, base_url=ELSEWHERE)
    assert ELSEWHERE.upper() in chosen.text and "先试贴一张" in chosen.text
    assert press_print(new_client, chosen, ELSEWHERE).status_code == 422
    with moved.app_context():
        job = db.session.query(PrintJob).one()
        assert [label.base_url for label in labels_of_job(db.session, job)] == [SITE]
        page = f"/desk/print-jobs/{job.id}"
    assert "以前的网址" in new_client.get(page, base_url=ELSEWHERE).text
    assert "以前的网址" not in client.get(page, base_url=SITE).text
    with moved.app_context():
        db.engine.dispose()
