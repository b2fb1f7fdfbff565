"""The words of printed forms. They go to Chinese inspectors, so they are Chinese whatever language
the desk is read in; the same goes for the checklists' items and phrases on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from server.domain.school_day import SCHOOL_ZONE
from server.reports.forms.document import Ink, Signed
from server.services.forms_rounds import SignedRound
from server.services.places import PATH_MARK
from server.services.records_list import RecordRow
from server.services.rounds_due import RoundSummary
from server.web.messages import say

_LANGUAGE = "zh"


def zh(key: str, /, **params: Any) -> str:
    """The sentence ``key`` in the language of the forms."""
    return say(_LANGUAGE, key, **params)


def joined(parts: Iterable[str], between: str = "form.semicolon") -> str:
    """Those of ``parts`` that say something."""
    return zh(between).join(part for part in parts if part)


def local(at: datetime) -> datetime:
    """The school's own time, as forms and workbooks take it."""
    return at.astimezone(SCHOOL_ZONE).replace(tzinfo=None)


def minute(at: datetime) -> str:
    return local(at).strftime("%Y-%m-%d %H:%M")


def period(first: date, last: date) -> str:
    return first.isoformat() if first == last else zh("form.period", first=first, last=last)


def month_of(day: date) -> str:
    return zh("form.month.name", year=day.year, month=day.month)


def slot_of(one: RoundSummary) -> str:
    """The slot's name; a walk outside the schedule is called so."""
    return one.slot_name or zh("form.extra")


def state_of(one: RoundSummary) -> str:
    return zh(f"desk.round.state.{one.state}")


def said_in(row: RecordRow) -> str:
    """What a record says beyond its result: items that are abnormal or were read, phrases,
    words."""
    notable = (
        joined((one.item[_LANGUAGE], (one.value or {}).get(_LANGUAGE, "")), "form.blank")
        for one in row.notable
    )
    phrases = (phrase[_LANGUAGE] for phrase in row.phrases)
    return joined([*notable, *phrases, row.inspection.words])


def where_of(row: RecordRow) -> str:
    """Where the record's thing stood, with its name and number; a place says it all itself."""
    asset = row.inspection.asset
    return thing_at(row.place_path, row.name, asset.ledger_number or "" if asset else "")


def ink_of(signature: Mapping[str, Any]) -> Ink:
    strokes = tuple(tuple(stroke) for stroke in signature["strokes"])
    return Ink(signature["width"], signature["height"], strokes)


def walkers_of(signed: SignedRound) -> tuple[Signed, ...]:
    """Who walked and signed, then the names of those who came along."""
    drawn = tuple(
        Signed(one.author.name, minute(one.effective_at), ink_of(one.signature))
        for one in signed.endings
    )
    others = zh("form.comma").join(signed.companions)
    return (*drawn, Signed(zh("form.companions", names=others))) if others else drawn


def countersigner_of(one: RoundSummary) -> tuple[Signed, ...]:
    """The name, and when it was truly signed."""
    by = one.countersigned
    return (Signed(by.name, minute(by.at)),) if by else ()


def labelled(signed: Iterable[Signed], key: str) -> tuple[Signed, ...]:
    """Signatures under their label at a form's foot; a place to sign where nobody has."""
    label = zh(key)
    found = tuple(Signed(one.name, one.at, one.ink, label) for one in signed)
    return found or (Signed(label=label),)


def thing_at(path: str, name: str, number: str = "") -> str:
    """A thing with the place it stands in; a place, whose path ends in its name, is named once."""
    inside = () if path.endswith(name) else (name,)
    return joined((place_words(path), *inside, number), "form.blank")


def place_words(path: str) -> str:
    """A place's path as paper has room for it."""
    return path.replace(PATH_MARK, zh("form.blank"))
