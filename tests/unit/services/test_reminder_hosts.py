"""Where a webhook and a mail may lead."""

from __future__ import annotations

import pytest

from server.domain.problems_reminders import MailServerNotAllowed, WebhookNotAllowed
from server.services.reminder_channels import CHANNELS
from server.services.reminder_channels.delivery import Address
from server.services.reminder_channels.hosts import check_mail_server


@pytest.mark.parametrize(
    "target",
    [
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com.evil.cn/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com@127.0.0.1/cgi-bin/webhook/send?key=1",
        "https://user:x@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com/other",
        "https://oapi.dingtalk.com/robot/send?access_token=1",
        "http://127.0.0.1:22/cgi-bin/webhook/send",
        "https://[::1]/cgi-bin/webhook/send",
        "https://[broken/cgi-bin/webhook/send",
        "https://qyapi.weixin.qq.com:99999/cgi-bin/webhook/send",
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1\r\nHost: inside",
        "file:///etc/passwd",
        "后勤群",
    ],
)
def test_a_webhook_leads_nowhere_but_to_its_own_service(target: str) -> None:
    with pytest.raises(WebhookNotAllowed):
        CHANNELS["wecom"].check(Address(target), ())


def test_the_addresses_of_the_services_themselves_are_allowed() -> None:
    for kind, target in (
        ("wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"),
        ("dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=1"),
        ("feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/1"),
        ("feishu", "https://open.larksuite.com/open-apis/bot/v2/hook/1"),
    ):
        CHANNELS[kind].check(Address(target), ())


def test_an_address_within_the_house_is_allowed_by_the_setting_alone() -> None:
    target = "http://10.0.0.5:8080/cgi-bin/webhook/send?key=1"
    CHANNELS["wecom"].check(Address(target), ("10.0.0.5:8080",))
    check_mail_server("10.0.0.5", 2525, ("10.0.0.5:2525",))
    for address in ("10.0.0.5", "127.0.0.1", "169.254.169.254", "::1", "fe80::1"):
        with pytest.raises(MailServerNotAllowed):
            check_mail_server(address, 25, ())
