"""The pages of the desk, and those of the count without an app, by their addresses, with one
thing, one round and so on of the demo."""

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
    "stocktakes",
    "stocktakes/new",
    "stocktakes/{stocktake}",
    "stocktakes/{stocktake}/papers",
    "stocktakes/{stocktake}/settling",
    "stocktakes/{stocktake}/settling/summary",
    "stocktakes/{stocktake}/settling/comparison",
    "stocktakes/{stocktake}/sheets/{sheet}",
    "stocktakes/{stocktake}/sheets/{open_sheet}/paper",
    "bureau",
    "classes",
    "classes/new",
    "classes/table",
    "classes/{class}",
)
_COUNT_PAGES = ("", "code", "sheets/{open_sheet}", "sheets/{sheet}/review")
_IDS = {
    "person": "SELECT id FROM person LIMIT 1",
    "school_year": "SELECT id FROM school_year LIMIT 1",
    "route": "SELECT id FROM route WHERE purpose = 'fire_daily'",
    "round": "SELECT round_id FROM round_ending LIMIT 1",
    "checklist": "SELECT id FROM checklist WHERE id = 'extinguisher_powder'",
    "extinguisher": "SELECT id FROM asset WHERE kind_id = 'fire_extinguisher_co2' LIMIT 1",
    "finding": "SELECT id FROM finding LIMIT 1",
    "stocktake": "SELECT id FROM stocktake",
    "sheet": "SELECT id FROM count_sheet WHERE state = 'signed' LIMIT 1",
    "open_sheet": "SELECT id FROM count_sheet WHERE state = 'not_started' LIMIT 1",
    "class": "SELECT id FROM school_class LIMIT 1",
}


def desk_pages(demo: Demo) -> list[tuple[str, str]]:
    """(name, address) of each page."""
    asset = demo.things(1)[0].id
    place = demo.database.rows("SELECT place_id FROM asset WHERE id = ?", asset)[0][0]
    ids = {name: demo.database.rows(query)[0][0] for name, query in _IDS.items()}
    ids |= {"asset": asset, "place": place}
    desk = [_page("/desk/", path, ids) for path in _ROOMS]
    return desk + [_page("/count/", path, ids) for path in _COUNT_PAGES]


def _page(room: str, path: str, ids: dict[str, str]) -> tuple[str, str]:
    ones = dict.fromkeys(ids, "one")
    name = f"{room.removeprefix('/desk')}{path.format_map(ones)}".strip("/").replace("/", "-")
    return name or "overview", f"{room}{path.format_map(ids)}"
