"""Which control a cell becomes: by its own word, by the type of its field, by rights, in the three modes."""

import pytest

from specify.layouts.filling.filled import Option
from specify.resources.weblinks import THIS, WebLink
from tests.layouts.filling.asking import NEW, entry, said, there

pytestmark = pytest.mark.one_shape

KINDS = [
    ("text", "lastName", "line"),
    ("formattedtext", "lastName", "line"),
    ("spinner", "agentType", "line"),
    ("browse", "lastName", "line"),
    ("image", "lastName", "line"),
    ("url", "url", "line"),
    ("colorchooser", "text1", "line"),
    ("list", "text1", "line"),
    ("combobox", "text1", "line"),
    ("label", "lastName", "line"),
    ("no such thing", "lastName", "line"),
    ("textarea", "remarks", "text"),
    ("textareabrief", "remarks", "text"),
    ("dsptextfield", "lastName", "read"),
    ("checkbox", "lastName", "line"),
    ("checkbox", "integer1", "check"),
    ("querycbx", "organization", "record"),
    ("combobox", "division", "record"),
    ("text", "division", "read"),
    ("textfieldinfo", "division", "read"),
    ("checkbox", "division", "read"),
    ("querycbx", "lastName", "read"),
    ("querycbx", "collectors", "read"),
    ("text", "dateOfBirth", "line"),
]


@pytest.mark.parametrize(("uitype", "name", "kind"), KINDS)
def test_each_control_of_the_form_language_has_its_kind(uitype: str, name: str, kind: str) -> None:
    assert there("agent", f'name="{name}" uitype="{uitype}"').kind == kind


@pytest.mark.parametrize("uitype", ["text", "checkbox", "formattedtext", "tristate", "label", "combobox"])
def test_yes_or_no_is_ticked_whatever_the_cell_says(uitype: str) -> None:
    kind = "choice" if uitype == "tristate" else "check"
    assert there("determination", f'name="isCurrent" uitype="{uitype}"').kind == kind


@pytest.mark.parametrize("cell", ['name="lastName" uitype="button"', 'name="lastName" uitype="progress"'])
def test_what_is_nothing_to_enter_is_left_out(cell: str) -> None:
    assert entry("agent", cell, {"lastName": "Okafor"}) is None
    assert entry("agent", 'name="lastName" invisible="true"') is None
    assert entry("agent", 'name="this" uitype="plugin" initialize="name=PasswordStrengthUI"') is None


def test_names_lead_from_the_record_to_the_field_and_shares_are_those_of_the_layout() -> None:
    found = there("collectionobject", 'name="catalogNumber" isrequired="true"', {"catalogNumber": "000024117"})
    assert (found.name, found.text, found.label, found.required) == (
        "catalogNumber",
        "000024117",
        "~catalogNumber",
        True,
    )
    assert found.share - found.label_share == found.value_share > 0
    inner = there("collectionobject", 'name="collectionObjectAttribute.text1"')
    assert (inner.name, inner.kind, inner.text) == ("collectionObjectAttribute.text1", "line", "")


def test_a_part_of_the_record_is_entered_and_another_record_is_not() -> None:
    rows = {"collectionobjectattribute": {4: {"text1": "red"}}, "accession": {5: {"accessionNumber": "1987-031"}}}
    row = {"collectionObjectAttribute_id": 4, "accession_id": 5}
    found = there("collectionobject", 'name="collectionObjectAttribute.text1"', row, others=rows)
    assert (found.kind, found.text) == ("line", "red")
    found = there("collectionobject", 'name="accession.accessionNumber"', row, others=rows)
    assert said(found) == "1987-031"
    found = there("collectionobject", 'name="collectionObjectAttribute" uitype="querycbx"', row, others=rows)
    assert found.kind == "read"


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("collectionobject", "timestampCreated"),
        ("collectionobject", "version"),
        ("taxon", "fullName"),
        ("taxon", "isAccepted"),
        ("taxon", "acceptedTaxon"),
        ("taxon", "acceptedParent"),
        ("dnasequence", "compA"),
        ("taxontreedef", "fullNameDirection"),
        ("specifyuser", "password"),
        ("specifyuser", "id"),
    ],
)
def test_what_the_program_keeps_is_looked_at_but_may_be_sought(table: str, name: str) -> None:
    cell = f'name="{name}" uitype="{"querycbx" if name.startswith("accepted") else "text"}"'
    assert there(table, cell).kind == "read"
    assert (entry(table, cell, mode="search") is None) == (name == "password")


def test_rights_decide_what_is_entered() -> None:
    cell, row = 'name="lastName"', {"lastName": "Okafor"}

    def no_update(_table: str, action: str) -> bool:
        return action != "update"

    assert said(there("agent", cell, row, may=no_update)) == "Okafor"
    assert there("agent", cell, {**row, "id": NEW}, may=no_update).kind == "line"
    assert said(there("agent", cell, row, may_change=lambda _table, name: name != "lastName")) == "Okafor"
    assert there("agent", cell, row, may_change=lambda _table, name: name != "firstName").kind == "line"
    assert there("agent", cell, row, may=no_update, mode="search").kind == "line"
    assert entry("agent", 'name="division"', readable=lambda key: key != "division") is None
    assert said(there("agent", cell, row, mode="view")) == "Okafor"


