"""The label of a fire extinguisher with the dates that its inspection asks for."""

from __future__ import annotations

from qr_labels import printed_words
from qr_labels.designs.design import Design, Line, Words, foot_of
from qr_labels.spec import LabelSpec
from qr_labels.text_style import Role


def _words(label: LabelSpec) -> Words:
    return Words(
        name=label.name,
        head=label.room_number,
        foot=foot_of(
            Line(label.place, Role.PLACE, 4),
            _fact(printed_words.KIND, label.kind, 6),
            _fact(printed_words.MAKER, label.maker, 3),
            _fact(printed_words.MADE_ON, label.made_on, 7),
            _next_service(label.next_service),
            _fact(printed_words.SCRAP_ON, label.scrap_on, 9),
            Line(label.number, Role.NUMBER, 0),
            Line(label.school, Role.SCHOOL, 0),
        ),
    )


def _fact(caption: str, value: str, worth: int) -> Line:
    return Line(_captioned(caption, value), Role.FACT, worth)


def _next_service(value: str) -> Line:
    short = _captioned(printed_words.NEXT_SERVICE_SHORT, value)
    return Line(_captioned(printed_words.NEXT_SERVICE, value), Role.FACT, 8, short)


def _captioned(caption: str, value: str) -> str:
    return f"{caption} {value}" if value else ""


EXTINGUISHER = Design(_words)
