"""Every coded problem of the product, in one file.

A problem says what went wrong in terms a user can act on. Its ``code`` is stable (clients and
tests rely on it), its ``params`` fill the sentence ``problem.<code>`` of the message files.
Only ``server.api.errors`` turns a problem into an HTTP status.
"""

from __future__ import annotations

from typing import ClassVar


class Problem(Exception):
    """Base of all expected failures; never raised itself."""

    code: ClassVar[str]

    def __init__(self, **params: object) -> None:
        super().__init__(self.code, params)
        self.params = params


class NotFound(Problem):
    """The thing named in the address does not exist (any more)."""

    code = "not_found"


class BadFile(Problem):
    """An uploaded file cannot be taken at all; the subclass says why."""


class FileEmpty(BadFile):
    code = "file_empty"


class FileTooLarge(BadFile):
    """params: limit_mb."""

    code = "file_too_large"


class FileTypeUnknown(BadFile):
    """params: name."""

    code = "file_type_unknown"


class FileUnreadable(BadFile):
    """The file has the right ending but no workbook or text could be read from it; params: name."""

    code = "file_unreadable"


class FileUnpacksTooLarge(BadFile):
    """A zip container that would unpack beyond the limit; params: limit_mb."""

    code = "file_unpacks_too_large"


class FileTooManyRows(BadFile):
    """params: limit."""

    code = "file_too_many_rows"


class HeaderNotFound(BadFile):
    """No row of any sheet looks like a ledger's header; params: name."""

    code = "header_not_found"
