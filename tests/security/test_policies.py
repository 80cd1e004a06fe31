"""Grants add up to rights as in Specify 7."""

import pytest

from specify.security.policies import ACCESS, Policy, Rights, matches

pytestmark = pytest.mark.one_shape

HERE = 4


def rights(*policies: Policy, denied: frozenset[tuple[str, str]] = frozenset(), where: int | None = HERE) -> Rights:
    return Rights(1, where, policies, denied)


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("%", "/table/taxon", True),
        ("/table/%", "/table/taxon", True),
        ("/TABLE/Taxon", "/table/taxon", True),
        ("/table/tax_n", "/table/taxon", True),
        ("/table/tax\\_n", "/table/taxon", False),
        ("/table/tax\\_n", "/table/tax_n", True),
        ("100\\%", "100%", True),
        ("100\\%", "1000", False),
        ("/%/taxon", "/tree/edit/taxon", True),
        ("/table/", "/table/taxon", False),
        ("/table/taxon.", "/table/taxonx", False),
        ("", "/table/taxon", False),
        ("/table/taxon\\", "/table/taxon\\", True),
    ],
)
def test_the_stored_value_is_a_like_pattern(pattern: str, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits
    assert rights(Policy(pattern, "%")).may(text, "read") is fits
    assert rights(Policy("%", pattern)).may("/anything", text) is fits


def test_there_are_only_grants_and_one_is_enough() -> None:
    mine = rights(Policy("/table/agent", "read"), Policy("/table/%", "create"))
    assert mine.may_table("Agent", "read")
    assert mine.may_table("agent", "create")
    assert not mine.may_table("agent", "update")
    assert not rights().may_table("agent", "read")
    assert mine.all_readable(["agent"])
    assert not mine.all_readable(["agent", "taxon"])


def test_a_field_takes_the_right_to_the_table_too() -> None:
    assert not rights(Policy("/table/%", "%")).may_field("agent", "lastName")
    assert not rights(Policy("/field/%", "%")).may_field("agent", "lastName")
    both = rights(Policy("/table/agent", "update"), Policy("/field/agent/lastname", "update"))
    assert both.may_field("agent", "lastName")
    assert not both.may_field("agent", "firstName")


def test_the_institution_is_ruled_by_its_own_policies_alone() -> None:
    here = rights(Policy("%", "%", HERE))
    assert here.may("/export/backup", "execute")
    assert not here.may_at_institution("/export/backup", "execute")
    assert rights(Policy("%", "%")).may_at_institution("/export/backup", "execute")
    assert rights(Policy("%", "%"), where=None).may("/export/backup", "execute")


def test_an_administrator_is_known_by_one_policy() -> None:
    assert rights(Policy("%", "%")).is_administrator
    assert not rights(Policy("%", "%", HERE)).is_administrator
    assert not rights(Policy("/%", "%")).is_administrator
    assert not rights(Policy("%", "%", is_own=False)).is_administrator


def test_who_may_enter() -> None:
    assert rights(Policy(*ACCESS, HERE)).may_enter
    assert rights(Policy("%", "%")).may_enter
    assert not rights(Policy("/table/%", "%", HERE)).may_enter


def test_what_is_taken_away_wins() -> None:
    mine = rights(Policy("%", "%"), denied=frozenset({("taxon", "update"), ("*", "delete")}))
    assert mine.may_table("taxon", "read")
    assert not mine.may_table("taxon", "update")
    assert not mine.may_field("taxon", "name")
    assert not mine.may("/tree/edit/taxon", "move")
    assert not mine.may_table("agent", "delete")
    assert mine.may_table("agent", "update")
    assert mine.may("/querybuilder/query", "execute")
