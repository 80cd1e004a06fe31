"""Make Specify's tables in an empty database, as Specify 7.12 defines them.

In: the connection `default` on a database without Specify's tables. Out: all tables, keys and indexes, the
`spversion` row, and on MariaDB and MySQL Specify 7's ledger. Kept of Specify: definitions and names of indexes and
keys come from the same Django schema editor that Specify 7 uses. A database that has any Specify table is refused: it
is never altered.
"""

from datetime import datetime
from typing import Any

from django.db import connections, models

from specify.datamodel import ledger, present
from specify.datamodel.tables import join_model, model

# Columns that Specify 7's tables have though its data model does not name them: table, column, target, constraint.
UNNAMED_KEYS = (
    ("absoluteage", "AbsoluteAgeAttachmentID", "absoluteageattachment", "AbsoluteAgeAttachmen_befd68ae_fk_absolutea"),
    ("absoluteage", "AbsoluteAgeCitationID", "absoluteagecitation", "AbsoluteAgeCitationI_5070dcb3_fk_absolutea"),
    ("relativeage", "RelativeAgeAttachmentID", "relativeageattachment", "RelativeAgeAttachmen_00681628_fk_relativea"),
    ("relativeage", "RelativeAgeCitationID", "relativeagecitation", "RelativeAgeCitationI_9fa6e04d_fk_relativea"),
)


_STAMPS = ("createdByAgent", "modifiedByAgent")
_SHARED = ("collection", "discipline", "division", "institution", "specifyuser")


class NotEmpty(Exception):
    """The database already holds tables of Specify's."""


def create_specify_tables() -> None:
    """Create everything; raises `NotEmpty`."""
    connection = connections["default"]
    if not present.shape().is_empty:
        raise NotEmpty("The database already has Specify's tables; nothing was changed.")
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF" if sqlite else "SET SESSION foreign_key_checks=0")
    with connection.schema_editor(atomic=False) as editor:
        for made in _all_models():
            editor.create_model(made)
        for made in _all_models():
            for index in made._meta.indexes:  # the editor leaves out those of unmanaged models
                editor.add_index(made, index)
    index_keys()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=ON" if sqlite else "SET SESSION foreign_key_checks=1")
        if not sqlite:
            _finish_as_specify7(cursor)
    model("spversion").objects.create(appVersion="7", schemaVersion="2.10", timestampCreated=_now(), version=0)


def _all_models() -> list[type[models.Model]]:
    return [model(key) for key in present.tables()] + [join_model(name) for name in present.join_tables()]


def index_keys() -> int:
    """Give keys the index that they lack, as MariaDB does by itself; how many. Only SQLite's, which are always ours.

    All lack one in new tables, some in those that a former version made. Keys that a good part of all rows share get
    none: without statistics SQLite would prefer such an index to the one that has the rows in order.
    """
    connection = connections["default"]
    if connection.vendor != "sqlite":
        return 0
    editor: Any = connection.SchemaEditorClass(connection)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index'")
        known = {f'"{name}"' for (name,) in cursor.fetchall()}
        wanted = [editor._create_index_sql(made, fields=[key]) for made in _all_models() for key in _keys(made)]
        missing = [statement for statement in wanted if str(statement.parts["name"]) not in known]
        for statement in missing:
            cursor.execute(str(statement))
    return len(missing)


def _keys(made: type[models.Model]) -> list[Any]:
    """The keys of a table that are to have an index."""
    keys: list[Any] = [field for field in made._meta.local_concrete_fields if field.remote_field]
    return [key for key in keys if key.name not in _STAMPS and not _is_shared(key.related_model)]


def _is_shared(target: type[models.Model]) -> bool:
    name = target._meta.db_table.lower()
    return name in _SHARED or name.endswith(("treedef", "treedefitem"))


def _finish_as_specify7(cursor: Any) -> None:
    quote = connections["default"].ops.quote_name
    for key, table in present.tables().items():
        if "version" in table.fields and key != "spdatasetattachment":
            cursor.execute(f"ALTER TABLE {quote(table.table)} ALTER COLUMN {quote('version')} SET DEFAULT 0")
    for name, column, target, constraint in UNNAMED_KEYS:
        cursor.execute(f"ALTER TABLE {quote(name)} ADD COLUMN {quote(column)} int NULL")
        cursor.execute(
            f"ALTER TABLE {quote(name)} ADD CONSTRAINT {quote(f'{name}_{constraint}')} "
            f"FOREIGN KEY ({quote(column)}) REFERENCES {quote(target)} ({quote(target + 'id')})"
        )
    ledger.fill(cursor, _now())


def _now() -> datetime:
    return datetime.now()
