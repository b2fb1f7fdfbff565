"""labels that are blank, bound, asked for; layouts, shifts and trials of printing"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_THINGS = ("asset", "place")
_PRINT_FLAGS = ("room_numbers", "separators", "cut_marks")


def upgrade() -> None:
    op.add_column("label", sa.Column("bound_at", sa.BigInteger(), nullable=True))
    op.execute("UPDATE label SET bound_at = issued_at")
    with op.batch_alter_table("print_job") as job:
        job.alter_column("layout", existing_type=sa.String(30), type_=sa.String(40))
        job.add_column(_filled("design", sa.String(30), "asset"))
        for name, value in (("copies", "1"), ("first_cell", "1"), ("right", "0"), ("down", "0")):
            job.add_column(_filled(name, sa.Integer(), value))
        for name in _PRINT_FLAGS:
            job.add_column(_filled(name, sa.Boolean(), sa.false()))
    _fact_table("label_binding", sa.Column("code", sa.String(16), nullable=False))
    op.create_index(op.f("ix_label_binding_code"), "label_binding", ["code"])
    _fact_table(
        "label_request",
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("pile", sa.String(36), nullable=True),
        sa.Column("job_id", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["job_id"], ["print_job.id"], name=op.f("fk_label_request_job_id_print_job")
        ),
    )
    op.create_index(op.f("ix_label_request_effective_at"), "label_request", ["effective_at"])
    op.create_index(op.f("ix_label_request_job_id"), "label_request", ["job_id"])
    op.create_table(
        "label_layout",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column(
            "measures", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.String(36), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"], ["person.id"], name=op.f("fk_label_layout_created_by_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_layout")),
    )
    op.create_table(
        "label_shift",
        sa.Column("layout", sa.String(40), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("down", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["person.id"], name=op.f("fk_label_shift_changed_by_person")
        ),
        sa.PrimaryKeyConstraint("layout", name=op.f("pk_label_shift")),
    )
    op.create_table(
        "label_trial",
        sa.Column("base_url", sa.String(200), nullable=False),
        sa.Column("passed_at", sa.BigInteger(), nullable=False),
        sa.Column("code", sa.String(16), nullable=True),
        sa.Column("overridden_by", sa.String(36), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["overridden_by"], ["person.id"], name=op.f("fk_label_trial_overridden_by_person")
        ),
        sa.PrimaryKeyConstraint("base_url", name=op.f("pk_label_trial")),
    )


def downgrade() -> None:
    """Blank labels go: the tables of before have no room for them."""
    for table in ("label_trial", "label_shift", "label_layout", "label_request", "label_binding"):
        op.drop_table(table)
    with op.batch_alter_table("print_job") as job:
        for name in (*_PRINT_FLAGS, "down", "right", "first_cell", "copies", "design"):
            job.drop_column(name)
        job.alter_column("layout", existing_type=sa.String(40), type_=sa.String(30))
    _drop_blank_labels()
    with op.batch_alter_table("label") as label:
        label.drop_column("bound_at")


def _filled(name: str, type_: sa.types.TypeEngine, value: str | sa.ColumnElement) -> sa.Column:
    """A column that the rows of before get too."""
    return sa.Column(name, type_, nullable=False, server_default=value)


def _fact_table(name: str, *columns: sa.schema.SchemaItem) -> None:
    """What a fact says of an asset or a place."""
    op.create_table(
        name,
        sa.Column("fact_id", sa.String(36), nullable=False),
        *(sa.Column(f"{thing}_id", sa.String(36), nullable=True) for thing in _THINGS),
        sa.Column("author_id", sa.String(36), nullable=False),
        sa.Column("effective_at", sa.BigInteger(), nullable=False),
        sa.Column("withdrawn_by", sa.String(36), nullable=True),
        *columns,
        sa.ForeignKeyConstraint(["fact_id"], ["fact.id"], name=op.f(f"fk_{name}_fact_id_fact")),
        *(
            sa.ForeignKeyConstraint(
                [f"{thing}_id"], [f"{thing}.id"], name=op.f(f"fk_{name}_{thing}_id_{thing}")
            )
            for thing in _THINGS
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f(f"fk_{name}_author_id_person")
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f(f"pk_{name}")),
    )
    for thing in _THINGS:
        op.create_index(op.f(f"ix_{name}_{thing}_id"), name, [f"{thing}_id"])


def _drop_blank_labels() -> None:
    blank = "(SELECT code FROM label WHERE asset_id IS NULL AND place_id IS NULL)"
    op.execute(f"DELETE FROM print_job_label WHERE code IN {blank}")  # noqa: S608 - no value in it
    op.execute("DELETE FROM label WHERE asset_id IS NULL AND place_id IS NULL")
