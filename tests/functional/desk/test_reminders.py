"""Channels of reminders at the desk, against local services that speak as the real ones do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from server.app import create_app
from server.records import ReminderChannel, new_id
from server.web.database import db
from tests.factories.robots import SECRET, MailServer, Robots, mail_server, robots
from tests.functional.conftest import SchoolUnderTest

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def robot() -> Iterator[Robots]:
    with robots() as served:
        yield served


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as served:
        yield served


@pytest.fixture
def desk(school: SchoolUnderTest, robot: Robots, mail: MailServer) -> Iterator[SchoolUnderTest]:
    """The school, with the local services allowed by its settings."""
    hosts = (robot.host, f"127.0.0.1:{mail.port}")
    app = create_app(replace(school.settings, reminder_hosts=hosts))
    app.testing = True
    yield SchoolUnderTest(app, school.settings, school.people)
    with app.app_context():
        db.engine.dispose()


def form(kind: str, target: str, secret: str = SECRET) -> dict[str, str]:
    return {"id": new_id(), "kind": kind, "name": "后勤群", "target": target, "secret": secret}


def mail_form(mail: MailServer, **changed: str) -> dict[str, str]:
    given = {"host": "127.0.0.1", "port": str(mail.port), "security": "plain"}
    given |= {"sender": "rounds@school.cn", "user": "rounds"}
    return form("smtp", "ada@school.cn，pei@school.cn", "code-1") | given | changed


def tried(client, channel_id: str) -> str:
    answer = client.post(f"/desk/reminders/{channel_id}/trial", follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("kind", ["wecom", "dingtalk", "feishu"])
def test_a_robot_is_added_once_tried_and_its_address_never_shown(desk, robot, kind):
    client, entered = desk.client("ada"), form(kind, robot.address(kind))
    for _ in range(2):
        assert client.post("/desk/reminders", data=entered).status_code == 303
    page = tried(client, entered["id"])
    assert len(robot.texts) == 1 and "校园巡检" in robot.texts[0] and "试验小学" in robot.texts[0]
    assert "测试消息已发到「后勤群」" in page and page.count("/trial") == 1
    assert SECRET not in page and robot.address(kind) not in page


def test_a_refusal_is_shown_until_a_message_goes(desk, robot):
    client, entered = desk.client("ada"), form("wecom", robot.address("wecom"))
    client.post("/desk/reminders", data=entered)
    robot.behave = "refuse"
    assert "93000 invalid webhook url" in tried(client, entered["id"])
    assert "个提醒渠道发不出去" in client.get("/desk/").text
    robot.behave = "redirect"
    assert "错误 302" in tried(client, entered["id"])
    robot.behave = "break"
    assert "错误 503" in tried(client, entered["id"])
    robot.behave = "well"
    assert "notice bad" not in tried(client, entered["id"])
    assert "个提醒渠道发不出去" not in client.get("/desk/").text


def test_a_wrong_secret_is_refused_by_the_service(desk, robot):
    client = desk.client("ada")
    for kind, code in (("dingtalk", "310000"), ("feishu", "19021")):
        entered = form(kind, robot.address(kind), secret="wrong")
        client.post("/desk/reminders", data=entered)
        assert code in tried(client, entered["id"])
    assert robot.texts == []


def test_a_webhook_of_another_host_is_refused_and_what_was_entered_comes_back(desk):
    target = "https://10.0.0.5/cgi-bin/webhook/send?key=1"
    answer = desk.client("ada").post("/desk/reminders", data=form("wecom", target))
    assert answer.status_code == 422
    assert "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" in answer.text
    assert SECRET not in answer.text and f'value="{target}"' in answer.text
    with desk.reading() as session:
        assert session.query(ReminderChannel).count() == 0


def test_mail_goes_to_all_recipients_with_the_words_of_the_trial(desk, mail):
    client, entered = desk.client("ada"), mail_form(mail)
    assert client.post("/desk/reminders", data=entered).status_code == 303
    page = tried(client, entered["id"])
    [sent] = mail.mails
    assert sent["To"] == "ada@school.cn, pei@school.cn" and "试验小学" in sent["Subject"]
    assert "这是一条测试消息" in sent.get_content() and mail.logins == ["rounds"]
    assert "ada@school.cn" in page and "code-1" not in page


def test_what_a_mail_server_refuses_is_shown(desk, mail):
    client, entered = desk.client("ada"), mail_form(mail)
    client.post("/desk/reminders", data=entered)
    mail.refuses = {"pei@school.cn"}
    assert "没有收到：pei@school.cn" in tried(client, entered["id"])
    mail.refuses, mail.password = set(), "another"
    assert "邮箱登录失败（535）" in tried(client, entered["id"])
    mail.password, mail.dies = "code-1", True
    assert "可能到了也可能没到" in tried(client, entered["id"])


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"host": "127.0.0.1", "port": "25"}, "邮件服务器"),
        ({"host": "10.0.0.5", "port": "465"}, "邮件服务器"),
        ({"host": "1.1.1.1", "port": "6379"}, "邮件服务器"),
        ({"target": "ada"}, "收件人"),
        ({"sender": "no mail"}, "发件人邮箱"),
        ({"port": "many"}, "端口"),
        ({"security": "rot13"}, "加密方式"),
    ],
)
def test_mail_that_could_not_go_is_refused_by_the_field_that_is_wrong(desk, mail, changed, named):
    answer = desk.client("ada").post("/desk/reminders", data=mail_form(mail, **changed))
    assert answer.status_code == 422
    notice = answer.text.partition('role="alert">')[2].partition("</p>")[0]
    assert named in notice and "code-1" not in answer.text


def test_a_channel_is_paused_resumed_and_removed(desk, robot):
    client, entered = desk.client("ada"), form("wecom", robot.address("wecom"))
    client.post("/desk/reminders", data=entered)
    address = f"/desk/reminders/{entered['id']}"
    for paused, words in (("1", "已暂停"), ("0", "暂停</button>")):
        page = client.post(f"{address}/pause", data={"paused": paused}, follow_redirects=True).text
        assert words in page
    for _ in range(2):
        assert client.post(f"{address}/removal").status_code == 303
    assert "/trial" not in client.get("/desk/reminders").text
    assert client.post(f"{address}/trial").status_code == 404


def test_who_does_not_manage_reminders_sees_none_of_them(desk):
    client = desk.client("pei")
    assert client.get("/desk/reminders").status_code == 403
    assert 'href="/desk/reminders"' not in client.get("/desk/").text
    for kind in ("telegram", ""):
        assert desk.client("ada").get(f"/desk/reminders/new?kind={kind}").status_code == 404


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_kind_has_its_form(desk, language):
    client = desk.client("ada")
    client.set_cookie("cr_language", language)
    for kind in ("wecom", "dingtalk", "feishu", "smtp"):
        page = client.get(f"/desk/reminders/new?kind={kind}").text
        assert ('name="secret"' in page) is (kind != "wecom")
