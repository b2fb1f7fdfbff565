"""first tables"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asset_kind",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name_zh", sa.String(length=60), nullable=False),
        sa.Column("name_en", sa.String(length=60), nullable=False),
        sa.Column(
            "phrases", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_kind")),
    )
    op.create_index(op.f("ix_asset_kind_rev"), "asset_kind", ["rev"], unique=False)
    op.create_table(
        "ledger_mapping",
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column(
            "mapping", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_ledger_mapping")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("suspended_at", sa.BigInteger(), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("login", name=op.f("uq_person_login")),
    )
    op.create_index(op.f("ix_person_rev"), "person", ["rev"], unique=False)
    op.create_table(
        "place",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("parent_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["place.id"], name=op.f("fk_place_parent_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_parent_id"), "place", ["parent_id"], unique=False)
    op.create_index(op.f("ix_place_path"), "place", ["path"], unique=False)
    op.create_index(op.f("ix_place_rev"), "place", ["rev"], unique=False)
    op.create_table(
        "school",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
    )
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("failed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    op.create_index(op.f("ix_sign_in_failure_login"), "sign_in_failure", ["login"], unique=False)
    op.create_table(
        "stored_photo",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_sha256", sa.String(length=64), nullable=False),
        sa.Column("stored_bytes", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_photo")),
    )
    op.create_table(
        "sync_counter",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("tombstone_floor", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_counter")),
    )
    op.create_table(
        "tombstone",
        sa.Column("table_name", sa.String(length=40), nullable=False),
        sa.Column("row_id", sa.String(length=36), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("table_name", "row_id", name=op.f("pk_tombstone")),
    )
    op.create_index(op.f("ix_tombstone_rev"), "tombstone", ["rev"], unique=False)
    op.create_table(
        "asset",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("identity", sa.String(length=300), nullable=False),
        sa.Column("ledger_number", sa.String(length=60), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind_id", sa.String(length=36), nullable=False),
        sa.Column("place_id", sa.String(length=36), nullable=True),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=20), nullable=True),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("category_code", sa.String(length=40), nullable=True),
        sa.Column("category", sa.String(length=100), nullable=True),
        sa.Column("brand", sa.String(length=100), nullable=True),
        sa.Column("model", sa.String(length=200), nullable=True),
        sa.Column("serial_number", sa.String(length=100), nullable=True),
        sa.Column("supplier", sa.String(length=200), nullable=True),
        sa.Column("acquired_on", sa.Date(), nullable=True),
        sa.Column("acquisition_method", sa.String(length=40), nullable=True),
        sa.Column("useful_life_years", sa.Integer(), nullable=True),
        sa.Column("manufactured_on", sa.Date(), nullable=True),
        sa.Column("serviced_on", sa.Date(), nullable=True),
        sa.Column("department", sa.String(length=100), nullable=True),
        sa.Column("custodian", sa.String(length=60), nullable=True),
        sa.Column("usage_state", sa.String(length=40), nullable=True),
        sa.Column("fund_source", sa.String(length=100), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.Column("last_fact_id", sa.String(length=36), nullable=True),
        sa.Column("last_result", sa.String(length=20), nullable=True),
        sa.Column("last_condition", sa.String(length=20), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("last_by", sa.String(length=36), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["kind_id"], ["asset_kind.id"], name=op.f("fk_asset_kind_id_asset_kind")
        ),
        sa.ForeignKeyConstraint(["last_by"], ["person.id"], name=op.f("fk_asset_last_by_person")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_asset_place_id_place")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset")),
    )
    op.create_index(op.f("ix_asset_identity"), "asset", ["identity"], unique=False)
    op.create_index(op.f("ix_asset_ledger_number"), "asset", ["ledger_number"], unique=False)
    op.create_index("ix_asset_place_id_id", "asset", ["place_id", "id"], unique=False)
    op.create_index(op.f("ix_asset_rev"), "asset", ["rev"], unique=False)
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("registered_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("revoked_by", sa.String(length=36), nullable=True),
        sa.Column("contiguous_seq", sa.Integer(), nullable=False),
        sa.Column("announced_seq", sa.Integer(), nullable=False),
        sa.Column("unsent", sa.Integer(), nullable=False),
        sa.Column("app_build", sa.String(length=60), nullable=True),
        sa.Column("clock_error_ms", sa.BigInteger(), nullable=True),
        sa.Column("free_bytes", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_device_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revoked_by"], ["person.id"], name=op.f("fk_device_revoked_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
    )
    op.create_index(op.f("ix_device_person_id"), "device", ["person_id"], unique=False)
    op.create_table(
        "ledger_import",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column(
            "sheets", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("rows_total", sa.Integer(), nullable=False),
        sa.Column("rows_judged", sa.Integer(), nullable=False),
        sa.Column("based_on_rev", sa.Integer(), nullable=True),
        sa.Column("applied_at", sa.BigInteger(), nullable=True),
        sa.Column("applied_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["applied_by"], ["person.id"], name=op.f("fk_ledger_import_applied_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_ledger_import_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_import")),
    )
    op.create_index(
        op.f("ix_ledger_import_file_sha256"), "ledger_import", ["file_sha256"], unique=False
    )
    op.create_index(
        op.f("ix_ledger_import_started_at"), "ledger_import", ["started_at"], unique=False
    )
    op.create_table(
        "person_role",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_role_person_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_person_role")),
    )
    op.create_table(
        "print_job",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("layout", sa.String(length=30), nullable=False),
        sa.Column("base_url", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_print_job_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
    )
    op.create_table(
        "term",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("school_id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_term_school_id_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.create_table(
        "asset_change",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("asset_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=True),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("import_id", sa.String(length=36), nullable=True),
        sa.Column(
            "changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_asset_change_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["ledger_import.id"],
            name=op.f("fk_asset_change_import_id_ledger_import"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_asset_change_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asset_change")),
    )
    op.create_index(op.f("ix_asset_change_asset_id"), "asset_change", ["asset_id"], unique=False)
    op.create_table(
        "asset_removal",
        sa.Column("asset_id", sa.String(length=36), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("removed_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_asset_removal_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_asset_removal_person_id_person")
        ),
        sa.PrimaryKeyConstraint("asset_id", name=op.f("pk_asset_removal")),
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("carried_by", sa.String(length=36), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("observed_at", sa.BigInteger(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_fact_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["carried_by"], ["person.id"], name=op.f("fk_fact_carried_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_fact_device_id_device")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sa.UniqueConstraint("device_id", "seq", name=op.f("uq_fact_device_id_seq")),
    )
    op.create_index(op.f("ix_fact_author_id"), "fact", ["author_id"], unique=False)
    op.create_index(op.f("ix_fact_effective_at"), "fact", ["effective_at"], unique=False)
    op.create_index(op.f("ix_fact_rev"), "fact", ["rev"], unique=False)
    op.create_table(
        "held_fact",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("carried_by", sa.String(length=36), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column(
            "detail", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "photos", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["carried_by"], ["person.id"], name=op.f("fk_held_fact_carried_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_held_fact_device_id_device")
        ),
        sa.PrimaryKeyConstraint("id", "hash", name=op.f("pk_held_fact")),
    )
    op.create_index(op.f("ix_held_fact_device_id"), "held_fact", ["device_id"], unique=False)
    op.create_table(
        "label",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("asset_id", sa.String(length=36), nullable=True),
        sa.Column("place_id", sa.String(length=36), nullable=True),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("printed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["asset_id"], ["asset.id"], name=op.f("fk_label_asset_id_asset")),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name=op.f("fk_label_place_id_place")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_label")),
    )
    op.create_index(op.f("ix_label_asset_id"), "label", ["asset_id"], unique=False)
    op.create_index(op.f("ix_label_place_id"), "label", ["place_id"], unique=False)
    op.create_table(
        "ledger_import_row",
        sa.Column("import_id", sa.String(length=36), nullable=False),
        sa.Column("sheet", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "cells", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column(
            "values", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column(
            "problems", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("identity", sa.String(length=300), nullable=True),
        sa.Column("asset_id", sa.String(length=36), nullable=True),
        sa.Column(
            "changes", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_ledger_import_row_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["ledger_import.id"],
            name=op.f("fk_ledger_import_row_import_id_ledger_import"),
        ),
        sa.PrimaryKeyConstraint("import_id", "sheet", "row", name=op.f("pk_ledger_import_row")),
    )
    op.create_index(
        "ix_ledger_import_row_import_id_verdict",
        "ledger_import_row",
        ["import_id", "verdict"],
        unique=False,
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("signed_in_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_sign_in_device_id_device")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sign_in_person_id_person")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_device_id"), "sign_in", ["device_id"], unique=False)
    op.create_index(op.f("ix_sign_in_person_id"), "sign_in", ["person_id"], unique=False)
    op.create_table(
        "fact_photo",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_fact_photo_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", "position", name=op.f("pk_fact_photo")),
    )
    op.create_index(op.f("ix_fact_photo_sha256"), "fact_photo", ["sha256"], unique=False)
    op.create_table(
        "inspection",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("asset_id", sa.String(length=36), nullable=False),
        sa.Column("place_id", sa.String(length=36), nullable=True),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("device_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=True),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("condition", sa.String(length=20), nullable=False),
        sa.Column(
            "phrases", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("observed_at", sa.BigInteger(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("time_uncertain", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["asset_id"], ["asset.id"], name=op.f("fk_inspection_asset_id_asset")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_inspection_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_inspection_device_id_device")
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_inspection_fact_id_fact")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_inspection_place_id_place")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_inspection")),
    )
    op.create_index(
        "ix_inspection_asset_id_effective_at",
        "inspection",
        ["asset_id", "effective_at"],
        unique=False,
    )
    op.create_index(op.f("ix_inspection_author_id"), "inspection", ["author_id"], unique=False)
    op.create_index(
        op.f("ix_inspection_effective_at"), "inspection", ["effective_at"], unique=False
    )
    op.create_table(
        "kept_code",
        sa.Column("fact_id", sa.String(length=36), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_kept_code_author_id_person")
        ),
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f("fk_kept_code_fact_id_fact")),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_kept_code")),
    )
    op.create_index(op.f("ix_kept_code_effective_at"), "kept_code", ["effective_at"], unique=False)
    op.create_table(
        "print_job_label",
        sa.Column("job_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"], ["label.code"], name=op.f("fk_print_job_label_code_label")
        ),
        sa.ForeignKeyConstraint(
            ["job_id"], ["print_job.id"], name=op.f("fk_print_job_label_job_id_print_job")
        ),
        sa.PrimaryKeyConstraint("job_id", "position", name=op.f("pk_print_job_label")),
    )
    op.create_index(op.f("ix_print_job_label_code"), "print_job_label", ["code"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_print_job_label_code"), table_name="print_job_label")
    op.drop_table("print_job_label")
    op.drop_index(op.f("ix_kept_code_effective_at"), table_name="kept_code")
    op.drop_table("kept_code")
    op.drop_index(op.f("ix_inspection_effective_at"), table_name="inspection")
    op.drop_index(op.f("ix_inspection_author_id"), table_name="inspection")
    op.drop_index("ix_inspection_asset_id_effective_at", table_name="inspection")
    op.drop_table("inspection")
    op.drop_index(op.f("ix_fact_photo_sha256"), table_name="fact_photo")
    op.drop_table("fact_photo")
    op.drop_index(op.f("ix_sign_in_person_id"), table_name="sign_in")
    op.drop_index(op.f("ix_sign_in_device_id"), table_name="sign_in")
    op.drop_table("sign_in")
    op.drop_index("ix_ledger_import_row_import_id_verdict", table_name="ledger_import_row")
    op.drop_table("ledger_import_row")
    op.drop_index(op.f("ix_label_place_id"), table_name="label")
    op.drop_index(op.f("ix_label_asset_id"), table_name="label")
    op.drop_table("label")
    op.drop_index(op.f("ix_held_fact_device_id"), table_name="held_fact")
    op.drop_table("held_fact")
    op.drop_index(op.f("ix_fact_rev"), table_name="fact")
    op.drop_index(op.f("ix_fact_effective_at"), table_name="fact")
    op.drop_index(op.f("ix_fact_author_id"), table_name="fact")
    op.drop_table("fact")
    op.drop_table("asset_removal")
    op.drop_index(op.f("ix_asset_change_asset_id"), table_name="asset_change")
    op.drop_table("asset_change")
    op.drop_table("term")
    op.drop_table("print_job")
    op.drop_table("person_role")
    op.drop_index(op.f("ix_ledger_import_started_at"), table_name="ledger_import")
    op.drop_index(op.f("ix_ledger_import_file_sha256"), table_name="ledger_import")
    op.drop_table("ledger_import")
    op.drop_index(op.f("ix_device_person_id"), table_name="device")
    op.drop_table("device")
    op.drop_index(op.f("ix_asset_rev"), table_name="asset")
    op.drop_index("ix_asset_place_id_id", table_name="asset")
    op.drop_index(op.f("ix_asset_ledger_number"), table_name="asset")
    op.drop_index(op.f("ix_asset_identity"), table_name="asset")
    op.drop_table("asset")
    op.drop_index(op.f("ix_tombstone_rev"), table_name="tombstone")
    op.drop_table("tombstone")
    op.drop_table("sync_counter")
    op.drop_table("stored_photo")
    op.drop_index(op.f("ix_sign_in_failure_login"), table_name="sign_in_failure")
    op.drop_table("sign_in_failure")
    op.drop_table("school")
    op.drop_index(op.f("ix_place_rev"), table_name="place")
    op.drop_index(op.f("ix_place_path"), table_name="place")
    op.drop_index(op.f("ix_place_parent_id"), table_name="place")
    op.drop_table("place")
    op.drop_index(op.f("ix_person_rev"), table_name="person")
    op.drop_table("person")
    op.drop_table("ledger_mapping")
    op.drop_index(op.f("ix_asset_kind_rev"), table_name="asset_kind")
    op.drop_table("asset_kind")
