"""Every write to a synced table is pending until stamped: rev goes to NULL, a delete leaves a
tombstone, a rebirth takes it away, whoever writes and however
(docs/adr/0002-revisions-by-trigger.md)."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("asset", "asset_kind", "person", "place")

SQLITE = (
    """CREATE TRIGGER {t}_born AFTER INSERT ON {t}
       BEGIN UPDATE {t} SET rev = NULL WHERE id = NEW.id AND rev IS NOT NULL;
       DELETE FROM tombstone WHERE table_name = '{t}' AND row_id = NEW.id; END""",
    """CREATE TRIGGER {t}_pending AFTER UPDATE ON {t}
       WHEN NEW.rev IS OLD.rev AND NEW.rev IS NOT NULL
       BEGIN UPDATE {t} SET rev = NULL WHERE id = NEW.id; END""",
    """CREATE TRIGGER {t}_dead AFTER DELETE ON {t}
       BEGIN INSERT INTO tombstone (table_name, row_id, rev) VALUES ('{t}', OLD.id, NULL)
       ON CONFLICT (table_name, row_id) DO UPDATE SET rev = NULL; END""",
)
POSTGRESQL_FUNCTIONS = (
    """CREATE FUNCTION sync_born() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN NEW.rev := NULL;
       DELETE FROM tombstone WHERE table_name = TG_TABLE_NAME AND row_id = NEW.id;
       RETURN NEW; END $$""",
    """CREATE FUNCTION sync_pending() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN IF NEW.rev IS NOT DISTINCT FROM OLD.rev THEN NEW.rev := NULL; END IF;
       RETURN NEW; END $$""",
    """CREATE FUNCTION sync_dead() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN INSERT INTO tombstone (table_name, row_id, rev) VALUES (TG_TABLE_NAME, OLD.id, NULL)
       ON CONFLICT (table_name, row_id) DO UPDATE SET rev = NULL; RETURN OLD; END $$""",
)
POSTGRESQL = (
    "CREATE TRIGGER {t}_born BEFORE INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION sync_born()",
    """CREATE TRIGGER {t}_pending BEFORE UPDATE ON {t}
       FOR EACH ROW EXECUTE FUNCTION sync_pending()""",
    "CREATE TRIGGER {t}_dead AFTER DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION sync_dead()",
)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def upgrade() -> None:
    if _is_postgresql():
        for statement in POSTGRESQL_FUNCTIONS:
            op.execute(statement)
    for table in TABLES:
        for statement in POSTGRESQL if _is_postgresql() else SQLITE:
            op.execute(statement.format(t=table))


def downgrade() -> None:
    for table in TABLES:
        on = f" ON {table}" if _is_postgresql() else ""
        for name in ("born", "pending", "dead"):
            op.execute(f"DROP TRIGGER {table}_{name}{on}")
    if _is_postgresql():
        for name in ("born", "pending", "dead"):
            op.execute(f"DROP FUNCTION sync_{name}")
