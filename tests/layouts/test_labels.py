"""Which label belongs to which cell."""

import pytest

from specify.datamodel.schema import TABLES
from specify.layouts.form import Pair, Paragraph, SubForm
from specify.layouts.labels import bind_labels, told_of, words
from specify.layouts.paths import path_of
from tests.layouts.making import PlainCaptions, form, layout, read, view_set

pytestmark = pytest.mark.one_shape


def bindings(rows: str) -> dict[str, str]:
    """The labels' texts by the name of the cell they are bound to."""
    block = read(view_set("", layout("A", "Agent", rows))).view_set.view_defs["A"].blocks[0].rows
    bound = bind_labels(block).label_of
    return {block[at].cells[column].name: label.attributes["label"] for (at, column), label in bound.items()}


FIELD = '<cell type="field" name="lastName" id="2"/>'


@pytest.mark.parametrize(
    ("rows", "golden"),
    [
        (f'<row><cell type="label" labelfor="2" label="L"/>{FIELD}</row>', {"lastName": "L"}),
        (f'<row>{FIELD}</row><row><cell type="label" labelfor="2" label="L"/></row>', {"lastName": "L"}),
        (f'<row><cell type="label" label="L"/>{FIELD}</row>', {"lastName": "L"}),
        (f'<row><cell type="label" label="L"/></row><row>{FIELD}</row>', {"lastName": "L"}),
        (f'<row><cell type="label" label="L"/></row><row><cell type="blank"/>{FIELD}</row>', {}),
        (
            f'<row><cell type="label" label="M"/>{FIELD}<cell type="label" labelfor="2" label="L"/></row>',
            {"lastName": "L"},
        ),
        (
            f'<row><cell type="label" labelfor="2" label="L"/><cell type="label" labelfor="2" label="M"/>{FIELD}</row>',
            {"lastName": "L"},
        ),
        ('<row><cell type="label" label="L"/><cell type="field" uitype="checkbox" name="yesNo1" id="3"/></row>', {}),
        (
            '<row><cell type="label" label="L"/><cell type="field" uitype="plugin" name="this" id="3"/></row>',
            {"this": "L"},
        ),
        ('<row><cell type="label" label="L"/><cell type="subview" name="addresses"/></row>', {"addresses": "L"}),
        (f'<row><cell type="label" label=" "/>{FIELD}</row>', {}),
        (f'<row><cell type="label" labelfor="9" label="L"/>{FIELD}</row>', {}),
    ],
)
def test_labels_are_bound_by_name_then_by_position(rows: str, golden: dict[str, str]) -> None:
    assert bindings(rows) == golden


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        ('<cell type="label" labelfor="1" label="Surname"/><cell type="field" id="1" name="lastName"/>', "Surname"),
        ('<cell type="label" labelfor="1" label="##"/><cell type="field" id="1" name="lastName"/>', "##"),
        ('<cell type="label" labelfor="1"/><cell type="field" id="1" name="lastName"/>', "~lastName"),
        ('<cell type="field" name="createdByAgent.lastName"/>', "~lastName"),
        (
            '<cell type="label" labelfor="1" label="B"/>'
            '<cell type="field" id="1" uitype="checkbox" label="A" name="agentType"/>',
            "A",
        ),
        ('<cell type="field" uitype="checkbox" name="agentType"/>', "~agentType"),
        ('<cell type="label" label="Total Items:"/><cell type="field" name="email"/>', "Total Items"),
        ('<cell type="label" label="IS_ON_LOAN"/><cell type="field" name="email"/>', "On loan"),
        ('<cell type="label" id="divLabel"/><cell type="field" name="divisionCBX" uitype="combobox"/>', "~division"),
        (
            '<cell type="label" labelfor="7"/><cell type="field" id="7" name="this" uitype="plugin"'
            ' initialize="name=PartialDateUI;df=dateOfBirth"/>',
            "~dateOfBirth",
        ),
    ],
)
def test_a_pair_is_called_as_specify_calls_it(cells: str, label: str) -> None:
    pairs = [item for item in form("agent", f"<row>{cells}</row>").items if isinstance(item, Pair)]
    assert [pair.label for pair in pairs] == [label]


def test_a_label_that_labels_nothing_stays_a_text() -> None:
    items = form("agent", '<row><cell type="label" labelfor="gone" label="Look here:"/></row>').items
    assert [item.text for item in items if isinstance(item, Paragraph)] == ["Look here"]


def test_a_sub_view_is_called_by_its_label_or_its_relationship() -> None:
    rows = (
        '<row><cell type="label" labelfor="a" label="Posts"/><cell type="subview" id="a" name="addresses"/></row>'
        '<row><cell type="subview" name="variants"/></row>'
    )
    assert [item.label for item in form("agent", rows).items if isinstance(item, SubForm)] == ["Posts", "~variants"]


def test_panels_may_use_the_ids_of_others_again() -> None:
    inner = '<row><cell type="label" labelfor="1" label="{}"/><cell type="field" id="1" name="{}"/></row>'
    panel = f'<cell type="panel" id="p"><rows>{inner}</rows></cell>'
    rows = "<row>" + panel.format("A", "lastName") + panel.format("B", "firstName") + "</row>"
    assert [(pair.key, pair.label) for pair in form("agent", rows).pairs()] == [("p-1", "A"), ("p_2-1", "B")]


def test_white_space_and_line_breaks_in_labels_are_made_plain() -> None:
    assert words(" Two\\n lines : ") == "Two lines"


@pytest.mark.parametrize(
    ("description", "told"),
    [("Last name of the person.", "Last name of the person."), ("~lastName.", ""), ("surname", ""), ("", "")],
)
def test_a_description_that_only_says_the_label_again_is_left_out(description: str, told: str) -> None:
    class Told(PlainCaptions):
        def description(self, table_key: str, field_name: str) -> str:
            return description

    path = path_of(TABLES["agent"], "lastName", TABLES)
    assert told_of(path, "Surname", Told()) == told
    assert told_of(None, "Surname", Told()) == ""
