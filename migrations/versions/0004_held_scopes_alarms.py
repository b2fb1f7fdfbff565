"""what was decided about held facts, assignments, alarms of devices, leases of snapshots"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "held_resolution",
        sa.Column("held_id", sa.String(length=36), nullable=False),
        sa.Column("held_hash", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("resolved_by", sa.String(length=36), nullable=False),
        sa.Column("resolved_at", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["held_id", "held_hash"],
            ["held_fact.id", "held_fact.hash"],
            name=op.f("fk_held_resolution_held_id_held_fact"),
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_held_resolution_fact_id_fact")
        ),
        sa.ForeignKeyConstraint(
            ["resolved_by"], ["person.id"], name=op.f("fk_held_resolution_resolved_by_person")
        ),
        sa.PrimaryKeyConstraint("held_id", "held_hash", name=op.f("pk_held_resolution")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_held_resolution_fact_id")),
    )
    op.create_index(op.f("ix_held_resolution_rev"), "held_resolution", ["rev"])
    op.create_table(
        "assignment",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("place_id", sa.String(length=36), nullable=False),
        sa.Column("assigned_at", sa.BigInteger(), nullable=False),
        sa.Column("assigned_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            name=op.f("fk_assignment_place_id_place"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_assignment_assigned_by_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "place_id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_place_id"), "assignment", ["place_id"])
    op.create_table(
        "device_alarm",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("raised_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "detail", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.String(length=36), nullable=True),
        sa.Column("settled_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_device_alarm_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["person.id"], name=op.f("fk_device_alarm_settled_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device_alarm")),
    )
    op.create_index(op.f("ix_device_alarm_device_id"), "device_alarm", ["device_id"])
    op.create_table(
        "snapshot_lease",
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("as_of", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_snapshot_lease_device_id_device")
        ),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_snapshot_lease")),
    )
    op.create_index(op.f("ix_held_fact_reason"), "held_fact", ["reason"])


def downgrade() -> None:
    op.drop_index(op.f("ix_held_fact_reason"), table_name="held_fact")
    for table in ("snapshot_lease", "device_alarm", "assignment", "held_resolution"):
        op.drop_table(table)
