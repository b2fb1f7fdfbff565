"""The label at a room's door: `name` is the room, `place` what it lies in."""

from __future__ import annotations

from qr_labels.designs.design import Design, Line, Words, foot_of
from qr_labels.spec import LabelSpec
from qr_labels.text_style import Role


def _words(label: LabelSpec) -> Words:
    return Words(
        head=label.name,
        foot=foot_of(
            Line(label.place, Role.NAME, 2),
            Line(label.number, Role.NUMBER, 1),
            Line(label.school, Role.SCHOOL, 0),
        ),
    )


DOOR = Design(_words)
