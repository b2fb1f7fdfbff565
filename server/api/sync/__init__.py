"""/api/sync/v1: what the phones speak. One file a noun."""

from server.api.sync.changes import blueprint as changes
from server.api.sync.contact import blueprint as contact
from server.api.sync.facts import blueprint as facts
from server.api.sync.have import blueprint as have
from server.api.sync.photos import blueprint as photos
from server.api.sync.rounds import blueprint as rounds
from server.api.sync.sheets import blueprint as sheets
from server.api.sync.snapshot import blueprint as snapshot

BLUEPRINTS = (contact, snapshot, changes, facts, have, photos, rounds, sheets)
