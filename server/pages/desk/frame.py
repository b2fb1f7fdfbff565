"""What stands around every page of the desk: the school, the demo bar, the menu."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from server.domain.access import Action
from server.records import Person, School
from server.services.backup.newest import days_without_backup
from server.services.held.listing import count_open_held
from server.services.school import the_school
from server.web.clock import now
from server.web.current_settings import current_settings
from server.web.database import db
from server.web.guard import current_person, person_may


@dataclass(frozen=True)
class MenuItem:
    href: str
    key: str
    action: Action

    @property
    def is_here(self) -> bool:
        """Whether the present page belongs to this item."""
        if self.href == "/desk/":
            return request.path == "/desk/"
        return request.path.startswith(self.href)


@dataclass(frozen=True)
class MenuSection:
    """``key`` is the message of its heading; ``items`` in the order of the work."""

    key: str
    items: tuple[MenuItem, ...]


MENU = (
    MenuSection(
        "desk.menu.section.daily",
        (
            MenuItem("/desk/", "desk.menu.overview", Action.SEE_DESK),
            MenuItem("/desk/rounds", "desk.menu.rounds", Action.SEE_ROUNDS),
            MenuItem("/desk/stocktakes", "desk.menu.stocktakes", Action.SEE_STOCKTAKES),
            MenuItem("/desk/findings", "desk.menu.findings", Action.SEE_FINDINGS),
            MenuItem("/desk/extinguishers", "desk.menu.extinguishers", Action.SEE_EXTINGUISHERS),
            MenuItem("/desk/records", "desk.menu.records", Action.SEE_RECORDS),
            MenuItem("/desk/forms", "desk.menu.forms", Action.PRINT_FORMS),
        ),
    ),
    MenuSection(
        "desk.menu.section.register",
        (
            MenuItem("/desk/assets", "desk.menu.assets", Action.SEE_DESK),
            MenuItem("/desk/places", "desk.menu.places", Action.SEE_DESK),
            MenuItem("/desk/labels", "desk.menu.labels", Action.PRINT_LABELS),
            MenuItem("/desk/imports", "desk.menu.imports", Action.IMPORT_LEDGER),
        ),
    ),
    MenuSection(
        "desk.menu.section.settings",
        (
            MenuItem("/desk/routes", "desk.menu.routes", Action.MANAGE_ROUTES),
            MenuItem("/desk/checklists", "desk.menu.checklists", Action.MANAGE_CHECKLISTS),
            MenuItem("/desk/calendar", "desk.menu.calendar", Action.MANAGE_CALENDAR),
            MenuItem("/desk/reminders", "desk.menu.reminders", Action.MANAGE_REMINDERS),
            MenuItem("/desk/classes", "desk.menu.classes", Action.MANAGE_CLASSES),
            MenuItem("/desk/people", "desk.menu.people", Action.MANAGE_PEOPLE),
            MenuItem("/desk/devices", "desk.menu.devices", Action.MANAGE_DEVICES),
            MenuItem("/desk/held", "desk.menu.held", Action.SEE_HELD_FACTS),
        ),
    ),
)


@dataclass(frozen=True)
class Frame:
    school: str
    is_demo: bool
    may_begin_school: bool
    days_without_backup: int | None
    open_held: int
    person: Person
    menu: list[MenuSection]
    here: str


def desk_frame() -> Frame:
    """The frame of the present page, for whoever is signed in."""
    school = the_school(db.session)
    return Frame(
        school=school.name,
        is_demo=school.is_demo,
        may_begin_school=current_settings().may_begin_school and person_may(Action.BEGIN_SCHOOL),
        days_without_backup=_days_without_backup(school),
        open_held=count_open_held(db.session) if person_may(Action.SEE_HELD_FACTS) else 0,
        person=current_person(),
        menu=_menu(),
        here=request.full_path.rstrip("?") if request.method == "GET" else "/desk/",
    )


def _menu() -> list[MenuSection]:
    """What the person may open; a section without a single item is left out."""
    allowed = (
        MenuSection(section.key, tuple(item for item in section.items if person_may(item.action)))
        for section in MENU
    )
    return [section for section in allowed if section.items]


def _days_without_backup(school: School) -> int | None:
    """Whole days, for whoever can do something about it; None when no bar is due."""
    if school.is_demo or not person_may(Action.SEE_BACKUPS):
        return None
    return days_without_backup(db.session, school, now())
