"""classes, stocktakes with their sheets, sightings and discrepancies, the bureau's templates"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.sync_triggers import create_triggers, drop_triggers

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SYNCED = ("count_sheet", "stocktake")

JSON_VALUE = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "school_class",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("entry_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("graduated_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_class")),
        sa.UniqueConstraint(
            "stage", "entry_year", "number", name=op.f("uq_school_class_stage_entry_year_number")
        ),
    )
    op.create_table(
        "bureau_template",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("book", sa.LargeBinary(), nullable=False),
        sa.Column("mapping", JSON_VALUE, nullable=False),
        sa.Column("uploaded_at", sa.BigInteger(), nullable=False),
        sa.Column("uploaded_by", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["uploaded_by"], ["person.id"], name=op.f("fk_bureau_template_uploaded_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bureau_template")),
    )
    op.create_table(
        "class_room",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.String(length=36), nullable=False),
        sa.Column("place_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("assigned_at", sa.BigInteger(), nullable=False),
        sa.Column("assigned_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_class_room_assigned_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_class_room_class_id_school_class")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_class_room_place_id_place")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_room")),
    )
    op.create_index(op.f("ix_class_room_class_id"), "class_room", ["class_id"], unique=False)
    op.create_index(op.f("ix_class_room_place_id"), "class_room", ["place_id"], unique=False)
    op.create_table(
        "class_teacher",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("assigned_at", sa.BigInteger(), nullable=False),
        sa.Column("assigned_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_by"], ["person.id"], name=op.f("fk_class_teacher_assigned_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_class_teacher_class_id_school_class")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_class_teacher_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_teacher")),
    )
    op.create_index(op.f("ix_class_teacher_class_id"), "class_teacher", ["class_id"], unique=False)
    op.create_index(
        op.f("ix_class_teacher_person_id"), "class_teacher", ["person_id"], unique=False
    )
    op.create_table(
        "stocktake",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("baseline_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("methods", JSON_VALUE, nullable=False),
        sa.Column("prefill_days", sa.Integer(), nullable=False),
        sa.Column("scope", JSON_VALUE, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_by", sa.String(length=36), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", sa.String(length=36), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["person.id"], name=op.f("fk_stocktake_ended_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["person.id"], name=op.f("fk_stocktake_opened_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktake")),
    )
    op.create_index(op.f("ix_stocktake_rev"), "stocktake", ["rev"], unique=False)
    op.create_table(
        "count_sheet",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("stocktake_id", sa.String(length=36), nullable=False),
        sa.Column("place_id", sa.String(length=36), nullable=False),
        sa.Column("class_id", sa.String(length=36), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("class_name", sa.String(length=60), nullable=False),
        sa.Column("person_ids", JSON_VALUE, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("groups", JSON_VALUE, nullable=False),
        sa.Column("lines", JSON_VALUE, nullable=False),
        sa.Column("meanwhile", JSON_VALUE, nullable=False),
        sa.Column("entries", JSON_VALUE, nullable=False),
        sa.Column("proposals", JSON_VALUE, nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("discrepancies", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("signature_id", sa.String(length=36), nullable=True),
        sa.Column("countersigned_at", sa.BigInteger(), nullable=True),
        sa.Column("countersigned_by", sa.String(length=36), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["class_id"], ["school_class.id"], name=op.f("fk_count_sheet_class_id_school_class")
        ),
        sa.ForeignKeyConstraint(
            ["countersigned_by"], ["person.id"], name=op.f("fk_count_sheet_countersigned_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_count_sheet_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["stocktake_id"], ["stocktake.id"], name=op.f("fk_count_sheet_stocktake_id_stocktake")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_sheet")),
    )
    op.create_index(op.f("ix_count_sheet_place_id"), "count_sheet", ["place_id"], unique=False)
    op.create_index(op.f("ix_count_sheet_rev"), "count_sheet", ["rev"], unique=False)
    op.create_index(
        "ix_count_sheet_stocktake_id_state", "count_sheet", ["stocktake_id", "state"], unique=False
    )
    op.create_table(
        "count_code",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("stopped_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_count_code_made_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_count_code_sheet_id_count_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_code")),
        sa.UniqueConstraint("code", name=op.f("uq_count_code_code")),
    )
    op.create_index(op.f("ix_count_code_sheet_id"), "count_code", ["sheet_id"], unique=False)
    op.create_table(
        "count_code_failure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("failed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_code_failure")),
    )
    op.create_index(
        op.f("ix_count_code_failure_address"), "count_code_failure", ["address"], unique=False
    )
    op.create_table(
        "count_line",
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asset_id", sa.String(length=36), nullable=False),
        sa.Column("group_key", sa.String(length=200), nullable=False),
        sa.Column("by_number", sa.Boolean(), nullable=False),
        sa.Column("kind_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("ledger_number", sa.String(length=60), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("category_code", sa.String(length=40), nullable=True),
        sa.Column("category", sa.String(length=100), nullable=True),
        sa.Column("presighted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_count_line_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["asset_kind.id"], name=op.f("fk_count_line_kind_id_asset_kind")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_count_line_sheet_id_count_sheet")
        ),
        sa.PrimaryKeyConstraint("sheet_id", "position", name=op.f("pk_count_line")),
    )
    op.create_index(op.f("ix_count_line_asset_id"), "count_line", ["asset_id"], unique=False)
    op.create_table(
        "discrepancy",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("stocktake_id", sa.String(length=36), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("asset_id", sa.String(length=36), nullable=True),
        sa.Column("sighting_id", sa.String(length=36), nullable=True),
        sa.Column("group_key", sa.String(length=200), nullable=True),
        sa.Column("kind_id", sa.String(length=36), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("ledger_number", sa.String(length=60), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("category_code", sa.String(length=40), nullable=True),
        sa.Column("category", sa.String(length=100), nullable=True),
        sa.Column("book_quantity", sa.Integer(), nullable=False),
        sa.Column("counted_quantity", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("moved_quantity", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("value_basis", sa.String(length=20), nullable=False),
        sa.Column("home_place_id", sa.String(length=36), nullable=True),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("photos", JSON_VALUE, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("responsible_id", sa.String(length=36), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=36), nullable=True),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decision_words", sa.Text(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_discrepancy_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name=op.f("fk_discrepancy_decided_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["home_place_id"], ["place.id"], name=op.f("fk_discrepancy_home_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["person.id"], name=op.f("fk_discrepancy_responsible_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_discrepancy_sheet_id_count_sheet")
        ),
        sa.ForeignKeyConstraint(
            ["stocktake_id"], ["stocktake.id"], name=op.f("fk_discrepancy_stocktake_id_stocktake")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discrepancy")),
        sa.UniqueConstraint("sheet_id", "key", name=op.f("uq_discrepancy_sheet_id_key")),
    )
    op.create_index(op.f("ix_discrepancy_asset_id"), "discrepancy", ["asset_id"], unique=False)
    op.create_index(
        "ix_discrepancy_stocktake_id_decision",
        "discrepancy",
        ["stocktake_id", "decision"],
        unique=False,
    )
    op.create_table(
        "group_count",
        sa.Column("group_key", sa.String(length=200), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_group_count_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_group_count_device_id_device")
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_group_count_fact_id_fact")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_group_count_sheet_id_count_sheet")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_group_count")),
    )
    op.create_index(op.f("ix_group_count_sheet_id"), "group_count", ["sheet_id"], unique=False)
    op.create_table(
        "sheet_signature",
        sa.Column("discrepancies", JSON_VALUE, nullable=False),
        sa.Column("explanations", JSON_VALUE, nullable=False),
        sa.Column("override", sa.Text(), nullable=False),
        sa.Column("signature", JSON_VALUE, nullable=True),
        sa.Column("signed_name", sa.String(length=60), nullable=True),
        sa.Column("known_at", sa.BigInteger(), nullable=True),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_sheet_signature_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_sheet_signature_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_sheet_signature_fact_id_fact")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_sheet_signature_sheet_id_count_sheet")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_sheet_signature")),
    )
    op.create_index(
        op.f("ix_sheet_signature_sheet_id"), "sheet_signature", ["sheet_id"], unique=False
    )
    op.create_table(
        "sheet_step",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("photos", JSON_VALUE, nullable=False),
        sa.Column("detail", JSON_VALUE, nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_sheet_step_by_id_person")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_sheet_step_sheet_id_count_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_step")),
    )
    op.create_index(op.f("ix_sheet_step_sheet_id"), "sheet_step", ["sheet_id"], unique=False)
    op.create_table(
        "sighting",
        sa.Column("asset_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=16), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=True),
        sa.Column("kind_id", sa.String(length=36), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("condition", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_sighting_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_sighting_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_sighting_device_id_device")
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_sighting_fact_id_fact")),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_sighting_sheet_id_count_sheet")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_sighting")),
    )
    op.create_index(op.f("ix_sighting_asset_id"), "sighting", ["asset_id"], unique=False)
    op.create_index(op.f("ix_sighting_sheet_id"), "sighting", ["sheet_id"], unique=False)
    op.create_table(
        "total_confirmation",
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_total_confirmation_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_total_confirmation_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["fact_id"], ["fact.id"], name=op.f("fk_total_confirmation_fact_id_fact")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["count_sheet.id"],
            name=op.f("fk_total_confirmation_sheet_id_count_sheet"),
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_total_confirmation")),
    )
    op.create_index(
        op.f("ix_total_confirmation_sheet_id"), "total_confirmation", ["sheet_id"], unique=False
    )
    op.create_table(
        "discrepancy_step",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("discrepancy_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("by_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("detail", JSON_VALUE, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["person.id"], name=op.f("fk_discrepancy_step_by_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["discrepancy_id"],
            ["discrepancy.id"],
            name=op.f("fk_discrepancy_step_discrepancy_id_discrepancy"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discrepancy_step")),
    )
    op.create_index(
        op.f("ix_discrepancy_step_discrepancy_id"),
        "discrepancy_step",
        ["discrepancy_id"],
        unique=False,
    )
    op.create_table(
        "pupil_count",
        sa.Column("code_id", sa.String(length=36), nullable=False),
        sa.Column("group_key", sa.String(length=200), nullable=False),
        sa.Column("sheet_id", sa.String(length=36), nullable=False),
        sa.Column("good", sa.Integer(), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code_id"], ["count_code.id"], name=op.f("fk_pupil_count_code_id_count_code")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["count_sheet.id"], name=op.f("fk_pupil_count_sheet_id_count_sheet")
        ),
        sa.PrimaryKeyConstraint("code_id", "group_key", name=op.f("pk_pupil_count")),
    )
    op.create_index(op.f("ix_pupil_count_sheet_id"), "pupil_count", ["sheet_id"], unique=False)
    create_triggers(_SYNCED)


def downgrade() -> None:
    drop_triggers(_SYNCED)

    op.drop_table("pupil_count")
    op.drop_table("discrepancy_step")
    op.drop_table("total_confirmation")
    op.drop_table("sighting")
    op.drop_table("sheet_step")
    op.drop_table("sheet_signature")
    op.drop_table("group_count")
    op.drop_table("discrepancy")
    op.drop_table("count_line")
    op.drop_table("count_code_failure")
    op.drop_table("count_code")
    op.drop_table("count_sheet")
    op.drop_table("stocktake")
    op.drop_table("class_teacher")
    op.drop_table("class_room")
    op.drop_table("bureau_template")
    op.drop_table("school_class")
