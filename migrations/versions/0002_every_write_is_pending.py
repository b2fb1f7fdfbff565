"""every write to a synced table is pending until stamped"""

from migrations.sync_triggers import (
    create_functions,
    create_triggers,
    drop_functions,
    drop_triggers,
)

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = ("asset", "asset_kind", "person", "place")


def upgrade() -> None:
    create_functions()
    create_triggers(_TABLES)


def downgrade() -> None:
    drop_triggers(_TABLES)
    drop_functions()
