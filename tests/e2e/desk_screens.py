"""The pages of the desk by their addresses, with one thing, one round and so on of the demo."""

from __future__ import annotations

from tests.e2e.demo import Demo

_ROOMS = (
    "",
    "assets",
    "assets/new",
    "assets/{asset}",
    "assets/{asset}/edit",
    "places",
    "places/new",
    "places/{place}",
    "places/{place}/edit",
    "labels",
    "imports",
    "records",
    "people",
    "people/new",
    "people/{person}",
    "labels/layouts",
    "labels/layouts/a4-3x8/shift",
    "devices",
    "held",
    "backups",
    "begin-school",
    "calendar",
    "calendar/years/{school_year}",
    "routes",
    "routes/new",
    "routes/{route}",
    "rounds",
    "rounds/waiting",
    "rounds/month",
    "rounds/{round}",
    "checklists",
    "checklists/{checklist}",
    "checklists/{checklist}/edit",
    "extinguishers",
    "extinguishers/{extinguisher}",
    "findings",
    "findings/{finding}",
    "forms",
    "reminders",
)
_IDS = {
    "person": "SELECT id FROM person LIMIT 1",
    "school_year": "SELECT id FROM school_year LIMIT 1",
    "route": "SELECT id FROM route WHERE purpose = 'fire_daily'",
    "round": "SELECT round_id FROM round_ending LIMIT 1",
    "checklist": "SELECT id FROM checklist WHERE id = 'extinguisher_powder'",
    "extinguisher": "SELECT id FROM asset WHERE kind_id = 'fire_extinguisher_co2' LIMIT 1",
    "finding": "SELECT id FROM finding LIMIT 1",
}


def desk_pages(demo: Demo) -> list[tuple[str, str]]:
    """(name, address) of each page."""
    asset = demo.things(1)[0].id
    place = demo.database.rows("SELECT place_id FROM asset WHERE id = ?", asset)[0][0]
    ids = {name: demo.database.rows(query)[0][0] for name, query in _IDS.items()}
    ids |= {"asset": asset, "place": place}
    ones = dict.fromkeys(ids, "one")
    return [
        (path.format_map(ones).replace("/", "-") or "overview", f"/desk/{path.format_map(ids)}")
        for path in _ROOMS
    ]
