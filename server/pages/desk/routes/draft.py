"""A route as it is being written: read from the form, changed by its buttons, shown again.

Nothing is kept on the server until it is saved: the form carries all of it, so that the page works
without script and a second click only does the same once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request
from marshmallow import ValidationError, fields, validate
from werkzeug.datastructures import MultiDict

from server.domain.problems import BadInput
from server.domain.route import RoutePurpose, Stop
from server.domain.schedule import MOST_SLOTS, Schedule, read_schedule
from server.pages.desk.forms import FormSchema, field_names
from server.services.routes import RoutePlan

SLOT_FIELDS = ("key", "name", "start", "end", "grace")
_ASSET, _PLACE = "asset", "place"


class RouteForm(FormSchema):
    name = fields.String(required=True, validate=validate.Length(1, 60))
    purpose = fields.Enum(RoutePurpose, by_value=True, required=True)
    walkers = fields.Integer(required=True, validate=validate.Range(1, 2))
    spot_check_percent = fields.Integer(required=True, validate=validate.Range(0, 100))


@dataclass(frozen=True)
class RouteDraft:
    """``fields``: what stands in the plain fields. ``slots``: rows of SLOT_FIELDS as typed.
    ``ticked``: positions of stops, from 0."""

    fields: Mapping[str, str]
    stops: tuple[Stop, ...] = ()
    slots: tuple[Mapping[str, str], ...] = ()
    weekdays: frozenset[str] = frozenset()
    person_ids: tuple[str, ...] = ()
    ticked: frozenset[int] = field(default_factory=frozenset)

    def with_fields(self, **changed: str) -> RouteDraft:
        return replace(self, fields={**self.fields, **changed})

    def plan(self) -> RoutePlan:
        """What is to be saved. Raises BadInput, or a ScheduleInvalid, which name the field."""
        try:
            values = RouteForm().load(dict(self.fields))
        except ValidationError as error:
            wrong = sorted(error.normalized_messages())
            raise BadInput(fields=field_names("desk.route", wrong)) from None
        return RoutePlan(
            stops=self.stops, schedule=self._schedule(), person_ids=self.person_ids, **values
        )

    def _schedule(self) -> Schedule:
        return read_schedule(
            {
                "cycle": self.fields.get("cycle"),
                "weekdays": sorted(_numbers(self.weekdays)),
                "times": whole(self.fields.get("times")),
                "days_before": whole(self.fields.get("days_before")),
                "on_holidays": "on_holidays" in self.fields,
                "slots": _slots(self.slots),
            }
        )


def draft_of(plan: RoutePlan, **fields: str) -> RouteDraft:
    """The form of a route that there is."""
    schedule = plan.schedule.as_json()
    kept = {
        "name": plan.name,
        "purpose": plan.purpose.value,
        "walkers": str(plan.walkers),
        "spot_check_percent": str(plan.spot_check_percent),
    }
    return replace(
        with_schedule(RouteDraft(kept | fields), schedule),
        stops=plan.stops,
        person_ids=plan.person_ids,
    )


def with_schedule(draft: RouteDraft, schedule: Mapping[str, Any]) -> RouteDraft:
    """``draft`` with the schedule's fields filled in anew from its stored form."""
    kept = {name: value for name, value in draft.fields.items() if name != "on_holidays"}
    named = {name: str(schedule.get(name, "")) for name in ("cycle", "times", "days_before")}
    if schedule.get("on_holidays"):
        named["on_holidays"] = "1"
    return replace(
        draft,
        fields=kept | named,
        weekdays=frozenset(str(day) for day in schedule.get("weekdays", ())),
        slots=tuple({name: str(slot[name]) for name in SLOT_FIELDS} for slot in schedule["slots"]),
    )


def read_draft() -> RouteDraft:
    """What the browser sent."""
    sent = request.form
    return RouteDraft(
        fields=sent.to_dict(),
        stops=tuple(read_stops("stop")),
        slots=tuple(_typed_slots(sent)),
        weekdays=frozenset(sent.getlist("weekday")),
        person_ids=tuple(sent.getlist("person")),
        ticked=frozenset(_numbers(sent.getlist("tick"))),
    )


def read_stops(name: str) -> list[Stop]:
    """The stops that the fields ``name`` hold, as ``stop_text`` writes them; others are none."""
    stops = (_stop(text) for text in request.form.getlist(name))
    return [stop for stop in stops if stop is not None]


def stop_text(stop: Stop) -> str:
    """A stop as a field's value: asset or place, its id, the checklist it names."""
    kind = _ASSET if stop.asset_id else _PLACE
    return f"{kind}:{stop.thing_id}:{stop.checklist_id or ''}"


def _stop(text: str) -> Stop | None:
    kind, thing_id, checklist_id = (*text.split(":", 2), "", "")[:3]
    if not thing_id or kind not in (_ASSET, _PLACE):
        return None
    checklist = checklist_id or None
    if kind == _ASSET:
        return Stop(asset_id=thing_id, checklist_id=checklist)
    return Stop(place_id=thing_id, checklist_id=checklist)


def _typed_slots(sent: MultiDict[str, str]) -> list[dict[str, str]]:
    """The rows in which something was typed."""
    columns = [[text.strip() for text in sent.getlist(f"slot_{name}")] for name in SLOT_FIELDS]
    rows = [dict(zip(SLOT_FIELDS, row, strict=True)) for row in zip(*columns, strict=False)]
    return [row for row in rows if row["name"] or row["start"] or row["end"]][:MOST_SLOTS]


def _slots(rows: tuple[Mapping[str, str], ...]) -> list[dict[str, Any]]:
    """A new row gets the first number that no other has: a slot keeps its key for good."""
    taken = {row["key"] for row in rows if row["key"]}
    free = (str(n) for n in range(1, 2 * MOST_SLOTS + 1) if str(n) not in taken)
    return [
        {**row, "key": row["key"] or next(free), "grace": whole(row["grace"] or "0")}
        for row in rows
    ]


def whole(text: str | None) -> int | None:
    """The whole number that was typed; None for anything else."""
    try:
        return int(text or "")
    except ValueError:
        return None


def _numbers(texts: Iterable[str]) -> Iterator[int]:
    return (number for number in map(whole, texts) if number is not None)
