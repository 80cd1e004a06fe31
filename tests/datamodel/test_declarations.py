"""The declared schema is consistent in itself: targets exist, ways lead back, scopes and indexes name what is there."""

import pytest

from specify.datamodel import describing
from specify.datamodel.declaring import Relationship, Table
from specify.datamodel.schema import JOIN_TABLES, TABLES

pytestmark = pytest.mark.one_shape
# The last step of a scope path that is not a relationship to a table with a scope of its own.
TERMINALS = {"collectionMemberId", "scopeType", "tree"}
# Ways back that Specify's own data model names though the other table does not declare them.
ONE_WAY = {"many-to-one", "one-to-one"}
EVERY_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)


def test_there_are_the_215_tables_of_specify_7_12() -> None:
    assert len(TABLES) == 215
    assert len({table.number for table in TABLES.values()}) == 215
    assert len({table.table for table in TABLES.values()}) == 215
    assert len(JOIN_TABLES) == 7


@EVERY_TABLE
def test_relationships_lead_to_tables_and_back(table: Table) -> None:
    for relationship in table.relationships.values():
        target = TABLES[relationship.target.lower()]
        if relationship.through:
            join = JOIN_TABLES[relationship.through]
            assert {join.left.target, join.right.target} == {table.name, target.name}
        elif relationship.column is None:
            back = target.relationships[relationship.other or ""]
            assert back.column, f"{target.name}.{back.name} has no column"
            assert back.target == table.name


@EVERY_TABLE
def test_columns_are_named_once(table: Table) -> None:
    members = [*table.fields.values(), *table.relationships.values()]
    columns = [member.column.lower() for member in members if member.column]
    assert len(columns) == len(set(columns))
    assert table.id_column.lower() not in columns


@EVERY_TABLE
def test_scope_is_a_path_that_ends(table: Table) -> None:
    for path in table.scope.split("|") if table.scope else []:
        here: Table | None = table
        for step in path.split("."):
            if step in TERMINALS:
                here = None
                continue
            assert here is not None
            member = here.find(step)
            assert isinstance(member, Relationship), f"{here.name}.{step} is no relationship"
            here = TABLES[member.target.lower()]


@EVERY_TABLE
def test_indexes_and_unique_keys_name_members(table: Table) -> None:
    members = {**table.fields, **table.relationships}
    for fields in table.indexes.values():
        assert all(name in members for name in fields.split())
    for pair in table.unique:
        assert all(name in members for name in pair)


def test_a_name_is_found_in_any_case_and_by_alias() -> None:
    taxon = TABLES["taxon"]
    assert taxon.find("FULLNAME") is taxon.fields["fullName"]
    assert taxon.find("acceptedparent") is taxon.relationships["acceptedTaxon"]
    assert taxon.find("nonsense") is None


def test_the_description_for_type_checkers_is_current() -> None:
    from pathlib import Path

    kept = Path(describing.__file__).with_name("tables.pyi").read_text()
    assert kept == describing.stub(), "run: python -m specify.datamodel.describing"
