"""Names of other things on cells: each that is not there is a problem, and where nobody knows nothing is said."""

import json
from pathlib import Path
from typing import Any

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.names import NOBODY_KNOWS, Names, values_in
from specify.layouts.shelves import shelves
from specify.layouts.wiring import There, dead_ends
from specify.resources.captions import Item
from specify.resources.picklists import BUILT_IN, PickList, PickListItem
from tests.layouts.making import layout, read, view, view_set

pytestmark = pytest.mark.one_shape

LISTS = values_in([PickList("Sex", items=(PickListItem("Female", "f"),)), PickList("Titles"), *BUILT_IN.values()])


def set_up(table: str, field: str) -> Item:
    """The settings: one field has a pick list."""
    return Item(pick_list="Sex" if (table, field) == ("agent", "initials") else "")


VIEWS = {"Address": ("address",), "Journal": ("journal",)}
NAMES = Names(
    pick_lists=LISTS,
    set_up=set_up,
    formatters={"Plain"},
    field_formats={"Number"},
    web_links={"mailto"},
    searches={"Agent"},
)


def said(rows: str, names: Names = NAMES, table: str = "Agent") -> list[str]:
    """What is wrong with the names in a layout of agents."""
    found = read(view_set(view(table, table), layout(table, table, f"<row>{rows}</row>"))).view_set
    return [problem.reason for problem in dead_ends(found, There(TABLES, lambda name: VIEWS.get(name, ()), names))]


def field(attributes: str, name: str = "remarks") -> str:
    """A cell of a field."""
    return f'<cell type="field" name="{name}" {attributes}/>'


def plugin(initialize: str, name: str = "this") -> str:
    """A cell of a plugin."""
    return field(f'uitype="plugin" initialize="{initialize}"', name)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (field('uitype="slider"'), "the control slider is not known"),
        (field('uitype="progress"', "this"), "a progress is of use in the desktop program only"),
        (plugin("name=Hologram"), "the plugin Hologram is not known"),
        (plugin(""), "the plugin (no name) is not known"),
        (plugin("name=TaxonLabelFormatting"), "the plugin TaxonLabelFormatting is of use in the desktop program only"),
        (plugin("name=WebLinkButton;weblink=Wiki", "url"), "there is no web link Wiki"),
        (field('uifieldformatter="Letter"'), "there is no field format Letter"),
        (field('formatname="Fancy"'), "there is no record formatter Fancy"),
        (
            plugin("name=ColRelTypePlugin;relname=Host").replace("/>", ' formatting="Fancy"/>'),
            "no record formatter Fancy",
        ),
        (field('uitype="querycbx" initialize="name=Agnet"', "organization"), "there is no search Agnet"),
        (field('uitype="querycbx" initialize="name=Agent"'), "a query box finds one record, which remarks is not"),
        (field('uitype="querycbx"', "addresses"), "a query box finds one record, which addresses is not"),
        (field('uitype="combobox" picklist="Sexes"'), "there is no pick list Sexes; the value is shown and entered as"),
        (
            field('uitype="combobox" picklist="Sexes"', "initials"),
            "there is no pick list Sexes; what the field has other",
        ),
        (field('uitype="combobox"'), "there is no pick list for it; the value is entered as text"),
        ('<cell type="iconview" name="addresses"/>', "an iconview is shown as a sub-view"),
        ('<cell type="subview" name="addresses" viewname="Adress"/>', "there is no view Adress"),
        (
            '<cell type="subview" name="addresses" initialize="sortfield=-town"/>',
            "-town is no field of Address to sort by",
        ),
    ],
)
def test_a_name_that_leads_nowhere_is_a_problem(cell: str, reason: str) -> None:
    [told] = [one for one in said(cell) if reason in one]
    assert told


@pytest.mark.parametrize(
    "cell",
    [
        field('uitype="TextArea" uifieldformatter="Number" formatname="Plain"'),
        field('uitype="combobox" picklist="sex"'),
        field('uitype="combobox" picklist="Titles"'),
        field('uitype="combobox"', "initials"),
        field('uitype="combobox"', "agentType"),
        field('uitype="combobox" initialize="data=A, B"'),
        field('uitype="combobox"', "division"),
        field('uitype="querycbx" initialize="name=Agent"', "organization"),
        plugin("name=PartialDateUI;df=dateOfBirth"),
        plugin("name=WebLinkButton;weblink=MailTo", "email"),
        '<cell type="subview" name="addresses" viewname="Address" initialize="sortfield=-isPrimary"/>',
    ],
)
def test_a_name_that_is_there_is_none(cell: str) -> None:
    assert said(cell) == []


