"""The demonstration in a database, whatever its shape."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from specify.datamodel import present
from specify.datamodel.tables import join_model, model
from specify.demonstration.accounts import ACCOUNTS
from specify.demonstration.house import FINISHED
from specify.demonstration.making import UNFINISHED
from specify.security.passwords import verify
from specify.security.rights import rights_of

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


def test_the_institution_no_longer_says_that_it_is_unfinished() -> None:
    assert list(model("institution").objects.values_list("remarks", flat=True)) == [FINISHED]


def test_catalog_numbers_are_unique_and_in_the_form_of_their_collection() -> None:
    forms = {"fish": r"\d{9}", "botany": r"\d{4}-\d{5}", "vertpaleo": r"VP \d{6}"}
    for kind, form in forms.items():
        objects = model("collectionobject").objects.filter(collection__discipline__type=kind)
        numbers = list(objects.values_list("catalogNumber", flat=True))
        assert len(set(numbers)) == len(numbers) > 0
        assert [number for number in numbers if not re.fullmatch(form, number)] == []


@pytest.mark.parametrize("tree", ["taxon", "geography", "storage", "lithostrat", "geologictimeperiod"])
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


def test_each_discipline_has_a_loan_that_is_overdue_one_that_is_closed_and_one_that_is_partly_back() -> None:
    today = date(2026, 1, 1)
    for discipline in model("discipline").objects.values_list("id", flat=True):
        loans = model("loan").objects.filter(discipline=discipline)
        assert loans.filter(isClosed=False, currentDueDate__lt=today).count() == 1
        assert loans.filter(isClosed=True).count() == 1
        items = model("loanpreparation").objects.filter(loan__in=loans.filter(isClosed=False))
        back = set(items.filter(isResolved=True).values_list("loan", flat=True))
        assert back & set(items.filter(isResolved=False).values_list("loan", flat=True))


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
        agents = model("agent").objects.filter(specifyUser__name=account.name)
        kinds = agents.values_list("division__disciplines__type", flat=True)
        assert sorted(kinds) == sorted(account.at)


def test_rights_are_given_as_policies_where_there_are_any() -> None:
    if not present.has("userpolicy"):
        return
    everything = model("userpolicy").objects.filter(resource="%", action="%", collection=None)
    assert list(everything.values_list("specifyuser__name", flat=True)) == ["demo"]
    roles = model("userrole").objects.values_list("specifyuser__name", "role__name", "role__collection__code")
    assert sorted(roles) == [
        ("botanist", "Curating", "HERB"),
        *(("demo", "Collection Admin", code) for code in ("FISH", "HERB", "VP")),
        *(("reader", "Reading", code) for code in ("FISH", "HERB", "VP")),
        *(("student", "Data entry", code) for code in ("FISH", "VP")),
    ]


def test_each_account_may_do_what_is_said_and_no_more() -> None:
    users = dict(model("specifyuser").objects.values_list("name", "id"))
    collections = dict(model("collection").objects.values_list("code", "id"))
    asked = ("read", "create", "update", "delete")

    def may(name: str, code: str, table: str = "collectionobject") -> str:
        rights = rights_of(users[name], collections[code])
        return "".join(action[0] for action in asked if rights.may_table(table, action))

    assert {name: [may(name, code) for code in ("FISH", "HERB", "VP")] for name in users} == {
        "demo": ["rcud", "rcud", "rcud"],
        "reader": ["r", "r", "r"],
        "botanist": ["", "rcud", ""],
        "student": ["rcu", "", "rcu"],
    }
    assert (may("student", "FISH", "loan"), may("student", "FISH", "specifyuser")) == ("r", "r")
    assert (may("botanist", "HERB", "loan"), may("botanist", "HERB", "specifyuser")) == ("rcud", "r")


def test_rights_are_given_as_principals_everywhere() -> None:
    pairs = join_model("specifyuser_spprincipal").objects.values_list("specifyuser__name", "spprincipal__name")
    assert set(pairs) == {
        ("demo", "Administrator"),
        ("demo", "Manager"),
        ("demo", "demo"),
        ("reader", "LimitedAccess"),
        ("reader", "reader"),
        ("botanist", "FullAccess"),
        ("botanist", "botanist"),
        ("student", "FullAccess"),
        ("student", "student"),
    }


def test_a_database_with_an_institution_is_refused() -> None:
    before = model("agent").objects.count()
    with pytest.raises(CommandError, match="This database belongs to Aldermoor Museum of Natural History"):
        call_command("demo")
    assert model("agent").objects.count() == before


def test_a_database_whose_demonstration_was_interrupted_is_refused() -> None:
    model("institution").objects.update(remarks=UNFINISHED)
    with pytest.raises(CommandError, match="unfinished.* drop the database"):
        call_command("demo")


def test_the_accounts_are_told() -> None:
    told = StringIO()
    call_command("demo", "--accounts", stdout=told)
    assert "Sign in as demo with password demonstration: may do everything." in told.getvalue()


def test_less_than_one_object_is_refused() -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("demo", "--objects", "0")


def test_an_interruption_is_told_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("specify.commands.management.commands.demo.make", interrupted)
    with pytest.raises(CommandError, match="Stopped. Nothing was written."):
        call_command("demo")
    with pytest.raises(CommandError, match="Stopped. An interruption leaves a part .* drop the database"):
        call_command("demo", "--objects", "1000000")
