"""Server-rendered rooms: the desk, the online page of the count, the app's shell, what a scan by an
ordinary camera opens."""

from server.pages.count import blueprint as count
from server.pages.desk import BLUEPRINTS as DESK
from server.pages.landing import blueprint as landing
from server.pages.scan import blueprint as scan
from server.pages.shell import blueprint as shell

BLUEPRINTS = (landing, scan, shell, count, *DESK)
