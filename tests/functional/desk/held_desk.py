"""An administrator at the page of one held fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient

from tests.factories.facts import sealed
from tests.functional.desk.html_form import form_of


@dataclass(frozen=True)
class HeldDesk:
    """``fact`` is the held fact as it was sent: {id, hash, raw}."""

    client: FlaskClient
    fact: dict[str, str]

    def open(self) -> Any:
        return self.client.get(self._address(), query_string={"id": self.fact["id"]})

    def apply(self) -> Any:
        return self._post("application", {})

    def repair(self, **changed: str) -> Any:
        """Send the page's own form with some fields typed anew."""
        action = f"{self._address()}/repair?id={quote(self.fact['id'])}"
        return self._post("repair", form_of(self.open(), action) | changed)

    def dismiss(self, reason: str) -> Any:
        return self._post("dismissal", {"reason": reason})

    def _post(self, decision: str, form: dict[str, str]) -> Any:
        address = f"{self._address()}/{decision}"
        return self.client.post(address, query_string={"id": self.fact["id"]}, data=form)

    def _address(self) -> str:
        return f"/desk/held/{self.fact['hash']}"


def hold(phone: Any, fact: dict[str, Any], reason: str) -> dict[str, str]:
    """Send a fact that will be held; as it travelled."""
    wanted = sealed(fact)
    [receipt] = phone.post([wanted]).json["receipts"]
    assert (receipt["status"], receipt["reason"]) == ("held", reason), receipt
    return wanted
