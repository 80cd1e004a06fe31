"""Reading view sets: what the language allows, what is tolerated, and how problems are told."""

import re

import pytest

from specify.layouts.elements import MOST_PROBLEMS, options_of, span_of
from specify.layouts.read import read_view_set
from specify.layouts.tree import Cell, CommandCell, FieldCell, LabelCell, PanelCell, SubViewCell, UnknownCell
from specify.text.xml import BadXml
from tests.layouts.making import layout, read, view, view_set

pytestmark = pytest.mark.one_shape


def cells(rows: str) -> tuple[Cell, ...]:
    block = read(view_set("", layout("A", "Agent", rows))).view_set.view_defs["A"].blocks[0]
    return tuple(cell for row in block.rows for cell in row.cells)


def cell(attributes: str, inner: str = "") -> Cell:
    return cells(f"<row><cell {attributes}>{inner}</cell></row>")[0]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("name=Agent;title=Catalog Agent", {"name": "Agent", "title": "Catalog Agent"}),
        ("newBtn=true; EDITBTN = false ;", {"newbtn": "true", "editbtn": "false"}),
        ("icon=https://a.example/x?y=z&q", {"icon": "https://a.example/x?y=z&q"}),
        ("a=1%3B2;a=3%3b4", {"a": "3%3b4"}),
        ("a=1%3B2", {"a": "1;2"}),
        ("alone;;=nothing", {"alone": ""}),
        ("", {}),
    ],
)
def test_initialize_is_split_as_specify_7_splits_it(text: str, options: dict[str, str]) -> None:
    assert options_of(text) == options


@pytest.mark.parametrize(
    ("text", "span"),
    [(None, 1), ("1", 1), ("2", 1), ("3", 2), ("10", 5), ("13", 7), ("14", 7), ("x", None), ("0", None), ("0008", 4)]
    + [("1001", 500), ("999999999", 500), ("9" * 5000, 500), ("0" * 5000, None)],
)
def test_spans_are_halved_upwards(text: str | None, span: int | None) -> None:
    assert span_of(text) == span


def test_attribute_names_and_cell_types_come_in_any_case() -> None:
    found = cell('TYPE="SubView" viewName="Determination" DefaultType="Table" name="determinations"')
    assert isinstance(found, SubViewCell)
    assert (found.view, found.shape) == ("Determination", "table")


def test_a_field_cell_says_how_it_is_entered() -> None:
    found = cell(
        'type="field" uitype="Plugin" name="this" id="7" initialize="name=PartialDateUI;df=startDate" isrequired="yes"'
    )
    assert isinstance(found, FieldCell)
    assert (found.uitype, found.plugin, found.required, found.read_only) == ("plugin", "PartialDateUI", True, False)


def test_only_display_fields_are_read_only_by_themselves() -> None:
    kinds = {kind: cell(f'type="field" uitype="{kind}" name="x"') for kind in ("text", "label", "dsptextfield")}
    assert [c.read_only for c in kinds.values() if isinstance(c, FieldCell)] == [False, False, True]


def test_blanks_stay_in_defaults_and_go_elsewhere() -> None:
    found = cell('type="field" name=" fullNameSeparator " default=", " label="  "')
    assert isinstance(found, FieldCell)
    assert (found.name, found.default, found.label) == ("fullNameSeparator", ", ", "")


def test_a_panel_keeps_all_its_blocks_and_their_conditions() -> None:
    found = cell(
        'type="panel" coldef="p,2px,p"',
        '<rows/><rows condition="agentType=Group"><row><cell type="label"/></row></rows>',
    )
    assert isinstance(found, PanelCell)
    assert [(len(b.rows), b.condition) for b in found.blocks] == [(0, ""), (1, "agentType=Group")]
    assert isinstance(found.blocks[1].rows[0].cells[0], LabelCell)


def test_comments_and_stray_text_are_passed_over() -> None:
    found = cells('\u200b<row>--><!-- <cell type="field" name="x"/> --><cell type="command" name="Go"/></row>')
    assert [type(each) for each in found] == [CommandCell]


