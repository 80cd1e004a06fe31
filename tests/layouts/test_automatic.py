"""The form of a table without a layout."""

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.automatic import automatic_form
from specify.layouts.form import Pair, SubForm
from tests.layouts.making import PlainCaptions

pytestmark = pytest.mark.one_shape


def test_it_shows_what_is_not_hidden_long_texts_across_the_page_records_last() -> None:
    made = automatic_form(TABLES["agent"], TABLES, PlainCaptions(hidden=["email", "variants"]))
    keys = [item.key for item in made.pairs()]
    assert keys[0] == "agentType", "what is required comes first"
    assert "lastName" in keys
    assert not {"email", "variants", "version", "timestampCreated", "modifiedByAgent"} & set(keys)
    pairs = {pair.key: pair for pair in made.pairs() if isinstance(pair, Pair)}
    assert (pairs["remarks"].share, pairs["lastName"].share, pairs["division"].control.kind) == (24, 8, "querycbx")
    assert keys.index("remarks") > keys.index("division")
    assert isinstance(list(made.pairs())[-1], SubForm)
    assert "addresses" in keys
    assert "collectors" not in keys, "records that live by themselves are not the agent's"


def test_a_tree_shows_its_full_name_but_not_its_numbering() -> None:
    keys = [item.key for item in automatic_form(TABLES["taxon"], TABLES, PlainCaptions()).pairs()]
    assert "fullName" in keys
    assert not {"nodeNumber", "highestChildNodeNumber", "children"} & set(keys)


def test_all_fields_are_shown_when_none_qualifies() -> None:
    table = TABLES["spversion"]
    made = automatic_form(table, TABLES, PlainCaptions(hidden=[*table.fields, *table.relationships]))
    assert {item.key for item in made.pairs()} >= set(table.fields)


def test_for_editing_it_keeps_to_what_can_be_entered() -> None:
    keys = [item.key for item in automatic_form(TABLES["agent"], TABLES, PlainCaptions(), mode="edit").pairs()]
    assert "lastName" in keys
    assert "createdByAgent" not in keys


def test_every_table_has_one() -> None:
    for table in TABLES.values():
        made = automatic_form(table, TABLES, PlainCaptions())
        keys = [item.key for item in made.items]
        assert len(keys) == len(set(keys)) > 0, table.name
