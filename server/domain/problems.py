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


class FileProtected(BadFile):
    """The file asks for a password; params: name."""

    code = "file_protected"


class FileTooManyColumns(BadFile):
    """params: limit."""

    code = "file_too_many_columns"


class HeaderNotFound(BadFile):
    """No row of any sheet looks like a ledger's header; params: name."""

    code = "header_not_found"


class SignInNeeded(Problem):
    """No valid session came with the request."""

    code = "sign_in_needed"


class SignInFailed(Problem):
    """Login and password do not belong together; never says which of them is wrong."""

    code = "sign_in_failed"


class SignInTooOften(Problem):
    """params: wait_seconds."""

    code = "sign_in_too_often"


class DeviceRevoked(Problem):
    """An administrator has shut this device out."""

    code = "device_revoked"


class NotAllowed(Problem):
    """The person's roles do not allow the action."""

    code = "not_allowed"


class ForeignOrigin(Problem):
    """An unsafe request that does not come from a page of this server."""

    code = "foreign_origin"


class BadInput(Problem):
    """A form or JSON body that does not have the expected shape; params: fields."""

    code = "bad_input"


class BodyTooLarge(Problem):
    """params: limit_mb."""

    code = "body_too_large"


class DiskFull(Problem):
    """The server's disk took no more bytes; nothing was half written."""

    code = "disk_full"


class Conflict(Problem):
    """Somebody changed the same thing since it was read; params: changed."""

    code = "conflict"


class LoginTaken(Problem):
    """params: login."""

    code = "login_taken"


class LastAdministrator(Problem):
    """The last person who can administer the school cannot be suspended or lose the role."""

    code = "last_administrator"


class PasswordTooShort(Problem):
    """params: least."""

    code = "password_too_short"


class TermDatesReversed(Problem):
    """A term ends before it begins."""

    code = "term_dates_reversed"


class PlaceNotEmpty(Problem):
    """A place that still holds things or places cannot be deleted; params: assets, places."""

    code = "place_not_empty"


class PlaceAssigned(Problem):
    """A place that somebody looks after cannot be deleted: without their only one they would take
    the whole school along; params: person, one of them."""

    code = "place_assigned"


class PlaceLoop(Problem):
    """A place cannot stand inside itself."""

    code = "place_loop"


class NothingToPrint(Problem):
    """A print job without a single label."""

    code = "nothing_to_print"


class LabelHostTooLong(Problem):
    """params: base_url."""

    code = "label_host_too_long"


class LabelGlyphMissing(Problem):
    """The label font cannot draw a character; params: label, character."""

    code = "label_glyph_missing"


class LabelLayoutInvalid(Problem):
    """A measure of a free layout that cannot be; params: field, expected."""

    code = "label_layout_invalid"


class LabelTrialNeeded(Problem):
    """Many labels with an address that no phone has opened yet; params: most."""

    code = "label_trial_needed"


class ImportNotReady(Problem):
    """The import was not fully read, is abandoned, or was applied long ago; params: state."""

    code = "import_not_ready"


class SchoolExists(Problem):
    """This installation has its own school already."""

    code = "school_exists"


class SnapshotExpired(Problem):
    code = "snapshot_expired"


class CursorExpired(Problem):
    code = "cursor_expired"


class AppTooOld(Problem):
    """params: oldest."""

    code = "app_too_old"


class TooManyFacts(Problem):
    """params: limit."""

    code = "too_many_facts"


class PhotoUnnamed(Problem):
    """No fact of this device names the photo."""

    code = "photo_unnamed"


class PhotoDeleted(Problem):
    code = "photo_deleted"


class PhotoTooLarge(Problem):
    """params: limit_mb."""

    code = "photo_too_large"


class PhotoHashDiffers(Problem):
    """The bytes that arrived are not the bytes that were named."""

    code = "photo_hash_differs"


class PhotoUnreadable(Problem):
    """Not a whole JPEG, or with more pixels than allowed."""

    code = "photo_unreadable"