def test_what_is_unknown_is_kept_and_reported_with_its_place() -> None:
    odd = '<cell type="hologram" name="remarks" id="h"/>\n<cell type="label" glow="1" colspan="wide"/><sell/>'
    rows = f"<row>\n{odd}</row>"
    reading = read(view_set("", layout("A", "Agent", rows)))
    kept = reading.view_set.view_defs["A"].blocks[0].rows[0].cells[0]
    assert isinstance(kept, UnknownCell)
    assert (kept.type, kept.name) == ("hologram", "remarks")
    told = [(p.line, p.view, p.cell, p.reason) for p in reading.problems]
    assert (3, "A", "h", "the cell type hologram is not known; shown as label and value") in told
    assert {line for line, *_ in told} == {3, 4}
    assert any("glow" in reason for *_, reason in told)
    assert any("'wide'" in reason for *_, reason in told)
    assert any("<sell>" in reason for *_, reason in told)


def test_what_is_in_an_unknown_element_is_read_and_the_element_itself_is_kept() -> None:
    name = '<cell type="field" name="remarks"/>'
    rows = f'<tab label="More"><row>{name}<fold>{name}<deep>{name}</deep></fold></row></tab><note of="x"> Hear </note>'
    reading = read(view_set("", layout("A", "Agent", rows)))
    found = reading.view_set.view_defs["A"].blocks[0].rows
    assert [[cell.name for cell in row.cells] for row in found] == [["remarks"] * 3]
    assert {(one.element, one.text, *one.attributes.items()) for one in reading.view_set.strangers} == {
        ("tab", "", ("label", "More")),
        ("fold", ""),
        ("note", "Hear", ("of", "x")),
    }
    assert {problem.reason for problem in reading.problems} == {
        "<tab> is not known here; what is in it is read as if it stood outside",
        "<fold> is not known here; what is in it is read as if it stood outside",
        "<note> is not known here and not used",
    }


@pytest.mark.parametrize(
    "element",
    [
        "viewset",
        "views",
        "view",
        "altviews",
        "altview",
        "viewdefs",
        "viewdef",
        "columnDef",
        "enableRules",
        "rule",
        "rows",
        "row",
        "cell",
    ],
)
def test_an_unknown_attribute_of_any_element_is_reported(element: str) -> None:
    rules = '<enableRules><rule id="x">y</rule></enableRules><columnDef>'
    layouts = layout("A", "Agent", '<row><cell type="blank"/></row>').replace("<columnDef>", rules, 1)
    whole = view_set(view("A", "Agent"), layouts).decode()
    assert read(whole.encode()).problems == ()
    data = re.sub(f"<{element}(?=[ >/])", f'<{element} glow="1"', whole, count=1).encode()
    [problem] = read(data).problems
    assert "glow" in problem.reason
    assert problem.line


def test_a_parameter_that_nobody_knows_is_reported_and_kept() -> None:
    reading = read(view_set("", layout("A", "Agent", '<row><cell type="field" id="7" initialize="nmae=Agent"/></row>')))
    [problem] = reading.problems
    assert (problem.cell, problem.reason) == ("7", "the parameter nmae is not known and not used")
    assert reading.view_set.view_defs["A"].blocks[0].rows[0].cells[0].initialize == {"nmae": "Agent"}


@pytest.mark.parametrize(
    ("views", "layouts", "reason"),
    [
        (view("V", "Agent", ("A", "lookat")), "", "the mode lookat is not known; it is taken for view"),
        ("", layout("A", "Agent", "<row/>", kind="tree"), "the type tree is not known; it is taken for a form"),
        (
            view("V", "Agent", ("A", "edit"), ("A", "edit")),
            "",
            "there is another altview A edit before it; the last one",
        ),
        (
            "",
            layout("A", "Agent", '<row><cell type="field" id="1"/><cell type="blank" id="1"/></row>'),
            "another cell before it has the id 1; a label for it goes to the first",
        ),
    ],
)
def test_what_cannot_be_meant_so_is_reported(views: str, layouts: str, reason: str) -> None:
    [problem] = read(view_set(views, layouts)).problems
    assert problem.reason.startswith(reason)


