"""The JSON the phone app speaks. One file a noun; parse, call a service, dump."""

from server.api.health import blueprint as health
from server.api.school import blueprint as school
from server.api.session import blueprint as session
from server.api.sync import BLUEPRINTS as SYNC

BLUEPRINTS = (health, school, session, *SYNC)
