"""A form of an answered page, filled in as a browser would send it."""

from __future__ import annotations

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self._select: str | None = None
        self._area: str | None = None
        self._text = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self.forms.append((given.get("action", ""), []))
        elif tag == "input" and given.get("name"):
            self._input(given)
        elif tag == "select":
            self._select, self._options = given["name"], []
        elif tag == "option" and self._select:
            self._options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self._area, self._text = given["name"], ""

    def handle_data(self, data):
        self._text += data

    def handle_endtag(self, tag):
        if tag == "select" and self._select:
            chosen = [value for value, selected in self._options if selected]
            first = self._options[0][0] if self._options else ""
            self.forms[-1][1].append((self._select, chosen[0] if chosen else first))
            self._select = None
        elif tag == "textarea" and self._area:
            self.forms[-1][1].append((self._area, self._text))
            self._area = None

    def _input(self, given):
        kind = given.get("type", "text")
        if kind not in ("checkbox", "radio") or "checked" in given:
            self.forms[-1][1].append((given["name"], given.get("value", "")))


def form_of(answer, action: str, holding: str = "") -> dict[str, str]:
    """The fields of the page's first form with this action and their values, the last of a name;
    ``holding``: of the first that has this value among them."""
    parser = _Forms()
    parser.feed(answer.text)
    found = (dict(fields) for address, fields in parser.forms if address == action)
    return next(one for one in found if not holding or holding in one.values())