def test_after_very_many_problems_it_is_said_that_there_are_more() -> None:
    problems = read(view_set("", layout("A", "Agent", "<x/>" * 100_000))).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].reason == "there are more than 2,000 problems in the file; the others are not told"


def test_two_panels_may_use_the_same_ids() -> None:
    panel = '<cell type="panel"><rows><row><cell type="field" id="1"/></row></rows></cell>'
    label = '<cell type="label" id="1" labelfor="1"/>'
    assert read(view_set("", layout("A", "Agent", f"<row>{panel}{panel}{label}</row>"))).problems == ()


@pytest.mark.parametrize("attribute", ["colspan", "rows"])
def test_numbers_beyond_what_can_be_laid_out_are_reported(attribute: str) -> None:
    cell = f'<row><cell type="field" name="remarks" {attribute}="99999999999999999999"/></row>'
    reading = read(view_set("", layout("A", "Agent", cell)))
    assert [p.reason for p in reading.problems] == [f"{attribute} is more than 1000, which is used"]


@pytest.mark.parametrize("columns", ["99999999999999999999px,2px,p", "p,2px," * 1001])
def test_sizes_beyond_what_can_be_laid_out_are_reported(columns: str) -> None:
    reading = read(view_set("", layout("A", "Agent", "<row/>", columns=columns)))
    assert ["more than 1000" in p.reason for p in reading.problems] == [True]


def test_a_layout_that_nobody_could_look_at_is_reported_and_not_drawn() -> None:
    cell = '<cell type="field" name="remarks"/>'
    most = view_set("", layout("A", "Agent", f"<row>{cell * 5000}</row>"))
    blocks = f"<row><cell type='panel'>{'<rows/>' * 5001}</cell></row>"
    for rows, what in (
        (f"<row>{cell * 5001}</row>", "cells"),
        ("<row/>" * 5001, "rows"),
        (blocks, "blocks of rows"),
    ):
        reading = read(view_set("", layout("A", "Agent", rows)))
        assert not reading.view_set.view_defs["A"].can_be_drawn
        assert [p.reason for p in reading.problems] == [f"the layout has more than 5,000 {what} and is not used"]
    assert read(most).view_set.view_defs["A"].can_be_drawn


def test_of_two_of_one_name_the_first_is_taken_and_the_other_reported() -> None:
    two = layout("A", "Agent", "<row/>") + layout("A", "Taxon", "<row/>")
    reading = read(view_set(view("V", "Agent") + view("V", "Taxon"), two))
    assert reading.view_set.view_defs["A"].table == "agent"
    assert reading.view_set.views["V"].table == "agent"
    assert len(reading.problems) == 2


def test_of_two_ways_of_showing_of_one_name_the_last_is_taken() -> None:
    ways = '<altview name="x" viewdef="A" mode="view"/><altview name="x" viewdef="B" mode="edit"/>'
    found = read(view_set(f'<view name="V" class="Agent"><altviews>{ways}</altviews></view>', "")).view_set.views["V"]
    assert [(way.view_def, way.mode) for way in found.alt_views] == [("B", "edit")]


def test_the_declared_encoding_is_honoured() -> None:
    data = '<?xml version="1.0" encoding="ISO-8859-1"?><viewset name="Fö"><views/><viewdefs/></viewset>'.encode(
        "latin-1"
    )
    assert read_view_set(data, "x").view_set.name == "Fö"


@pytest.mark.parametrize("data", [b"", b"<viewset>", b"no xml"])
def test_what_is_no_xml_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(BadXml, match=r"odd\.views\.xml"):
        read_view_set(data, "odd.views.xml")


def test_column_sizes_are_kept_by_operating_system() -> None:
    sizes = '<columnDef>1px</columnDef><columnDef os="LNX">2px</columnDef><columnDef os="lnx">3px</columnDef>'
    inner = f"{sizes}<rows><row/></rows>"
    data = view_set("", f'<viewdef name="A" class="Agent" type="form" colDef="4px">{inner}</viewdef>')
    assert read(data).view_set.view_defs["A"].columns == {"": "1px", "lnx": "2px", "colDef": "4px"}
