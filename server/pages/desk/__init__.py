"""The administrators' desk: server-rendered pages, one blueprint a noun."""

from server.pages.desk.assets import blueprint as assets
from server.pages.desk.assignments import blueprint as assignments
from server.pages.desk.backups import blueprint as backups
from server.pages.desk.blank_labels import blueprint as blank_labels
from server.pages.desk.bureau import blueprint as bureau
from server.pages.desk.calendar import blueprint as calendar
from server.pages.desk.checklists import blueprint as checklists
from server.pages.desk.classes import blueprint as classes
from server.pages.desk.classes.table import blueprint as class_table
from server.pages.desk.count_entry import blueprint as count_entry
from server.pages.desk.count_papers import blueprint as count_papers
from server.pages.desk.devices import blueprint as devices
from server.pages.desk.extinguishers import blueprint as extinguishers
from server.pages.desk.findings import blueprint as findings
from server.pages.desk.held import blueprint as held
from server.pages.desk.imports import blueprint as imports
from server.pages.desk.intake import blueprint as intake
from server.pages.desk.label_requests import blueprint as label_requests
from server.pages.desk.labels import blueprint as labels
from server.pages.desk.labels.jobs import blueprint as print_jobs
from server.pages.desk.labels.layouts import blueprint as label_layouts
from server.pages.desk.overview import blueprint as overview
from server.pages.desk.papers import blueprint as papers
from server.pages.desk.people import blueprint as people
from server.pages.desk.places import blueprint as places
from server.pages.desk.records import blueprint as records
from server.pages.desk.reminders import blueprint as reminders
from server.pages.desk.rounds import blueprint as rounds
from server.pages.desk.routes import blueprint as routes
from server.pages.desk.school import blueprint as school
from server.pages.desk.settling import blueprint as settling
from server.pages.desk.stocktakes import blueprint as stocktakes
from server.pages.desk.stocktakes.sheet import blueprint as sheets

BLUEPRINTS = (
    overview,
    rounds,
    routes,
    checklists,
    places,
    assets,
    imports,
    labels,
    blank_labels,
    label_requests,
    label_layouts,
    print_jobs,
    records,
    calendar,
    reminders,
    people,
    assignments,
    class_table,
    classes,
    devices,
    extinguishers,
    findings,
    papers,
    stocktakes,
    sheets,
    settling,
    bureau,
    count_papers,
    count_entry,
    held,
    intake,
    backups,
    school,
)
