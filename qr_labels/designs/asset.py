"""The label of a thing; without any words it is a blank one."""

from __future__ import annotations

from qr_labels.designs.design import Design, Line, Words, foot_of
from qr_labels.spec import LabelSpec
from qr_labels.text_style import Role


def _words(label: LabelSpec) -> Words:
    return Words(
        name=label.name,
        head=label.room_number,
        foot=foot_of(
            Line(label.place, Role.PLACE, 2),
            Line(label.number, Role.NUMBER, 1),
            Line(label.school, Role.SCHOOL, 0),
        ),
    )


ASSET = Design(_words)
