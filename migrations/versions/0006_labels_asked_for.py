"""where a label was issued for; requests for labels that were put aside"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_THINGS = ("asset", "place")


def upgrade() -> None:
    with op.batch_alter_table("label") as label:
        for thing in _THINGS:
            name = f"issued_{thing}_id"
            label.add_column(sa.Column(name, sa.String(36), nullable=True))
            label.create_foreign_key(op.f(f"fk_label_{name}_{thing}"), thing, [name], ["id"])
    op.execute("UPDATE label SET issued_asset_id = asset_id, issued_place_id = place_id")
    op.create_table(
        "label_request_dismissal",
        sa.Column("fact_id", sa.String(36), nullable=False),
        sa.Column("dismissed_by", sa.String(36), nullable=False),
        sa.Column("dismissed_at", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["fact_id"],
            ["label_request.fact_id"],
            name=op.f("fk_label_request_dismissal_fact_id_label_request"),
        ),
        sa.ForeignKeyConstraint(
            ["dismissed_by"],
            ["person.id"],
            name=op.f("fk_label_request_dismissal_dismissed_by_person"),
        ),
        sa.PrimaryKeyConstraint("fact_id", name=op.f("pk_label_request_dismissal")),
    )


def downgrade() -> None:
    op.drop_table("label_request_dismissal")
    with op.batch_alter_table("label") as label:
        for thing in _THINGS:
            name = f"issued_{thing}_id"
            label.drop_constraint(op.f(f"fk_label_{name}_{thing}"), type_="foreignkey")
            label.drop_column(name)
