"""What plugins and commands show of a record that is only read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from specify.layouts.bind import Standing, bind
from specify.layouts.bound import BoundPair, Part, Value
from specify.layouts.pairs import commands_of
from specify.layouts.values import Reader
from specify.resources.weblinks import read
from tests.layouts.making import PlainRows, form, reader, texts

pytestmark = pytest.mark.one_shape

Kept = Mapping[str, Mapping[int, Mapping[str, Any]]]
POINT = {"latitude1": "60.7350", "longitude1": "10.5"}


def plugin(name: str, field: str = "this", attributes: str = "") -> str:
    return f'<row><cell type="field" uitype="plugin" name="{field}" initialize="name={name}" {attributes}/></row>'


def parts(table: str, rows: str, kept: Kept, who: Any = lambda one: one) -> tuple[tuple[Part, ...], PlainRows]:
    """The parts of a form for record 1, and the rows that were asked."""
    made, plain = form(table, rows), PlainRows(kept)
    one: Reader = who(reader(plain))
    while True:
        row = plain.get(table, 1)
        found = bind(one, made, row, Standing("f")) if row else ()
        if not plain.load():
            return found, plain


def pairs(table: str, rows: str, kept: Kept, who: Any = lambda one: one) -> tuple[BoundPair, ...]:
    return tuple(pair for part in parts(table, rows, kept, who)[0] for pair in part.pairs)


def values(table: str, rows: str, kept: Kept, who: Any = lambda one: one) -> tuple[Value, ...]:
    return tuple(value for pair in pairs(table, rows, kept, who) for value in pair.values)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (POINT, ["60.735, 10.5"]),
        ({**POINT, "lat1text": "60.7350", "long1text": "10.50"}, ["60.7350, 10.50"]),
        ({**POINT, "lat1text": "60° 44' N", "long1text": "10° 30' E"}, ["60° 44' N, 10° 30' E (60.735, 10.5)"]),
        ({"lat1text": "near 60", "long1text": "?"}, ["near 60, ?"]),
        ({"latitude1": "60.7350"}, ["latitude 60.735"]),
        ({"longitude1": "10.5", "long1text": "10 30 E"}, ["longitude 10 30 E (10.5)"]),
        ({**POINT, "latitude2": 0, "longitude2": -1, "latLongType": "Line"}, ["line from 60.735, 10.5 to 0, -1"]),
        (
            {**POINT, "latitude2": 61, "longitude2": 11, "latLongType": "rectangle"},
            ["rectangle from 60.735, 10.5 to 61, 11"],
        ),
        ({**POINT, "latitude2": 61, "longitude2": 11, "latLongType": "Point"}, ["60.735, 10.5", "61, 11"]),
        ({}, []),
    ],
)
def test_coordinates_stand_as_written_with_the_degrees_read_from_them(row: dict[str, Any], told: list[str]) -> None:
    assert [
        value.text for value in values("locality", plugin("LatLonUI"), {"locality": {1: {"remarks": "r", **row}}})
    ] == told


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("LocalityGoogleEarth", "https://www.openstreetmap.org/?mlat=60.735&mlon=10.5#map=8/60.735/10.5"),
        ("LocalityWorldWind", "https://www.openstreetmap.org/?mlat=60.735&mlon=10.5#map=8/60.735/10.5"),
        ("LocalityGeoRef", "https://www.geo-locate.org/web/WebGeoref.aspx?v=1&points=60.735%7C10.5"),
    ],
)
def test_a_map_is_one_link_where_there_is_a_place_on_the_globe(name: str, address: str) -> None:
    (value,) = values("locality", plugin(name), {"locality": {1: POINT}})
    assert (value.kind, value.address) == ("web", address)
    for nowhere in ({"latitude1": 1}, {"latitude1": 91, "longitude1": 1}, {"latitude1": "NaN", "longitude1": "x"}):
        assert values("locality", plugin(name), {"locality": {1: {"remarks": "r", **nowhere}}}) == ()


def test_the_paleo_map_is_of_the_mean_age_of_the_period() -> None:
    kept: dict[str, dict[int, dict[str, Any]]] = {
        "collectionobject": {1: {"paleoContext_id": 5, "collectingEvent_id": 2}},
        "collectingevent": {2: {"locality_id": 3}},
        "locality": {3: POINT},
        "paleocontext": {5: {"chronosStrat_id": 6}},
        "geologictimeperiod": {6: {"startPeriod": "66", "endPeriod": "23"}},
    }
    (value,) = values("collectionobject", plugin("PaleoMap"), kept)
    assert value.address == "https://paleolocation.org/map?lat=60.735&lng=10.5&ma=44.5"
    closed = parts(
        "collectionobject",
        plugin("PaleoMap"),
        kept,
        lambda one: replace(one, readable=lambda key: key != "paleocontext"),
    )
    assert closed[0][0].withheld == (("Paleo map", "Table PaleoContext"),)
    assert values("collectionobject", plugin("PaleoMap"), {**kept, "geologictimeperiod": {6: {}}}) == ()
    assert values("collectionobject", plugin("PaleoMap"), {"collectionobject": {1: {"text1": "x"}}}) == ()


def test_a_plugin_on_another_table_says_where_it_belongs() -> None:
    (value,) = values("agent", plugin("LatLonUI"), {"agent": {1: {"lastName": "A"}}})
    assert (value.text, value.kind) == ("can be shown on forms of Table Locality only", "unknown")
    (problem,) = form("agent", plugin("LatLonUI")).problems
    assert problem.reason == "LatLonUI works on forms of Locality, not of Agent; the page says so instead"
    (problem,) = form("agent", plugin("HostTaxonPlugin;relname=x")).problems
    assert "forms of CollectingEventAttribute" in problem.reason


LINKS = (
    "<vector>"
    "<weblinkdef><name>Id</name><desc>Look</desc><baseURLStr>https://x.org/&lt;this&gt;</baseURLStr></weblinkdef>"
    "<weblinkdef><name>Mail</name><desc>Write</desc><baseURLStr>mailto:&lt;email&gt;</baseURLStr></weblinkdef>"
    "<weblinkdef><name>Whole</name><baseURLStr>https://x.org/?q=&lt;formatter_a&gt;AMPd=&lt;division.name&gt;</baseURLStr>"
    "<args><weblinkdefarg><name>formatter_a</name><title>F</title></weblinkdefarg></args></weblinkdef>"
    "<weblinkdef><name>Evil</name><baseURLStr>&lt;this&gt;</baseURLStr></weblinkdef>"
    "</vector>"
)


def linking(one: Reader) -> Reader:
    return replace(one, web_link=read(LINKS.encode(), "it").named)


AGENT = {"agent": {1: {"lastName": 'Ö"<x', "email": "a@b.org", "division_id": 2}}, "division": {2: {"name": "D & E"}}}


@pytest.mark.parametrize(
    ("how", "field", "found"),
    [
        ("weblink=ID", "lastName", [('Ö"<x', "web", "https://x.org/%C3%96%22%3Cx")]),
        ("weblink=Mail;watch=7", "this", [("Write", "web", "mailto:a@b.org")]),
        ("weblink=Mail", "lastName", [('Ö"<x', "text", ""), ("Write", "web", "mailto:a@b.org")]),
        ("weblink=Whole", "this", [("Whole", "web", "https://x.org/?q=%C3%96%22%3Cx&d=D%20%26%20E")]),
        ("weblink=Evil", "lastName", [('Ö"<x', "text", "")]),
        ("weblink=Id", "this", []),
        ("weblink=Id", "firstName", []),
        ("weblink=None such", "lastName", [('Ö"<x', "text", "")]),
        ("", "lastName", [('Ö"<x', "text", "")]),
    ],
)
def test_a_web_link_is_made_of_the_values_it_needs(how: str, field: str, found: list[tuple[str, str, str]]) -> None:
    made = values("agent", plugin(f"WebLinkButton;{how}", field), AGENT, linking)
    assert [(value.text, value.kind, value.address) for value in made] == found


def test_what_only_looks_like_a_scheme_we_follow_is_no_link() -> None:
    kept = {"agent": {1: {"url": "javascript:alert(1)"}}}
    assert [value.kind for value in values("agent", plugin("WebLinkButton;weblink=Evil", "url"), kept, linking)] == [
        "text"
    ]
    kept = {"agent": {1: {"url": "https://x y/"}}}
    assert [value.kind for value in values("agent", plugin("WebLinkButton", "url"), kept)] == ["text"]


def test_the_host_is_a_link() -> None:
    kept = {"collectingeventattribute": {1: {"hostTaxon_id": 4}}, "taxon": {4: {"fullName": "Quercus robur"}}}
    (value,) = values("collectingeventattribute", plugin("HostTaxonPlugin;relname=Host"), kept)
    assert value.link == ("taxon", 4)


def relations(number: int) -> dict[str, dict[int, dict[str, Any]]]:
    return {
        "collectionobject": {1: {"catalogNumber": "1"}, **{100 + n: {"catalogNumber": f"n{n}"} for n in range(number)}},
        "collectionrelationship": {
            n: {"leftSide_id": 1, "rightSide_id": 100 + n, "collectionRelType_id": 3} for n in range(number)
        },
        "collectionreltype": {3: {"name": "Host of", "leftSideCollection_id": 8, "rightSideCollection_id": 9}},
        "collection": {9: {"collectionName": "Parasites"}},
    }


@pytest.mark.parametrize("name", ["ColRelTypePlugin", "CollectionRelOneToManyPlugin"])
def test_related_objects_are_those_of_the_named_relation(name: str) -> None:
    kept = relations(2)
    found = values("collectionobject", plugin(f"{name};relname=host OF"), kept)
    assert [value.link for value in found] == [("collectionobject", 100), ("collectionobject", 101)]
    assert values("collectionobject", plugin(f"{name};relname=Other"), kept) == ()
    assert values("collectionobject", plugin(name), kept) == ()
    (problem,) = form("collectionobject", plugin(name)).problems
    assert problem.reason == f"{name} names no relname; nothing is shown for it"


def test_an_object_of_another_collection_is_told_by_the_collection() -> None:
    class Elsewhere(PlainRows):
        def is_elsewhere(self, table: str, row_id: int) -> bool:
            return table == "collectionobject" and row_id >= 100

        def _load_rows(self, table: str, ids: set[int]) -> None:
            super()._load_rows(table, ids)
            self._rows[table].update({one: {} for one in ids if self.is_elsewhere(table, one)})

    kept = relations(1)
    made, rows = form("collectionobject", plugin("ColRelTypePlugin;relname=Host of")), Elsewhere(kept)
    while True:
        row = rows.get("collectionobject", 1)
        found = bind(reader(rows), made, row, Standing("f")) if row else ()
        if not rows.load():
            break
    (value,) = found[0].pairs[0].values
    assert (value.text, value.link) == ("an object in the collection Parasites", None)


def test_statements_do_not_grow_with_the_related_objects() -> None:
    rows = plugin("CollectionRelOneToManyPlugin;relname=Host of")
    one, many = (parts("collectionobject", rows, relations(number))[1].statements for number in (1, 50))
    assert one == many


def test_a_container_is_told_with_what_is_in_it() -> None:
    kept = {
        "collectionobject": {
            1: {"catalogNumber": "1", "containerOwner_id": 5, "container_id": 6},
            2: {"catalogNumber": "2", "containerOwner_id": 6},
        },
        "container": {5: {"name": "Box"}, 6: {"name": "Jar"}},
    }
    found = values("collectionobject", plugin("ContainersColObjPlugin"), kept)
    assert [(value.text, value.link) for value in found] == [
        ("Box", ("container", 5)),
        ("Jar", ("container", 6)),
        ("2", ("collectionobject", 2)),
    ]


def test_attachments_are_links() -> None:
    kept = {
        "agent": {1: {"lastName": "A"}},
        "agentattachment": {7: {"agent_id": 1, "attachment_id": 8}},
        "attachment": {8: {"title": "Portrait"}},
    }
    (value,) = values("agent", plugin("AttachmentPlugin"), kept)
    assert (value.text, value.link) == ("Portrait", ("attachment", 8))
    assert (
        values("agent", plugin("AttachmentPlugin"), kept, lambda one: replace(one, readable=lambda _key: False)) == ()
    )


SHOW = '<row><cell type="command" name="{}" label="{}"/></row>'


def loans(number: int) -> dict[str, dict[int, dict[str, Any]]]:
    return {
        "preparation": {1: {"countAmt": 1}},
        "loanpreparation": {n: {"preparation_id": 1, "loan_id": 20 + n} for n in range(1, number + 1)},
        "loan": {20 + n: {"title": f"L{n}"} for n in range(1, number + 1)},
        "giftpreparation": {1: {"preparation_id": 1, "gift_id": 30}, 2: {"preparation_id": 1, "gift_id": 30}},
        "gift": {30: {"title": "G"}},
    }


@pytest.mark.parametrize(
    ("name", "label"), [("ShowLoansBtn", ""), ("x", "SHOW_INTERACTIONS"), ("ShowInteractionsBtn", "?")]
)
def test_the_interactions_of_a_preparation_stand_on_its_page(name: str, label: str) -> None:
    made = form("preparation", SHOW.format(name, label))
    (part,) = parts("preparation", SHOW.format(name, label), loans(1))[0]
    assert texts(part) == {"Interactions": "Table Loan L1; Table Gift G"}
    assert commands_of(reader(PlainRows({})), made, {"id": 1}) == ()


def test_interactions_that_may_not_be_read_are_named() -> None:
    def half(one: Reader) -> Reader:
        return replace(one, readable=lambda key: key != "gift")

    (part,) = parts("preparation", SHOW.format("ShowLoansBtn", ""), loans(1), half)[0]
    assert texts(part) == {"Interactions": "Table Loan L1; Table Gift: you may not read these"}


def test_statements_do_not_grow_with_the_interactions_and_the_rest_is_behind_a_link() -> None:
    one, many = (parts("preparation", SHOW.format("ShowLoansBtn", ""), loans(number)) for number in (1, 30))
    assert one[1].statements == many[1].statements
    assert [value.text for value in many[0][0].pairs[0].values if value.kind == "all"] == ["30"]


def test_commands_without_a_page_stay_named() -> None:
    made = form("loan", SHOW.format("ReturnLoan", "Return") + SHOW.format("generateLabelBtn", "Label"))
    assert commands_of(reader(PlainRows({})), made, {"id": 1}) == (
        ("ReturnLoan", "Return"),
        ("generateLabelBtn", "Label"),
    )
    assert made.problems == ()
    assert form("agent", SHOW.format("ShowLoansBtn", "")).problems[0].reason == (
        "the command ShowLoansBtn works on forms of Preparation, not of Agent"
    )
