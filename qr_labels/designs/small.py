"""A small label: the bare code, and what little else there is room for."""

from __future__ import annotations

from qr_labels.designs.design import Design, Line, Words, foot_of
from qr_labels.spec import LabelSpec
from qr_labels.text_style import Role


def _words(label: LabelSpec) -> Words:
    return Words(
        name=label.name,
        head=label.room_number,
        foot=foot_of(Line(label.number, Role.NUMBER, 1)),
    )


SMALL = Design(_words, bare=True)