def test_what_was_sent_comes_first_and_its_problems_with_it() -> None:
    told = {"lastName": ("Too long",)}
    found = there("agent", 'name="lastName" default="x"', {"lastName": "Okafor"}, {"lastName": ""}, problems=told)
    assert (found.text, found.problems) == ("", ("Too long",))
    found = there("agent", 'name="lastName" readonly="true"', {"lastName": "Okafor"}, {"lastName": "Nobody"})
    assert said(found) == "Okafor"


def test_a_search_is_empty_and_demands_nothing() -> None:
    for cell in ('name="lastName" isrequired="true" default="x"', 'name="agentType" isrequired="true"'):
        found = there("agent", cell, {"id": NEW, "lastName": "Okafor", "agentType": 1}, mode="search")
        assert (found.text, found.required) == ("", False)
    assert there("agent", 'name="lastName"', {}, {"lastName": "Ok"}, mode="search").text == "Ok"
    assert entry("agent", 'name="lastName" readonly="true"', mode="search") is None
    assert entry("collectionobject", 'name="accession.accessionNumber"', mode="search") is not None
    found = there("determination", 'name="isCurrent"', {"isCurrent": True}, mode="search")
    assert found.options == (Option("", "any"), Option("1", "Yes"), Option("0", "No"))


def test_some_fields_are_demanded_whatever_is_set_up() -> None:
    parent = 'name="parent" uitype="querycbx"'
    assert there("taxon", parent, {"parent_id": 2}).required
    assert there("taxon", parent, {"id": NEW}).required
    assert not there("taxon", f'{parent} isrequired="true"', {"parent_id": None}).required
    assert not there("taxon", parent, {"parent_id": 2}, mode="search").required
    assert there("collectionreltype", 'name="name"').required
    assert not there("collectionreltype", 'name="remarks"').required


def test_cells_that_lead_nowhere_and_unknown_ones_are_looked_at() -> None:
    assert said(there("agent", 'name="nope"')) == "not known here"
    assert entry("agent", 'name="nope"', mode="search") is None
    assert there("agent", 'name="lastName" uitype="plugin" initialize="name=Whatever"').kind == "line"
    assert said(there("agent", 'name="this" uitype="plugin" initialize="name=LatLonUI"')).endswith("Locality only")


def test_plugins_that_only_show_are_looked_at() -> None:
    row = {"latitude1": 12.5, "longitude1": -3}
    map_cell = 'name="this" uitype="plugin" initialize="name=LocalityGoogleEarth"'
    assert said(there("locality", map_cell, row)) == "OpenStreetMap"
    assert entry("locality", map_cell) is None
    assert entry("locality", map_cell, row, mode="search") is None


def test_a_web_link_is_typed_and_followed() -> None:
    cell = 'name="url" uitype="plugin" initialize="name=WebLinkButton;weblink=w"'
    found = there("agent", cell, {"url": "https://example.org/x"})
    assert (found.kind, found.text, [value.address for value in found.values]) == (
        "line",
        "https://example.org/x",
        ["https://example.org/x"],
    )
    assert there("agent", cell, {"id": NEW}).values == ()
    assert WebLink("w", "W", ("", THIS, "")).wanted == (THIS,)


def test_a_host_taxon_is_a_record_to_choose() -> None:
    cell = 'name="this" uitype="plugin" initialize="name=HostTaxonPlugin;relname=Host"'
    found = there("collectingeventattribute", cell)
    assert (found.kind, found.name, found.target) == ("record", "hostTaxon", "taxon")


def test_a_new_record_tells_nothing_of_records_that_somebody_named() -> None:
    rows = {"accession": {5: {"accessionNumber": "1987-031"}}}
    cell = 'name="accession.accessionNumber"'
    assert entry("collectionobject", cell, {"id": NEW, "accession_id": 5}, others=rows) is None
    assert said(there("collectionobject", cell, {"accession_id": 5}, others=rows)) == "1987-031"


def test_a_place_among_others_is_given_to_new_rows_and_need_not_be_typed() -> None:
    for cell in ('name="orderNumber"', 'name="orderNumber" isrequired="true"'):
        assert not there("collector", cell, {"id": NEW}).required
        assert there("collector", cell, {"orderNumber": 1}).required


def test_guids_are_the_programs_but_for_names_that_come_with_theirs() -> None:
    row = {"guid": "aaaa-bbbb"}
    assert there("locality", 'name="guid"', row).kind == "read"
    assert there("taxon", 'name="guid"', row).kind == "line"
    assert there("locality", 'name="guid"', mode="search").kind == "line"


def test_what_can_only_be_looked_at_is_no_part_of_a_new_record() -> None:
    cell = 'name="email" readonly="true"'
    assert entry("agent", cell, {"id": NEW}) is None
    assert said(there("agent", cell, {})) == ""
    assert said(there("agent", f'{cell} default="x"', {"id": NEW})) == "x"
