"""Problems of reminder channels: each names the field and what it takes."""

from __future__ import annotations

from server.domain.problems import Problem


class ChannelKindUnknown(Problem):
    """There is no such kind of channel."""

    code = "channel_kind_unknown"


class WebhookNotAllowed(Problem):
    """A webhook's address does not belong to its service; params: example."""

    code = "webhook_not_allowed"


class MailServerNotAllowed(Problem):
    """A mail server is none that mail may go to; params: ports."""

    code = "mail_server_not_allowed"


class RecipientsInvalid(Problem):
    """The recipients are no mail addresses, or too many; params: most."""

    code = "recipients_invalid"


class MailSenderInvalid(Problem):
    """The sender is no mail address."""

    code = "mail_sender_invalid"
