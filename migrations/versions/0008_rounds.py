"""rounds, and inspections of places by checklists"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_FILLED = ("fixed_on_spot", "answers")
_ADDED = (
    "scanned_at",
    "answers",
    "checklist_version",
    "checklist_id",
    "fixed_on_spot",
    "level",
    "round_id",
)

JSON_VALUE = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "round",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("route_id", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("slot", sa.String(20), nullable=False),
        sa.Column("slot_name", sa.String(40), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("grace_ends_at", sa.BigInteger(), nullable=False),
        sa.Column("stops", JSON_VALUE, nullable=False),
        sa.Column("person_ids", JSON_VALUE, nullable=False),
        sa.Column("spot_check_percent", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["route_id"], ["route.id"], name=op.f("fk_round_route_id_route")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
    )
    op.create_index("ix_round_day_route_id", "round", ["day", "route_id"], unique=False)
    op.create_index("ix_round_route_id_day", "round", ["route_id", "day"], unique=False)
    op.create_table(
        "round_ending",
        sa.Column("fact_id", sa.String(36), nullable=False),
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("author_id", sa.String(36), nullable=False),
        sa.Column("device_id", sa.String(36), nullable=False),
        sa.Column("companions", JSON_VALUE, nullable=False),
        sa.Column("reasons", JSON_VALUE, nullable=False),
        sa.Column("signature", JSON_VALUE, nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_round_ending_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_round_ending_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_round_ending_fact_id_fact")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_ending_round_id_round")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_round_ending")),
    )
    op.create_index(op.f("ix_round_ending_round_id"), "round_ending", ["round_id"], unique=False)
    op.create_table(
        "round_countersignature",
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("signed_by", sa.String(36), nullable=False),
        sa.Column("signed_at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_round_countersignature_round_id_round")
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"], ["person.id"], name=op.f("fk_round_countersignature_signed_by_person")
        ),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_countersignature")),
    )
    op.create_index(
        op.f("ix_round_countersignature_signed_at"),
        "round_countersignature",
        ["signed_at"],
        unique=False,
    )
    op.create_table(
        "unscanned_stop",
        sa.Column("fact_id", sa.String(36), nullable=False),
        sa.Column("round_id", sa.String(36), nullable=False),
        sa.Column("asset_id", sa.String(36), nullable=True),
        sa.Column("place_id", sa.String(36), nullable=True),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(36), nullable=False),
        sa.Column("device_id", sa.String(36), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_unscanned_stop_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_unscanned_stop_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_unscanned_stop_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_unscanned_stop_fact_id_fact")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_unscanned_stop_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["round.id"], name=op.f("fk_unscanned_stop_round_id_round")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_unscanned_stop")),
    )
    op.create_index(
        op.f("ix_unscanned_stop_round_id"), "unscanned_stop", ["round_id"], unique=False
    )
    with op.batch_alter_table("inspection") as inspection:
        inspection.alter_column("asset_id", existing_type=sa.String(36), nullable=True)
        inspection.add_column(sa.Column("round_id", sa.String(36), nullable=True))
        inspection.add_column(sa.Column("level", sa.String(20), nullable=True))
        inspection.add_column(
            sa.Column("fixed_on_spot", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        inspection.add_column(sa.Column("checklist_id", sa.String(36), nullable=True))
        inspection.add_column(sa.Column("checklist_version", sa.Integer(), nullable=True))
        inspection.add_column(sa.Column("answers", JSON_VALUE, nullable=False, server_default="[]"))
        inspection.add_column(sa.Column("scanned_at", sa.BigInteger(), nullable=True))
        inspection.create_foreign_key(
            op.f("fk_inspection_round_id_round"), "round", ["round_id"], ["id"]
        )
        inspection.create_index(op.f("ix_inspection_round_id"), ["round_id"])
    with op.batch_alter_table("inspection") as inspection:
        for name in _FILLED:
            inspection.alter_column(name, server_default=None)


def downgrade() -> None:
    # What was said of places themselves has no room in the older shape.
    op.execute("DELETE FROM inspection WHERE asset_id IS NULL")
    with op.batch_alter_table("inspection") as inspection:
        inspection.drop_index(op.f("ix_inspection_round_id"))
        inspection.drop_constraint(op.f("fk_inspection_round_id_round"), type_="foreignkey")
        inspection.alter_column("asset_id", existing_type=sa.String(36), nullable=False)
        for name in _ADDED:
            inspection.drop_column(name)
    op.drop_table("unscanned_stop")
    op.drop_table("round_countersignature")
    op.drop_table("round_ending")
    op.drop_table("round")
