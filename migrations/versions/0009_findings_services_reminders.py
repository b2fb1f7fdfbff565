"""findings, extinguishers' services, reminders"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSON_VALUE = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "finding",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("round_id", sa.String(36), nullable=True),
        sa.Column("asset_id", sa.String(36), nullable=True),
        sa.Column("place_id", sa.String(36), nullable=True),
        sa.Column("office", sa.String(20), nullable=False),
        sa.Column("level", sa.String(20), nullable=False),
        sa.Column("is_fire", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("found_by", sa.String(36), nullable=False),
        sa.Column("responsible_id", sa.String(36), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("interim", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_finding_asset_id_asset")),
        sa.ForeignKeyConstraint(
            ["found_by"], ["person.id"], name=op.f("fk_finding_found_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["id"], ["inspection.fact_id"], name=op.f("fk_finding_id_inspection")
        ),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_finding_place_id_place")),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["person.id"], name=op.f("fk_finding_responsible_id_person")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_finding_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    op.create_index(op.f("ix_finding_asset_id"), "finding", ["asset_id"], unique=False)
    op.create_index(op.f("ix_finding_closed_at"), "finding", ["closed_at"], unique=False)
    op.create_index(op.f("ix_finding_found_at"), "finding", ["found_at"], unique=False)
    op.create_index(op.f("ix_finding_place_id"), "finding", ["place_id"], unique=False)
    op.create_index(op.f("ix_finding_round_id"), "finding", ["round_id"], unique=False)
    op.create_index("ix_finding_state_due_on", "finding", ["state", "due_on"], unique=False)
    op.create_table(
        "finding_step",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("finding_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("by_id", sa.String(36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("photos", JSON_VALUE, nullable=False),
        sa.Column("detail", JSON_VALUE, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_finding_step_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["finding_id"], ["finding.id"], name=op.f("fk_finding_step_finding_id_finding")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding_step")),
    )
    op.create_index(
        op.f("ix_finding_step_finding_id"), "finding_step", ["finding_id"], unique=False
    )
    op.create_table(
        "extinguisher_service",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("asset_id", sa.String(36), nullable=False),
        sa.Column("place_id", sa.String(36), nullable=True),
        sa.Column("replacement_id", sa.String(36), nullable=True),
        sa.Column("replacement_from_id", sa.String(36), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("company", sa.String(100), nullable=False),
        sa.Column("technician", sa.String(60), nullable=False),
        sa.Column("serviced_on", sa.Date(), nullable=True),
        sa.Column("agent_replaced_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(36), nullable=False),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_extinguisher_service_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_extinguisher_service_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["person.id"], name=op.f("fk_extinguisher_service_recorded_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["replacement_from_id"],
            ["place.id"],
            name=op.f("fk_extinguisher_service_replacement_from_id_place"),
        ),
        sa.ForeignKeyConstraint(
            ["replacement_id"],
            ["asset.id"],
            name=op.f("fk_extinguisher_service_replacement_id_asset"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extinguisher_service")),
    )
    op.create_index(
        op.f("ix_extinguisher_service_asset_id"), "extinguisher_service", ["asset_id"], unique=False
    )
    op.create_index(
        op.f("ix_extinguisher_service_returned_on"),
        "extinguisher_service",
        ["returned_on"],
        unique=False,
    )
    op.create_table(
        "reminder_channel",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("secret", sa.String(200), nullable=False),
        sa.Column("options", JSON_VALUE, nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("failed_at", sa.BigInteger(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_channel")),
    )
    op.create_table(
        "reminder_sent",
        sa.Column("channel_id", sa.String(36), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["reminder_channel.id"],
            name=op.f("fk_reminder_sent_channel_id_reminder_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", "key", name=op.f("pk_reminder_sent")),
    )


def downgrade() -> None:
    op.drop_table("reminder_sent")
    op.drop_table("reminder_channel")
    op.drop_table("extinguisher_service")
    op.drop_table("finding_step")
    op.drop_table("finding")
