"""Type searches are read as written, and found by name and table, the backstop's last."""

import pytest

from specify.datamodel import present
from specify.resources import problems
from specify.resources.type_searches import TypeSearch, TypeSearches, read, type_searches
from specify.resources.viewer import Viewer
from specify.text.xml import BadXml
from tests.resources.conftest import Store

OLD = "2020-01-01T00:00:00/searches"
OBJECT, AGENT, TAXON, PREPARATION = 1, 5, 4, 63
OF_PREPARATION = "FROM Preparation pp"
NUMBER, ACCESSION = "collectionObject.catalogNumber", "collectionObject.accession.text1"


def definition(number: int, name: str, fields: str, hql: str = "", more: str = "") -> str:
    return f'<typesearch tableid="{number}" name="{name}" searchfield="{fields}" {more}>{hql}</typesearch>'


def searches(*definitions: str) -> tuple[TypeSearch, ...]:
    return read(f"<typesearches>{''.join(definitions)}</typesearches>".encode(), "it")


def test_a_search_has_fields_and_a_formatter() -> None:
    more = 'displaycols="x" format="%s" dataobjformatter="Agent"'
    assert searches(definition(AGENT, "Agent", " lastname, firstName,lastName", more=more)) == (
        TypeSearch("Agent", "agent", ("lastName", "firstName"), "Agent"),
    )


@pytest.mark.parametrize(
    ("fields", "hql", "paths"),
    [
        ("co.catalogNumber", f"SELECT %s1 {OF_PREPARATION} JOIN pp.collectionObject co", NUMBER),
        ("co.catalogNumber", "select %s1 from Preparation as pp left join fetch pp.collectionObject as co", NUMBER),
        ("ac.text1", f"{OF_PREPARATION} JOIN pp.collectionObject co LEFT JOIN co.accession ac", ACCESSION),
        ("pp.text1", "FROM Preparation pp WHERE 1=1", "text1"),
        ("text1,xx.text2", "FROM Preparation pp", "text1"),
        ("collectionObject.catalogNumber", "", "collectionObject.catalogNumber"),
        ("collectionobject.CATALOGNUMBER", "", "collectionObject.catalogNumber"),
        ("collectionObject", "", ""),
        ("loanPreparations.quantity", "", ""),
        ("nothing,,text1.text2,collectionObject.nothing", "", ""),
        ("x'; DROP TABLE taxon; --", "", ""),
    ],
)
def test_fields_become_paths_through_single_records(fields: str, hql: str, paths: str) -> None:
    (found,) = searches(definition(PREPARATION, "Preparation", fields, hql))
    assert ",".join(found.fields) == paths


def test_tables_that_are_not_here_are_left_out() -> None:
    assert searches(definition(99999, "Nothing", "name"), definition(0, "", ""), "<typesearch/>") == ()


def test_the_name_comes_before_the_table_and_ones_own_before_the_backstop() -> None:
    agent = present.tables()["agent"]
    own = searches(
        definition(AGENT, "First", "lastName"),
        definition(AGENT, "Second", "firstName"),
        definition(AGENT, "Broken", "nothing"),
        definition(TAXON, "Third", "fullName"),
    )
    fallback = searches(definition(AGENT, "Third", "abbreviation"))
    found = TypeSearches(own, fallback)
    wanted = {"": "First", "Second": "Second", "Third": "First", "Broken": "First", "No such": "First"}
    assert {name: found.search_for(agent, name).name for name in wanted} == wanted
    assert TypeSearches((), fallback).search_for(agent).name == "Third"


def test_where_nothing_fits_the_main_field_is_searched() -> None:
    agent = present.tables()["agent"]
    assert TypeSearches().search_for(agent, "Agent", agent.fields["lastName"]).fields == ("lastName",)
    assert TypeSearches().search_for(agent).fields == ()


@pytest.mark.parametrize(
    "data", ["", "<typesearches>", '<!DOCTYPE t [<!ENTITY a "x">]><typesearches>&a;</typesearches>']
)
def test_what_is_no_plain_xml_is_refused(data: str) -> None:
    with pytest.raises(BadXml):
        read(data.encode(), "it")


@pytest.mark.django_db
def test_a_stored_resource_counts_and_a_broken_one_gives_way(viewer: Viewer, store: Store) -> None:
    agent = present.tables()["agent"]
    store("TypeSearches", "<typesearches>&b;</typesearches>", "collection")
    store("TypeSearches", f"<typesearches>{definition(AGENT, 'Mine', 'email')}</typesearches>", "discipline")
    found = type_searches(viewer, OLD)
    assert found.search_for(agent).fields == ("email",)
    assert found.search_for(present.tables()["taxon"]).fields  # from the backstop of this program


def test_nothing_is_found_by_what_is_secret() -> None:
    own = definition(present.tables()["specifyuser"].number, "User", "password,name")
    behind = definition(AGENT, "Agent", "specifyUser.password,u.password", "FROM Agent a JOIN a.specifyUser u")
    assert [one.fields for one in searches(own, behind)] == [("name",), ()]


@pytest.mark.django_db
def test_far_and_many_fields_are_left_out_and_told(viewer: Viewer, store: Store) -> None:
    stamp, taxon = "2020-01-01T00:00:00/far", present.tables()["taxon"]
    far = ",".join("parent." * steps + "fullName" for steps in (0, 5, 6, 58))
    ten = [f"text{number}" for number in range(1, 9)] + ["number1", "number2"]
    many = ",".join((*ten, "remarks", "description"))
    more = definition(OBJECT, "Many", many) + definition(AGENT, "Few", "lastName")
    store("TypeSearches", f"<typesearches>{definition(TAXON, 'Far', far)}{more}</typesearches>", "collection")
    found = type_searches(viewer, stamp)
    assert found.search_for(taxon).fields == ("fullName", "parent." * 5 + "fullName")
    assert found.search_for(present.tables()["collectionobject"]).fields == tuple(ten)
    told = [problem.sentence for problem in problems.under(stamp) if problem.resource == "TypeSearches"]
    assert "Far for taxon does not look into parent.parent." in told[0]
    assert len(told[0]) < 500
    assert len(told) == 2
