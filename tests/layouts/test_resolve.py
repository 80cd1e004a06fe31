"""Resolving: paths, grids, panels, sub-views."""

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.compiling import Wanted, compile_form
from specify.layouts.form import Command, Condition, Heading, Pair, Panel, Paragraph, SubForm
from specify.layouts.paths import path_of
from specify.layouts.resolve import Surroundings
from tests.layouts.making import PlainCaptions, form, form_of, layout, library, view, view_set

pytestmark = pytest.mark.one_shape


@pytest.mark.parametrize(
    ("table", "name", "golden"),
    [
        ("collectionobject", "catalogNumber", "catalogNumber"),
        ("collectionobject", "CATALOGNUMBER", "catalogNumber"),
        ("collectionobject", "accession.accessionNumber", "accession > accessionNumber"),
        ("locality", "Locality.localityName", "localityName"),
        ("locality", "id", "id"),
        ("accession", "divisionCBX", "division"),
        ("picklist", "tablesCBX", "tableName"),
        ("taxon", "acceptedParent", "acceptedTaxon"),
        (
            "collectionobject",
            "currentDetermination.preferredTaxon.fullName",
            "currentDetermination > preferredTaxon > fullName",
        ),
        ("collectionobjectgroupjoin", "childCog.COGType.Name", "childCog > cogType > name"),
        ("preparation", "isonloan", "(isOnLoan)"),
        ("agent", "addresses.City", None),
        ("agent", "nothing", None),
        ("agent", "this", None),
        ("agent", "", None),
        ("agent", "lastName.", None),
    ],
)
def test_names_lead_through_the_data_model(table: str, name: str, golden: str | None) -> None:
    path = path_of(TABLES[table], name, TABLES)
    words = [step.name for step in path.steps] if path else []
    if path:
        words.append(path.member.name if path.member else f"({path.computed})")
    assert (" > ".join(words) if path else None) == golden


FISH = """
<row><cell type="label" labelfor="1"/><cell type="field" id="1" name="catalogNumber" uitype="formattedtext"/>
<cell type="label" labelfor="3"/><cell type="field" id="3" name="accession" uitype="querycbx" colspan="3"/></row>
<row><cell type="subview" viewname="Determination" id="6" name="determinations" colspan="8"/></row>
<row><cell type="separator" label="ATTACHMENTS" colspan="8"/></row>
<row><cell type="panel" coldef="p,2px,p" colspan="4"><rows><row>
<cell type="label" label="Total:"/><cell type="field" name="totalCountAmt" readonly="true"/></row></rows></cell>
<cell type="command" name="generateLabelBtn" label="Generate Label"/></row>
"""


def test_a_layout_becomes_items_with_shares() -> None:
    items = form("collectionobject", FISH, "115px,2px,195px,5px,125px,2px,60px,10px,140px").items
    golden = [
        (Pair, "1", 12, True),
        (Pair, "3", 12, False),
        (SubForm, "6", 19, True),
        (Heading, "part", 19, True),
        (Panel, "panel", 12, True),
        (Command, "generateLabelBtn", 4, False),
    ]
    assert [(type(item), item.key, item.share, item.starts_row) for item in items] == golden
    first, panel = items[0], items[4]
    assert isinstance(first, Pair)
    assert (first.label_share, first.value_share) == (4, 8)
    assert isinstance(panel, Panel)
    assert [(item.key, item.share) for item in panel.blocks[0].items] == [("panel-totalCountAmt", 12)]


PARTIAL = 'type="field" uitype="plugin" name="this" initialize="name=PartialDateUI;df=dayOff"'


@pytest.mark.parametrize(
    ("cell", "label", "named"),
    [
        ('type="field" name="shoeSize"', "shoeSize", "shoeSize"),
        ('type="field" name="nope.nope.x" id="7"', "nope.nope.x", "nope.nope.x"),
        (PARTIAL, "dayOff", "dayOff"),
        ('type="field" uitype="plugin" name="this" initialize="name=Telepathy"', "Telepathy", "this"),
        ('type="hologram" name="aura"', "aura", "aura"),
        ('type="subview" name="nopes"', "nopes", "nopes"),
        ('type="field"', "A field without a name", "(no name)"),
    ],
)
def test_what_leads_nowhere_is_reported_and_kept_as_not_known(cell: str, label: str, named: str) -> None:
    made = form("agent", f'<row><cell {cell}/><cell type="field" name="lastName"/></row>')
    pairs = [pair for pair in made.pairs() if isinstance(pair, Pair)]
    assert [(pair.label, pair.unknown) for pair in pairs] == [(label, True), ("~lastName", False)]
    assert [p.reason for p in made.problems] == [f"{named} is no field of Agent; it is shown as not known here"]


def test_an_unknown_field_is_called_by_its_label() -> None:
    made = form(
        "agent", '<row><cell type="label" labelfor="1" label="Shoe:"/><cell type="field" id="1" name="x"/></row>'
    )
    assert [pair.label for pair in made.pairs()] == ["Shoe"]


def test_cells_of_no_field_on_purpose_are_left_out() -> None:
    cells = '<cell type="field" name="generateInvoice" uitype="checkbox"/><cell type="field" name="tp" ignore="true"/>'
    made = form("agent", f"<row>{cells}</row>")
    assert (made.items, made.problems) == ((), ())


