"""All planted bugs."""

from tests.sync.planted.phone_bugs import PHONE_BUGS
from tests.sync.planted.server_bugs import SERVER_BUGS

BUGS = (*PHONE_BUGS, *SERVER_BUGS)
