"""Record formatters and aggregators are read as written and chosen as Specify 7's forms choose."""

from collections.abc import Callable

import pytest

from specify.resources.formatters import Aggregator, FormatField, formatters, read
from specify.resources.viewer import Viewer

OLD = "2020-01-01T00:00:00/formatters"
AGENT = 'class="edu.ku.brc.specify.datamodel.Agent"'
DATA = f"""<formatters>
  <format name="Short" title="Short one" {AGENT}><switch single="true"><fields>
    <field>lastName</field>
    <field sep=", " formatter="F" aggregator="A" uifieldformatter="U" format="%s" trimzeros="true">
      division.name </field>
    <field/>
  </fields></switch></format>
  <format name="Usual" {AGENT} default="true"><switch single="false" field="agentType">
    <fields value="0"><field>lastName</field></fields><fields value="1"><field>firstName</field></fields>
  </switch></format>
  <format name="Java" class="x.Locality" default=""><switch><external class="some.Java"/></switch></format>
  <aggregators>
    <aggregator name="Many" {AGENT} default="true" separator=" / " ending="." count="3" format="Short"
      orderfieldname="x"/>
    <aggregator name="Plain" {AGENT} default="" count=""/>
  </aggregators>
</formatters>"""


def test_everything_that_counts_is_read() -> None:
    found = read(DATA.encode(), "it")
    short, usual, java = found.formats
    assert short.cases[0].fields == (
        FormatField("lastName"),
        FormatField("division.name", ", ", "F", "A", "U", "%s", trims_zeros=True),
    )
    assert (short.title, short.table_key, short.is_default) == ("Short one", "agent", False)
    assert (usual.switch, [case.value for case in usual.cases]) == ("agentType", ["0", "1"])
    assert java.cases == ()
    assert java.case_for("") is None
    many, plain = found.aggregators
    assert many == Aggregator("Many", "Many", "agent", True, " / ", ".", 3, "Short", "x")
    assert (plain.separator, plain.count, plain.is_default) == ("; ", 0, False)


def test_a_switch_without_a_match_takes_its_first_case() -> None:
    usual = read(DATA.encode(), "it").formats[1]
    cases = [usual.case_for(value) for value in ("1", "0", "7", "")]
    assert [case.fields[0].path for case in cases if case] == ["firstName", "lastName", "lastName", "lastName"]


@pytest.mark.parametrize(
    ("table", "name", "set_up", "chosen"),
    [
        ("agent", "Short", "Usual", "Short"),
        ("agent", "", "Short", "Short"),
        ("agent", "No such", "", "Usual"),
        ("agent", "Java", "", "Usual"),
        ("locality", "", "", "Java"),
        ("taxon", "Short", "", None),
    ],
)
def test_name_then_set_up_then_default_then_any(table: str, name: str, set_up: str, chosen: str | None) -> None:
    found = read(DATA.encode(), "it").format_for(table, name, set_up)
    assert (found.name if found else None) == chosen


def test_without_an_aggregator_four_are_told() -> None:
    found = read(DATA.encode(), "it")
    assert found.aggregator_for("agent", "Plain").name == "Plain"
    assert found.aggregator_for("agent", "identity").name == "Many"
    automatic = found.aggregator_for("taxon")
    assert (automatic.count, automatic.separator) == (4, "; ")


@pytest.mark.django_db(databases="__all__")
def test_the_backstop_adds_what_the_winner_leaves_out(
    viewer: Viewer, register: Callable[[str, str, str, str], None]
) -> None:
    name = "DataObjFormatters"
    ours = DATA.replace("x.Locality", "x.Agent").replace('"Usual"', '"Ours"')
    register("backstop", "app_resources.xml", name, DATA)
    register(viewer.place.discipline_type, "app_resources.xml", name, ours)
    found = formatters(viewer, OLD)
    assert [one.name for one in found.formats] == ["Short", "Ours", "Java", "Java"]
    assert found.formats[-1].table_key == "locality"
    assert len(found.aggregators) == 2
