"""Extinguishers that are sent away to be serviced, come back or are scrapped.

GB 50444-2008 5.1.2: no more than a quarter are sent away at once; beyond that, bottles of the same
type and use and of no lower rating stand in. 5.1.3: a serviced one goes back to its position.
5.4.2 and 5.4.4: what is to be scrapped at once, and that it is replaced.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from server.domain.extinguisher import too_many_away
from server.domain.problems_extinguishers import (
    ReplacementUnfit,
    ReturnDaysWrong,
    SentInFuture,
    TooManyAway,
)
from server.domain.school_day import school_day
from server.records import Asset, ExtinguisherService
from server.services.assets import Seen, change_asset, remove_asset
from server.services.assets_values import ledger_values, written_values
from server.services.extinguishers import (
    Bottle,
    all_extinguishers,
    chosen_extinguishers,
    get_extinguisher,
)

SERVICED = "serviced"
SCRAPPED = "scrapped"

SCRAP_AT_ONCE = (
    "rusted_third",
    "deformed",
    "valve_cracked",
    "flat_bottom",
    "no_pause",
    "plate_unreadable",
    "welded",
    "burnt",
    "withdrawn_type",
)
"""What is scrapped at once, whatever its dates: GB 50444-2008 5.4.2; withdrawn types, 5.4.1."""


@dataclass(frozen=True)
class Sending:
    """``replacements``: which bottle stands in, by the one that goes. ``override`` is the reason
    why more than a quarter may go at once."""

    asset_ids: Sequence[str]
    company: str
    technician: str
    sent_on: date
    replacements: Mapping[str, str] = field(default_factory=dict)
    override: str = ""


@dataclass(frozen=True)
class Returning:
    """``outcome``: SERVICED, then with the day of the service, or SCRAPPED; ``note`` is then the
    reason."""

    asset_ids: Sequence[str]
    outcome: str
    returned_on: date
    serviced_on: date | None = None
    agent_replaced_on: date | None = None
    note: str = ""


def send_away(session: Session, sending: Sending, person_id: str, now: datetime) -> int:
    """Send the bottles away, and put the replacements where they stood; how many went. Those that
    are away already stay as they are.

    Raises SentInFuture, TooManyAway, ReplacementUnfit.
    """
    today = school_day(now)
    if sending.sent_on > today:
        raise SentInFuture(today=today.isoformat())
    everything = all_extinguishers(session, today)
    chosen = set(sending.asset_ids)
    going = [one for one in everything if one.asset.id in chosen and one.away is None]
    _require_enough_left(everything, going, sending.override)
    replacements = _replacements(everything, going, sending)
    for bottle in going:
        _send(session, bottle, replacements.get(bottle.asset.id), sending, person_id, now)
    return len(going)


def take_back(session: Session, returning: Returning, person_id: str, now: datetime) -> int:
    """End the services of the bottles; how many came back. Those that are not away stay as they
    are. A serviced one stands at its position again and its replacement where that came from; the
    replacement of a scrapped one stays. Raises ReturnDaysWrong."""
    today = school_day(now)
    bottles = chosen_extinguishers(session, returning.asset_ids, today)
    back = [(bottle, bottle.away) for bottle in bottles if bottle.away is not None]
    for _, service in back:
        _require_days(service, returning, today)
    for bottle, service in back:
        _close(service, returning)
        if returning.outcome == SCRAPPED:
            remove_asset(session, bottle.asset.id, returning.note, person_id, now)
        else:
            _put_back(session, bottle.asset, service, person_id, now)
    return len(back)


def scrap(session: Session, asset_id: str, reason: str, person_id: str, now: datetime) -> None:
    """Take a bottle out of the register for ``reason``; one that is away does not come back.
    Scrapping twice changes nothing. Raises NotFound."""
    today = school_day(now)
    bottle = get_extinguisher(session, asset_id, today)
    if bottle.away is not None:
        _close(bottle.away, Returning([asset_id], SCRAPPED, today, note=reason))
    remove_asset(session, asset_id, reason, person_id, now)


def most_away(total: int) -> int:
    """How many of ``total`` may be away at once."""
    return total // 4


def spares(everything: Sequence[Bottle], going: Sequence[Bottle]) -> list[Bottle]:
    """What a form offers as replacements: the bottles that are there, stand at no fixed position
    and in for none, by number."""
    taken = _standing_in(everything) | {one.asset.id for one in going}
    free = [
        one
        for one in everything
        if one.away is None
        and one.asset.id not in taken
        and (one.place is None or one.place.kind != "position")
    ]
    return sorted(free, key=lambda one: (one.asset.ledger_number or "", one.asset.id))


def _fits_in_for(spare: Bottle, bottle: Bottle) -> bool:
    return spare.asset.kind_id == bottle.asset.kind_id and spare.away is None


def _standing_in(bottles: Sequence[Bottle]) -> set[str]:
    return {one.away.replacement_id for one in bottles if one.away and one.away.replacement_id}


def _require_enough_left(
    everything: Sequence[Bottle], going: Sequence[Bottle], override: str
) -> None:
    away = sum(one.away is not None for one in everything) + len(going)
    if going and not override and too_many_away(away, len(everything)):
        total = len(everything)
        raise TooManyAway(away=away, total=total, most=most_away(total))


def _replacements(
    everything: Sequence[Bottle], going: Sequence[Bottle], sending: Sending
) -> dict[str, Asset]:
    """The spare bottle by the one that goes."""
    by_id = {one.asset.id: one for one in everything}
    taken = _standing_in(everything) | {one.asset.id for one in going}
    found: dict[str, Asset] = {}
    for bottle in going:
        spare_id = sending.replacements.get(bottle.asset.id)
        if not spare_id:
            continue
        spare = by_id.get(spare_id)
        if spare is None or spare_id in taken or not _fits_in_for(spare, bottle):
            raise ReplacementUnfit(name=_name(bottle.asset))
        taken.add(spare_id)
        found[bottle.asset.id] = spare.asset
    return found


def _name(asset: Asset) -> str:
    return " ".join(filter(None, (asset.name, asset.ledger_number)))


def _send(
    session: Session,
    bottle: Bottle,
    spare: Asset | None,
    sending: Sending,
    person_id: str,
    now: datetime,
) -> None:
    asset = bottle.asset
    session.add(
        ExtinguisherService(
            asset_id=asset.id,
            place_id=asset.place_id,
            replacement_id=spare.id if spare else None,
            replacement_from_id=spare.place_id if spare else None,
            sent_on=sending.sent_on,
            company=sending.company,
            technician=sending.technician,
            note=sending.override,
            recorded_by=person_id,
            recorded_at=now,
        )
    )
    if spare is not None:
        _change(session, spare, {"place_id": asset.place_id}, person_id, now)
    _change(session, asset, {"place_id": None}, person_id, now)


def _require_days(service: ExtinguisherService, returning: Returning, today: date) -> None:
    """Whatever was done was done between the sending and the return."""
    done = (returning.serviced_on, returning.agent_replaced_on)
    in_order = service.sent_on <= returning.returned_on <= today and all(
        service.sent_on <= day <= returning.returned_on for day in done if day is not None
    )
    if not in_order:
        raise ReturnDaysWrong(sent_on=service.sent_on.isoformat(), today=today.isoformat())


def _close(service: ExtinguisherService, returning: Returning) -> None:
    service.returned_on = returning.returned_on
    service.outcome = returning.outcome
    service.serviced_on = returning.serviced_on
    service.agent_replaced_on = returning.agent_replaced_on
    service.note = "\n".join(filter(None, (service.note, returning.note)))


def _put_back(
    session: Session, asset: Asset, service: ExtinguisherService, person_id: str, now: datetime
) -> None:
    values = {"place_id": service.place_id, "serviced_on": service.serviced_on}
    _change(session, asset, values, person_id, now)
    spare = service.replacement
    if spare is not None and spare.removed_at is None and spare.place_id == service.place_id:
        home = {"place_id": service.replacement_from_id}
        _change(session, spare, home, person_id, now)


def _change(
    session: Session, asset: Asset, values: Mapping[str, object], person_id: str, now: datetime
) -> None:
    """Change the register as its form does, so that the history tells it."""
    seen = Seen(asset.rev or 0, written_values(ledger_values(asset)))
    change_asset(session, asset.id, values, seen=seen, person_id=person_id, now=now)
