"""Mail. ``target`` are the recipients; ``options``: host, port, security (`ssl` from the first
byte, `starttls`, or `plain` without either), user and sender; ``secret`` is the password."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Collection
from contextlib import closing, suppress
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from server.domain.problems_reminders import MailSenderInvalid, RecipientsInvalid
from server.services.reminder_channels.delivery import (
    TIMEOUT_SECONDS,
    Address,
    DeliveryError,
    Message,
)
from server.services.reminder_channels.hosts import check_mail_server
from server.services.reminder_channels.webhook import cut, reason_of

SECURITIES = ("ssl", "starttls", "plain")
_MOST_RECIPIENTS = 20
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}")


def check(address: Address, allowed: Collection[str]) -> None:
    """Raises RecipientsInvalid, MailSenderInvalid, MailServerNotAllowed."""
    recipients = recipients_of(address.target)
    are_mail = all(map(_MAIL.fullmatch, recipients))
    if not are_mail or not 0 < len(recipients) <= _MOST_RECIPIENTS:
        raise RecipientsInvalid(most=_MOST_RECIPIENTS)
    if not _MAIL.fullmatch(address.options["sender"]):
        raise MailSenderInvalid
    check_mail_server(address.options["host"], int(address.options["port"]), allowed)


def recipients_of(target: str) -> list[str]:
    """One mail address each, however they were separated."""
    return [one for one in re.split(r"[\s,;，；、]+", target) if one]


def send(address: Address, message: Message) -> None:
    """Raises DeliveryError; once the server may have the whole mail, with ``may_have_arrived``."""
    mail = _mail(address, message)
    try:
        server = _opened(address)
    except (OSError, ValueError) as error:
        raise _failure(error) from None
    with closing(server):
        refused = _hand_over(server, mail)
    if refused:
        raise DeliveryError("some_refused", cut(", ".join(refused)), may_have_arrived=True)


def _mail(address: Address, message: Message) -> EmailMessage:
    mail, sender = EmailMessage(), address.options["sender"]
    mail["Subject"] = cut(message.subject)
    mail["From"] = sender
    mail["To"] = ", ".join(recipients_of(address.target))
    mail["Date"] = format_datetime(message.sent_at)
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail.set_content("\n".join(message.lines))
    return mail


def _opened(address: Address) -> smtplib.SMTP:
    """After its greeting, encryption and sign-in. ``SMTPException`` is an OSError too."""
    options = address.options
    security, context = options["security"], ssl.create_default_context()
    where = (options["host"], int(options["port"]), options["sender"].rpartition("@")[2])
    server = (
        smtplib.SMTP_SSL(*where, timeout=TIMEOUT_SECONDS, context=context)
        if security == "ssl"
        else smtplib.SMTP(*where, timeout=TIMEOUT_SECONDS)
    )
    try:
        if security == "starttls":
            server.starttls(context=context)
        if options["user"]:
            server.login(options["user"], address.secret)
    except BaseException:
        server.close()
        raise
    return server


def _hand_over(server: smtplib.SMTP, mail: EmailMessage) -> list[str]:
    """The recipients that the server does not take, when it took others."""
    try:
        refused = list(server.send_message(mail))
    except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
        raise _failure(error) from None
    except OSError as error:
        raise DeliveryError("no_answer", reason_of(error), may_have_arrived=True) from None
    with suppress(OSError):
        server.quit()
    return refused


def _failure(error: Exception) -> DeliveryError:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return DeliveryError("sign_in", str(error.smtp_code))
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        said = words.decode(errors="replace") if isinstance(words, bytes) else words
        return DeliveryError("refused", cut(f"{error.smtp_code} {said}"))
    if isinstance(error, smtplib.SMTPException):
        return DeliveryError("refused", cut(str(error)))
    return DeliveryError("unreachable", reason_of(error))
