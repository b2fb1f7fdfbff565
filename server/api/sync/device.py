"""The device a sync request comes from: its session's own."""

from server.domain.problems import SignInNeeded
from server.records import SignIn
from server.web.guard import current_sign_in


def sign_in_on(device_id: str) -> SignIn:
    """The request's session, which must be on this device. Raises SignInNeeded."""
    sign_in = current_sign_in()
    if sign_in.device_id != device_id:
        raise SignInNeeded
    return sign_in
