"""The triggers that make every write to a synced table pending until it is stamped: rev goes to
NULL, a delete leaves a tombstone, a rebirth takes it away, whoever writes and however
(docs/adr/0002-revisions-by-trigger.md)."""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op

_NAMES = ("born", "pending", "dead")
_SQLITE = (
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
_POSTGRESQL_FUNCTIONS = (
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
_POSTGRESQL = (
    "CREATE TRIGGER {t}_born BEFORE INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION sync_born()",
    """CREATE TRIGGER {t}_pending BEFORE UPDATE ON {t}
       FOR EACH ROW EXECUTE FUNCTION sync_pending()""",
    "CREATE TRIGGER {t}_dead AFTER DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION sync_dead()",
)


def _is_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def create_functions() -> None:
    """What the triggers of all tables call; SQLite's need none."""
    if _is_postgresql():
        for statement in _POSTGRESQL_FUNCTIONS:
            op.execute(statement)


def drop_functions() -> None:
    if _is_postgresql():
        for name in _NAMES:
            op.execute(f"DROP FUNCTION sync_{name}")


def create_triggers(tables: Iterable[str]) -> None:
    for table in tables:
        for statement in _POSTGRESQL if _is_postgresql() else _SQLITE:
            op.execute(statement.format(t=table))


def drop_triggers(tables: Iterable[str]) -> None:
    for table in tables:
        on = f" ON {table}" if _is_postgresql() else ""
        for name in _NAMES:
            op.execute(f"DROP TRIGGER {table}_{name}{on}")
