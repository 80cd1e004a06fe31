"""The description of the models for type checkers, written from the declared schema.

In: the declarations. Out: the text of `tables.pyi`; `python -m specify.datamodel.describing` writes the file, a test
compares it. Every table is described, also those that a given database may lack.
"""

from collections.abc import Iterator
from pathlib import Path

from specify.datamodel.declaring import Field, JoinTable, Relationship, Table
from specify.datamodel.schema import JOIN_TABLES, TABLES

PYTHON = {
    "string": "str",
    "text": "str",
    "integer": "int",
    "short": "int",
    "byte": "int",
    "long": "int",
    "boolean": "bool",
    "date": "datetime.date",
    "timestamp": "datetime.datetime",
    "decimal": "decimal.Decimal",
    "double": "float",
    "json": "Any",
    "blob": "bytes",
}
HEAD = '''"""The models that `tables` builds from the declared schema; written by `specify.datamodel.describing`."""

import datetime
import decimal
from typing import Any, ClassVar

from django.db import models

from specify.datamodel.declaring import Table
from specify.datamodel.users import SpecifyUserManager, SpecifyUserMixin

def model(key: str) -> type[models.Model]: ...
def join_model(table: str) -> type[models.Model]: ...
'''


def stub() -> str:
    """The whole text of `tables.pyi`."""
    lines = [HEAD]
    for table in TABLES.values():
        lines += ["", *_table(table)]
    for join in JOIN_TABLES.values():
        lines += ["", *_join(join)]
    return "\n".join(lines) + "\n"


def _table(table: Table) -> Iterator[str]:
    user = table.key == "specifyuser"
    yield f"class {table.name}({'SpecifyUserMixin, ' if user else ''}models.Model):"
    yield f"    objects: ClassVar[{'SpecifyUserManager' if user else f'models.Manager[{table.name}]'}]"
    yield "    specify_table: ClassVar[Table]"
    yield "    id: int"
    for field in table.fields.values():
        yield f"    {field.name}: {_annotation(field)}"
    for relationship in table.relationships.values():
        yield from _relationship(relationship)


def _annotation(field: Field) -> str:
    return PYTHON[field.kind] + (" | None" if field.null else "")


def _relationship(relationship: Relationship) -> Iterator[str]:
    if relationship.column:
        none = " | None" if relationship.null else ""
        yield f"    {relationship.name}: {relationship.target}{none}"
        yield f"    {relationship.name}_id: int{none}"
    elif relationship.type == "one-to-one":
        yield f"    {relationship.name}: {relationship.target}"
    elif relationship.through is None:
        yield f"    {relationship.name}: models.Manager[{relationship.target}]"


def _join(join: JoinTable) -> Iterator[str]:
    yield f"class {join.name}(models.Model):"
    yield f"    objects: ClassVar[models.Manager[{join.name}]]"
    for side in (join.left, join.right):
        yield f"    {side.name}: {side.target}"
        yield f"    {side.name}_id: int"


if __name__ == "__main__":
    Path(__file__).with_name("tables.pyi").write_text(stub())
