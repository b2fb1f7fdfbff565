"""What parts the labels of one room from the next: `name` is the room, `count` its labels."""

from __future__ import annotations

from qr_labels.designs.design import Design, Line, Words, foot_of
from qr_labels.printed_words import labels_in_all
from qr_labels.spec import LabelSpec
from qr_labels.text_style import Role


def _words(label: LabelSpec) -> Words:
    return Words(
        head=label.name,
        tail=labels_in_all(label.count),
        foot=foot_of(Line(label.place, Role.PLACE, 1), Line(label.school, Role.SCHOOL, 0)),
    )


SEPARATOR = Design(_words, framed=True, repeats=False)
