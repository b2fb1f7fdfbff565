"""verified backups"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "backup",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("covered_rev", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup")),
    )
    op.create_index(
        op.f("ix_stored_photo_received_at"), "stored_photo", ["received_at"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_stored_photo_received_at"), table_name="stored_photo")
    op.drop_table("backup")
