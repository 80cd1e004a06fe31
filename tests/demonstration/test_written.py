"""The demonstration in a database, whatever its shape."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from specify.datamodel import present
from specify.datamodel.tables import join_model, model
from specify.demonstration.accounts import ACCOUNTS
from specify.security.passwords import verify

pytestmark = pytest.mark.django_db


def test_no_key_leads_nowhere() -> None:
    with connection.cursor() as cursor:
        for key, table in present.tables().items():
            if not model(key).objects.exists():
                continue
            for relationship in table.relationships.values():
                if not relationship.column:
                    continue
                target = present.tables()[relationship.target.lower()]
                cursor.execute(
                    f"SELECT COUNT(*) FROM {table.table} a LEFT JOIN {target.table} b"
                    f" ON b.{target.id_column} = a.{relationship.column}"
                    f" WHERE a.{relationship.column} IS NOT NULL AND b.{target.id_column} IS NULL"
                )
                assert cursor.fetchone() == (0,), f"{table.name}.{relationship.name}"


@pytest.mark.parametrize("tree", ["taxon", "geography", "storage"])
def test_trees_are_numbered(tree: str) -> None:
    nodes = {node["id"]: node for node in model(tree).objects.values()}
    assert sorted(node["nodeNumber"] for node in nodes.values()) == list(range(1, len(nodes) + 1))
    for node in nodes.values():
        parent = nodes.get(node["parent_id"])
        if parent is None:
            assert node["rankId"] == 0
            continue
        assert parent["nodeNumber"] < node["nodeNumber"] <= node["highestChildNodeNumber"], node["fullName"]
        assert node["highestChildNodeNumber"] <= parent["highestChildNodeNumber"], node["fullName"]
        assert parent["rankId"] < node["rankId"], node["fullName"]


def test_an_object_has_one_current_determination_and_it_names_an_accepted_taxon() -> None:
    objects = set(model("collectionobject").objects.values_list("id", flat=True))
    current = list(model("determination").objects.filter(isCurrent=True).values("collectionObject", "preferredTaxon"))
    assert sorted(one["collectionObject"] for one in current) == sorted(objects)
    accepted = set(model("taxon").objects.filter(isAccepted=True).values_list("id", flat=True))
    assert {one["preferredTaxon"] for one in current} <= accepted


def test_some_histories_fill_more_than_a_page() -> None:
    for number, steps in ((7, 14), (40, 27)):
        assert model("determination").objects.filter(collectionObject__catalogNumber=f"{number:09d}").count() == steps


def test_a_loan_is_overdue_and_others_are_not() -> None:
    open_loans = model("loan").objects.filter(isClosed=False).values_list("currentDueDate", flat=True)
    overdue = [due for due in open_loans if due < date(2026, 1, 1)]
    assert (len(open_loans), len(overdue)) == (3, 1)


def test_dates_are_known_more_or_less() -> None:
    started = model("collectingevent").objects.values_list("startDate", "startDatePrecision")
    assert {precision for _, precision in started} == {1, 2, 3}
    assert all(day.day == 1 for day, precision in started if precision > 1)
    assert all(day.month == 1 for day, precision in started if precision == 3)


def test_texts_are_in_several_scripts() -> None:
    names = "".join(model("localitynamealias").objects.values_list("name", flat=True))
    for letter in "Л琵Σחទแহग":
        assert letter in names, letter


def test_the_accounts_are_open() -> None:
    stored = dict(model("specifyuser").objects.values_list("name", "password"))
    for account in ACCOUNTS:
        assert verify(account.password, stored[account.name].removeprefix("pbe$"))
        assert model("agent").objects.filter(specifyUser__name=account.name, division=1).count() == 1


def test_rights_are_given_as_policies_where_there_are_any() -> None:
    if not present.has("userpolicy"):
        return
    everything = model("userpolicy").objects.filter(resource="%", action="%", collection=None)
    assert list(everything.values_list("specifyuser__name", flat=True)) == ["demo"]
    roles = dict(model("userrole").objects.values_list("specifyuser__name", "role__name"))
    assert roles == {"demo": "Collection Admin", "reader": "Reading"}


def test_rights_are_given_as_principals_everywhere() -> None:
    pairs = join_model("specifyuser_spprincipal").objects.values_list("specifyuser__name", "spprincipal__name")
    assert set(pairs) == {
        ("demo", "Administrator"),
        ("demo", "Manager"),
        ("demo", "demo"),
        ("reader", "LimitedAccess"),
        ("reader", "reader"),
    }


def test_a_database_with_an_institution_is_refused() -> None:
    before = model("agent").objects.count()
    with pytest.raises(CommandError, match="This database belongs to Aldermoor Museum of Natural History"):
        call_command("demo")
    assert model("agent").objects.count() == before


def test_the_accounts_are_told() -> None:
    told = StringIO()
    call_command("demo", "--accounts", stdout=told)
    assert "Sign in as demo with password demonstration: may do everything." in told.getvalue()


def test_less_than_one_object_is_refused() -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("demo", "--objects", "0")
