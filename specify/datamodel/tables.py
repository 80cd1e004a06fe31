"""The Django models, one per present table, built from the declared schema.

In: `present.tables()`. Out: classes with Specify's system names (`CollectionObject`) as attributes of this module,
their fields named as in the schema, the primary key always `id`; `model(key)` finds one by lower-case name. All are
unmanaged: an adopted database is never altered. Deleting through the ORM touches only the row itself; what goes along
is a rule, not a key. `tables.pyi` describes the classes to type checkers.
"""

from __future__ import annotations

import sys
from typing import Any

from django.db import models

from specify.datamodel import present
from specify.datamodel.columns import model_field
from specify.datamodel.declaring import JoinTable, Relationship, Table
from specify.datamodel.users import SpecifyUserManager, SpecifyUserMixin

_MODELS: dict[str, type[models.Model]] = {}


def model(key: str) -> type[models.Model]:
    """The model of the table with that system name, in any case; KeyError when the database lacks the table."""
    return _MODELS[key.lower()]


def join_model(table: str) -> type[models.Model]:
    """The model of a join table by its name in the database; KeyError when it is absent."""
    return _MODELS[table]


def _key(relationship: Relationship, *, back: str) -> models.Field[Any, Any]:
    options: dict[str, Any] = {
        "to": f"datamodel.{relationship.target}",
        "db_column": relationship.column,
        "null": relationship.null,
        "blank": True,
        "on_delete": models.DO_NOTHING,
        "related_name": back,
    }
    kind = models.OneToOneField if relationship.type == "one-to-one" else models.ForeignKey
    return kind(**options)


def _way_back(relationship: Relationship) -> str:
    target = present.tables()[relationship.target.lower()]
    return relationship.other if relationship.other in target.relationships else "+"


def _indexes(table: Table) -> list[models.Index]:
    names = {**table.fields, **table.relationships}
    wanted = {name: fields.split() for name, fields in table.indexes.items()}
    return [
        models.Index(fields=fields, name=name) for name, fields in wanted.items() if all(f in names for f in fields)
    ]


def _meta(table: Table) -> type:
    members = {**table.fields, **table.relationships}
    return type(
        "Meta",
        (),
        {
            "app_label": "datamodel",
            "managed": False,
            "db_table": table.table,
            "default_permissions": (),
            "indexes": _indexes(table),
            "unique_together": [pair for pair in table.unique if all(name in members for name in pair)],
        },
    )


def _build(table: Table, *, sqlite: bool) -> type[models.Model]:
    attributes: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": f"Rows of Specify's table {table.table}.",
        "Meta": _meta(table),
        "specify_table": table,
        "id": models.AutoField(primary_key=True, db_column=table.id_column),
    }
    for name, field in table.fields.items():
        attributes[name] = model_field(field, sqlite=sqlite)
    for name, relationship in table.relationships.items():
        if relationship.column:
            attributes[name] = _key(relationship, back=_way_back(relationship))
    bases: tuple[type, ...] = (models.Model,)
    if table.key == "specifyuser":
        bases = (SpecifyUserMixin, models.Model)
        attributes["objects"] = SpecifyUserManager()
    return type(table.name, bases, attributes)


def _build_join(join: JoinTable) -> type[models.Model]:
    shape = present.shape()
    keyed = shape.is_empty or shape.column(join.table, join.id_column) is not None
    pair = (join.left.name, join.right.name)
    identity: models.Field[Any, Any] = (
        models.AutoField(primary_key=True, db_column=join.id_column) if keyed else models.CompositePrimaryKey(*pair)
    )
    unique = {"constraints": [models.UniqueConstraint(fields=pair, name=join.constraint)]} if keyed else {}
    meta = {"app_label": "datamodel", "managed": False, "db_table": join.table, "default_permissions": (), **unique}
    attributes: dict[str, Any] = {
        "__module__": __name__,
        "__doc__": f"Pairs in Specify's table {join.table}.",
        "Meta": type("Meta", (), meta),
        ("id" if keyed else "pk"): identity,
        join.left.name: _key(join.left, back="+"),
        join.right.name: _key(join.right, back="+"),
    }
    return type(join.name, (models.Model,), attributes)


def _build_all() -> None:
    sqlite = present.shape().engine == "sqlite"
    module = sys.modules[__name__]
    for key, table in present.tables().items():
        _MODELS[key] = _build(table, sqlite=sqlite)
        setattr(module, table.name, _MODELS[key])
    for name, join in present.join_tables().items():
        _MODELS[name] = _build_join(join)
        setattr(module, join.name, _MODELS[name])


_build_all()
