"""What a kind of label says, whatever its size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qr_labels.spec import LabelSpec
from qr_labels.text_style import Role


@dataclass(frozen=True)
class Line:
    """Words at the foot of a label. Where there is no room, lines of low `worth` are left out;
    for a line of no worth nothing else is set smaller. `short` is said where `text` does not fit
    on one line."""

    text: str
    role: Role
    worth: int
    short: str = ""


@dataclass(frozen=True)
class Words:
    """`head` is the largest and stands first, `name` below it, `foot` ends at the bottom.

    Without a head the name is the largest. Empty words take no room. `tail` follows the head,
    joined by a dot, and is never cut off.
    """

    name: str = ""
    head: str = ""
    tail: str = ""
    foot: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Design:
    """`words` chooses from what a label knows.

    A `bare` design carries nothing but the code in its symbol, so that 15 mm are enough; all
    others carry the address. A `framed` one has bars above and below and may have no code: it is
    not for sticking. `repeats` tells whether several copies of a label are several of it.
    """

    words: Callable[[LabelSpec], Words]
    bare: bool = False
    framed: bool = False
    repeats: bool = True


def foot_of(*lines: Line) -> tuple[Line, ...]:
    """The lines that have words."""
    return tuple(line for line in lines if line.text)
