"""Our own tables: made by migrations on the connection `web`, dropped when we leave.

In: nothing. Out: the names of the `web_*` tables that were added or dropped. Specify's tables are not touched.
"""

from django.core.management import call_command
from django.db import connections

from specify.datamodel.naming import PREFIX


def names() -> set[str]:
    """Our tables that are there now."""
    return {name for name in connections["web"].introspection.table_names() if name.startswith(PREFIX)}


def add() -> list[str]:
    """Create or upgrade our tables; the names that are new."""
    before = names()
    call_command("migrate", database="web", interactive=False, verbosity=0)
    return sorted(names() - before)


def is_current() -> bool:
    """Whether every migration of ours has been applied."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["web"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def drop() -> list[str]:
    """Drop every table of ours; the names that are gone."""
    connection = connections["web"]
    gone = sorted(names())
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA foreign_keys=OFF" if connection.vendor == "sqlite" else "SET SESSION foreign_key_checks=0"
        )
        for name in gone:
            cursor.execute(f"DROP TABLE {connection.ops.quote_name(name)}")
        cursor.execute(
            "PRAGMA foreign_keys=ON" if connection.vendor == "sqlite" else "SET SESSION foreign_key_checks=1"
        )
    return gone