def test_where_nobody_knows_nothing_is_said() -> None:
    named = 'uitype="{}" picklist="x" uifieldformatter="x" formatname="x" formatting="x" initialize="name=x;weblink=x"'
    for uitype in ("combobox", "text"):
        assert said(field(named.format(uitype)), NOBODY_KNOWS) == []
    assert said(field(named.format("querycbx"), "organization"), NOBODY_KNOWS) == []


@pytest.mark.parametrize(
    ("condition", "is_told"),
    [
        ("agentType=Group", False),
        ("agentType=3", False),
        ("agentType=_EMPTY", False),
        ("agentType=Herd", True),
        ("initials=Female", False),
        ("initials=Male", True),
        ("initials=_EMPTY", False),
        ("remarks=anything", False),
        ("isSecret=Yes", False),
        ("nothing=at all", False),
        ("always", False),
    ],
)
def test_a_condition_on_a_value_that_no_pick_list_has_is_told(condition: str, is_told: bool) -> None:
    told = said(f'<cell type="panel"><rows/><rows condition="{condition}"/></cell>')
    assert any("which a condition asks for" in reason for reason in told) is is_told


def test_rules_and_selectors_are_told_since_nothing_follows_them() -> None:
    found = view("Agent", "Agent").replace("<altviews>", '<altviews selector="agentType">')
    rules = '<enableRules><rule id="7"><![CDATA[1 < 2 && x]]></rule></enableRules>'
    layouts = layout("Agent", "Agent", "<row/>").replace("<columnDef>", rules + "<columnDef>")
    problems = list(dead_ends(read(view_set(found, layouts)).view_set, There(TABLES, lambda _name: None, NAMES)))
    told = {problem.cell: problem.reason for problem in problems}
    assert told["7"].startswith("the rule '1 < 2 && x' is not followed")
    assert told[""].startswith("records are not told apart by agentType")


SEEDS = {
    "common/picklists.json": {"fish": [{"name": "Sex", "items": [{"title": "Female", "value": "f"}]}], "odd": 7},
    "common/schema_localization_en.json": {"agent": {"items": {"initials": {"picklistname": "Sex"}, "x": 1}}, "y": 2},
    "fish/schema_overrides.json": {"agent": {"items": [{"remarks": {"picklistname": "Titles"}}, 3]}, "z": {"items": 4}},
}
RESOURCES = {
    "DataObjFormatters": '<formatters><format name="Plain"/></formatters>',
    "UIFormatters": '<formats><format name="Number"/></formats>',
    "WebLinks": "<vector><weblinkdef><name> MailTo </name></weblinkdef></vector>",
    "TypeSearches": '<typesearches><typesearch name="Agent" tableid="5"/></typesearches>',
}


def configuration(folder: Path, resources: dict[str, str]) -> Path:
    """A configuration folder with seeds and resources; the path of its view set of fishes."""
    for part in ("fish", "common"):
        (folder / part).mkdir()
        (folder / part / "viewset_registry.xml").write_text('<files><file file="a.views.xml"/></files>')
        (folder / part / "a.views.xml").write_bytes(view_set("", ""))
    for name, seed in SEEDS.items():
        (folder / name).write_text(json.dumps(seed))
    entries = "".join(f'<file name="{name}" file="{name}.xml"/>' for name in (*resources, "Other", "WebLinks"))
    (folder / "common/app_resources.xml").write_text(f"<files>{entries}</files>")
    for name, content in resources.items():
        (folder / "common" / f"{name}.xml").write_text(content)
    return folder / "fish/a.views.xml"


def names_for(path: Path) -> Names:
    """The names that a folder tells a view set in it."""
    found = shelves([path])
    return found.names_for(found.files[0])


def test_a_folder_tells_its_resources_and_what_a_new_collection_begins_with(tmp_path: Path) -> None:
    found: Any = names_for(configuration(tmp_path, RESOURCES))
    assert {"SEX": {"F", "FEMALE"}}.items() <= found.pick_lists.items()
    assert found.set_up("agent", "Initials").pick_list == "Sex"
    assert found.set_up("agent", "remarks").pick_list == "Titles"
    assert found.set_up("agent", "lastName").pick_list == ""
    assert [found.formatters, found.field_formats, found.web_links, found.searches] == [
        {"Plain"},
        {"Number"},
        {"mailto"},
        {"Agent"},
    ]


def test_a_resource_that_cannot_be_read_has_no_names_and_one_that_is_not_there_is_unknown(tmp_path: Path) -> None:
    found = names_for(configuration(tmp_path, {"WebLinks": "<vector"}))
    assert (found.web_links, found.searches) == (set(), None)


def test_a_file_alone_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.views.xml").write_bytes(view_set("", ""))
    assert names_for(tmp_path / "a.views.xml") == NOBODY_KNOWS