def test_what_only_this_database_is_too_old_for_is_left_out() -> None:
    age = "collectionobjectgroup"
    older = {key: table for key, table in TABLES.items() if key != age}
    rows = '<row><cell type="field" name="cojo.parentCog"/><cell type="field" name="catalogNumber"/></row>'
    books = library(
        view_set(view("CollectionObject", "CollectionObject"), layout("CollectionObject", "CollectionObject", rows))
    )
    wanted: Wanted = ("form", "view", "")
    for tables, keys in ((TABLES, ["cojo_parentCog", "catalogNumber"]), (older, ["catalogNumber"])):
        around = Surroundings(tables, PlainCaptions(), books.is_grid_view)
        made = compile_form(books, TABLES["collectionobject"], wanted, around)
        assert ([pair.key for pair in made.pairs()], made.problems) == (keys, ())


def test_a_sub_view_of_a_plain_field_is_shown_as_the_field() -> None:
    made = form("agent", '<row><cell type="subview" name="lastName"/></row>')
    (pair,) = made.pairs()
    assert isinstance(pair, Pair)
    assert (pair.label, pair.unknown) == ("~lastName", False)
    assert [p.reason for p in made.problems] == ["lastName is no relationship of Agent; it is shown as a field"]


def test_labels_commands_and_conditions_that_lead_nowhere_are_reported() -> None:
    cells = (
        '<cell type="label" labelfor="9" label="Lost:"/><cell type="command" name="Fly"/>'
        '<cell type="command" name="ReturnLoan"/><cell type="panel"><rows/><rows condition="shoeSize=9"/></cell>'
    )
    made = form("agent", f"<row>{cells}</row>")
    assert [type(item) for item in made.items] == [Paragraph, Command, Command, Panel]
    assert [p.reason for p in made.problems] == [
        "the label for 9 finds no cell that is still without one; it is shown as a text",
        "the command Fly is not known and not offered",
        "the command ReturnLoan works on forms of Loan, not of Agent",
        "shoeSize in a condition is no field of Agent; the condition is never met",
    ]


def test_a_cell_of_an_unknown_type_becomes_a_pair() -> None:
    made = form(
        "agent", '<row><cell type="label" labelfor="h" label="H"/><cell type="hologram" id="h" name="remarks"/></row>'
    )
    pair = next(made.pairs())
    assert isinstance(pair, Pair)
    assert (pair.label, pair.control.kind, pair.control.read_only) == ("H", "unknown hologram", True)


def test_the_conditions_of_a_panel_are_resolved() -> None:
    blocks = '<rows/><rows condition="agentType=A=B"/><rows condition="shoeSize=9"/><rows condition="always"/>'
    panel = form("agent", f'<row><cell type="panel">{blocks}</cell></row>').items[0]
    assert isinstance(panel, Panel)
    conditions = [block.condition for block in panel.blocks]
    assert conditions[0] is None
    assert isinstance(conditions[1], Condition)
    assert conditions[1].value == "A=B"
    assert conditions[2:] == [None, Condition(None)]


@pytest.mark.parametrize(
    ("attributes", "golden"),
    [
        ('name="collectors"', ("Collector", "form")),
        ('name="collectors" viewname="Collectors"', ("Collectors", "grid")),
        ('name="collectors" viewname="Collectors" defaulttype="form"', ("Collectors", "form")),
        ('name="collectors" defaulttype="TABLE"', ("Collector", "grid")),
        ('name="collectors" defaulttype="icon"', ("Collector", "form")),
    ],
)
def test_a_sub_view_knows_its_view_and_shape(attributes: str, golden: tuple[str, str]) -> None:
    row = f"<row><cell type='subview' {attributes}/></row>"
    grid = layout("Grid", "Collector", '<row><cell type="field" name="isPrimary"/></row>', kind="formtable")
    books = library(
        view_set(
            view("CollectingEvent", "CollectingEvent")
            + view("Collectors", "Collector", ("Grid", "view"), ("Grid", "edit")),
            layout("CollectingEvent", "CollectingEvent", row) + grid,
        )
    )
    sub = form_of(books, "collectingevent").items[0]
    assert isinstance(sub, SubForm)
    assert (sub.view, sub.shape) == golden


def test_sub_views_keep_their_order_and_attachments_have_one() -> None:
    rows = (
        '<row><cell type="subview" name="addresses" initialize="sortField=-isPrimary;btn=true"/></row>'
        '<row><cell type="subview" name="agentAttachments"/></row><row><cell type="subview" name="lastName"/></row>'
    )
    subs = [item for item in form("agent", rows).items if isinstance(item, SubForm)]
    assert [(sub.order, sub.button) for sub in subs] == [("-isPrimary", True), ("ordinal", False)]


def test_keys_are_unique_and_fit_for_html() -> None:
    named = {"a b": "lastName", "a.b": "firstName", "é": "email"}
    cells = "".join(f'<cell type="field" id="{cell_id}" name="{name}"/>' for cell_id, name in named.items())
    assert [pair.key for pair in form("agent", f"<row>{cells}</row>").pairs()] == ["a_b", "a_b.2", "_"]


def test_a_row_that_is_too_wide_is_squeezed_and_one_of_too_many_pairs_is_broken() -> None:
    fields = "".join(f'<cell type="field" id="{at}" name="text{at}" uitype="text"/>' for at in range(1, 6))
    wide = '<cell type="field" id="8" name="remarks" uitype="text" colspan="7"/>'
    narrow = '<cell type="field" id="9" name="countAmt" uitype="text"/>'
    made = form("collectionobject", f"<row>{fields}</row><row>{wide}{narrow}</row>")
    assert [(item.key, item.share, item.starts_row) for item in made.items] == [
        ("1", 6, True),
        ("2", 6, False),
        ("3", 6, False),
        ("4", 6, True),
        ("5", 6, False),
        ("8", 18, True),
        ("9", 6, False),
    ]
    assert all(item.label_share + item.value_share == item.share for item in made.pairs())
