"""Rights in plain words: every table is told once, with what may be done with it."""

from specify.datamodel import present
from specify.security.policies import Policy, Rights
from specify.security.rights_in_words import LISTED, rights_in_words

ORDINARY = [key for key, table in present.tables().items() if not table.system]


def told(
    *policies: tuple[str, str], collection_id: int | None = 4, denied: tuple[tuple[str, str], ...] = ()
) -> list[str]:
    made = tuple(Policy(resource, action, collection_id) for resource, action in policies)
    return rights_in_words(Rights(1, 4, made, frozenset(denied)), str.upper)


def test_an_administrator() -> None:
    assert told(("%", "%"), collection_id=None) == [
        "You administer the institution: you may do everything, in every collection."
    ]


def test_everything_in_one_collection() -> None:
    first, tools = told(("%", "%"))
    assert first == "You may read, add, change and delete: all tables."
    assert tools.startswith("You may also run queries, export query results, print labels and reports,")
    assert "rearrange the trees (TAXON, GEOGRAPHY," in tools


def test_a_reader() -> None:
    assert told(("/field/%", "%"), ("/table/%", "read"), ("/querybuilder/%", "%")) == [
        "You may only read: all tables.",
        "You may also run queries and export query results.",
    ]


def test_two_tables_of_one_name_are_two_tables() -> None:
    every = (Policy("/table/%", "read", 4),)
    assert rights_in_words(Rights(1, 4, every), lambda _key: "Citation") == ["You may only read: all tables."]


def test_groups_name_the_few_and_sum_up_the_many() -> None:
    assert len(ORDINARY) > LISTED + 3
    said = told(("/table/%", "read"), ("/field/%", "%"), ("/table/taxon", "%"), ("/table/agent", "create"))
    assert said == [
        "You may read, add, change and delete: TAXON.",
        "You may read and add: AGENT.",
        "You may only read: all other tables.",
    ]


def test_a_table_one_may_not_read() -> None:
    every = [("/table/%", "%"), ("/field/%", "%")]
    lacking = tuple(("agent", action) for action in ("read", "create", "update", "delete"))
    said = told(*every, denied=lacking)
    assert said == ["You may not read: AGENT.", "You may read, add, change and delete: all other tables."]


def test_the_right_to_change_a_table_without_its_fields_is_little() -> None:
    said = told(
        ("/table/taxon", "%"), ("/table/agent", "%"), ("/field/agent/%", "update"), ("/field/taxon/name", "update")
    )
    assert "You may read, add, change and delete: AGENT, TAXON." in said
    assert "You may change only some fields, or none, of: TAXON." in said


def test_nothing() -> None:
    assert told() == ["You may not read: all tables."]
