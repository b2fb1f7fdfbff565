"""school years, checklists and routes"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.sync_triggers import create_triggers, drop_triggers

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_SYNCED = ("checklist", "route", "school_year")
_YEARS = ("first_service_years", "service_every_years", "scrap_years")
# Years from manufacture to the first service, then between services, and to the scrapping
# (GB 50444-2008, GA 95-2015).
_EXTINGUISHERS = {
    "fire_extinguisher_water": (3, 1, 6),
    "fire_extinguisher_powder": (5, 2, 10),
    "fire_extinguisher_clean": (5, 2, 10),
    "fire_extinguisher_co2": (5, 2, 12),
}

JSON_VALUE = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    op.create_table(
        "school_year",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("terms", JSON_VALUE, nullable=False),
        sa.Column("days", JSON_VALUE, nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_year")),
    )
    op.create_index(op.f("ix_school_year_rev"), "school_year", ["rev"], unique=False)
    op.create_table(
        "checklist",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name_zh", sa.String(60), nullable=False),
        sa.Column("name_en", sa.String(60), nullable=False),
        sa.Column("subjects", JSON_VALUE, nullable=False),
        sa.Column("items", JSON_VALUE, nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist")),
    )
    op.create_index(op.f("ix_checklist_rev"), "checklist", ["rev"], unique=False)
    op.create_table(
        "checklist_version",
        sa.Column("checklist_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_zh", sa.String(60), nullable=False),
        sa.Column("name_en", sa.String(60), nullable=False),
        sa.Column("items", JSON_VALUE, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["checklist_id"],
            ["checklist.id"],
            name=op.f("fk_checklist_version_checklist_id_checklist"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_checklist_version_made_by_person")
        ),
        sa.PrimaryKeyConstraint("checklist_id", "version", name=op.f("pk_checklist_version")),
    )
    op.create_table(
        "route",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("stops", JSON_VALUE, nullable=False),
        sa.Column("schedule", JSON_VALUE, nullable=False),
        sa.Column("person_ids", JSON_VALUE, nullable=False),
        sa.Column("walkers", sa.Integer(), nullable=False),
        sa.Column("spot_check_percent", sa.Integer(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("rev", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
    )
    op.create_index(op.f("ix_route_rev"), "route", ["rev"], unique=False)
    op.create_table(
        "route_version",
        sa.Column("route_id", sa.String(36), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("stops", JSON_VALUE, nullable=False),
        sa.Column("schedule", JSON_VALUE, nullable=False),
        sa.Column("person_ids", JSON_VALUE, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.String(36), nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_route_version_made_by_person")
        ),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_route_version_route_id_route")
        ),
        sa.PrimaryKeyConstraint("route_id", "version", name=op.f("pk_route_version")),
    )
    _terms_into_school_years()
    create_triggers(_SYNCED)
    for name in _YEARS:
        op.add_column("asset_kind", sa.Column(name, sa.Integer(), nullable=True))
    _set_extinguishers()


def _terms_into_school_years() -> None:
    """Each 学期 becomes a 学年 of its own; the school joins them as it likes."""
    connection = op.get_bind()
    years = sa.table(
        "school_year",
        *(sa.column(name) for name in ("id", "name", "starts_on", "ends_on", "rev")),
        sa.column("terms", JSON_VALUE),
        sa.column("days", JSON_VALUE),
    )
    for row in connection.execute(sa.text("SELECT id, name, starts_on, ends_on FROM term")).all():
        days = {"starts_on": str(row.starts_on), "ends_on": str(row.ends_on)}
        # Phones take all along anew after this step: the oldest revision will do.
        year = row._asdict() | {"terms": [{"name": row.name, **days}], "days": [], "rev": 1}
        connection.execute(years.insert().values(year))
    op.drop_table("term")


def _set_extinguishers() -> None:
    """Phones take their register along anew after this step, so no revision is spent on it."""
    connection = op.get_bind()
    revs = connection.execute(sa.text("SELECT id, rev FROM asset_kind")).all()
    settings = ", ".join(f"{name} = :{name}" for name in _YEARS)
    for kind, years in _EXTINGUISHERS.items():
        values = dict(zip(_YEARS, years, strict=True)) | {"id": kind}
        connection.execute(sa.text(f"UPDATE asset_kind SET {settings} WHERE id = :id"), values)  # noqa: S608 - names are ours
    for kind, rev in revs:
        if kind in _EXTINGUISHERS:
            keep = sa.text("UPDATE asset_kind SET rev = :rev WHERE id = :id")
            connection.execute(keep, {"id": kind, "rev": rev})


def downgrade() -> None:
    for name in _YEARS:
        op.drop_column("asset_kind", name)
    drop_triggers(_SYNCED)
    _school_years_into_terms()
    op.drop_table("route_version")
    op.drop_table("route")
    op.drop_table("checklist_version")
    op.drop_table("checklist")
    op.drop_table("school_year")


def _school_years_into_terms() -> None:
    op.create_table(
        "term",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("school_id", sa.String(36), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_term_school_id_school")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
    )
    op.execute(
        "INSERT INTO term (id, school_id, name, starts_on, ends_on)"
        " SELECT y.id, s.id, y.name, y.starts_on, y.ends_on FROM school_year y, school s"
    )
