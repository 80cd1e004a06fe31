"""The resources in `layouts/` besides forms: formatters, field formats, searches and web links name what is there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from specify.datamodel.declaring import Field, Relationship, Table
from specify.datamodel.schema import TABLES
from specify.text.xml import parse

pytestmark = pytest.mark.one_shape

LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
FORMATTERS = parse((LAYOUTS / "backstop/dataobj_formatters.xml").read_bytes(), "dataobj_formatters.xml")
FIELD_FORMATS = parse((LAYOUTS / "backstop/uiformatters.xml").read_bytes(), "uiformatters.xml")
SEARCHES = parse((LAYOUTS / "backstop/typesearch_def.xml").read_bytes(), "typesearch_def.xml")
WEB_LINKS = parse((LAYOUTS / "common/weblinks.xml").read_bytes(), "weblinks.xml")
FORMATS = {str(entry.get("name")): entry for entry in FORMATTERS.iter("format")}
AGGREGATORS = {str(entry.get("name")): entry for entry in FORMATTERS.iter("aggregator")}


def table_of(element: "etree._Element") -> Table:
    return TABLES[str(element.get("class")).rpartition(".")[2].lower()]


def resolve(table: Table, path: str) -> Field | Relationship | None:
    """What `path` leads to from `table`; None when a step of it is unknown."""
    found: Field | Relationship | None = None
    for step in path.split("."):
        found = table.find(step)
        if found is None:
            return None
        if isinstance(found, Relationship):
            table = TABLES[found.target.lower()]
    return found


def form_cells(attribute: str, key: str) -> Iterator[tuple[str, str]]:
    """The values of `key` in the `attribute` of all cells of all forms, each with its file."""
    for path in LAYOUTS.rglob("*.views.xml"):
        for cell in parse(path.read_bytes(), path.name).iter("cell"):
            pairs = dict(piece.split("=", 1) for piece in str(cell.get(attribute) or "").split(";") if "=" in piece)
            if cell.get("uitype") in ("querycbx", "plugin") and key in pairs:
                yield path.name, f"{cell.get('uitype')}:{pairs[key]}"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_formatter_names_fields_and_formatters_that_are_there(name: str) -> None:
    table = table_of(FORMATS[name])
    switch = FORMATS[name].find("switch")
    assert switch is not None
    assert switch.get("field") is None or table.find(str(switch.get("field"))), name
    for field in FORMATS[name].iter("field"):
        found = resolve(table, str(field.text))
        assert found is not None, f"{name}: {field.text}"
        if (formatter := field.get("formatter")) is not None:
            assert isinstance(found, Relationship), name
            assert table_of(FORMATS[formatter]).name == found.target, name
        if (aggregator := field.get("aggregator")) is not None:
            assert isinstance(found, Relationship), name
            assert table_of(AGGREGATORS[aggregator]).name == found.target, name


def test_every_table_has_one_default_formatter() -> None:
    defaults = [table_of(entry).name for entry in FORMATS.values() if entry.get("default") == "true"]
    assert sorted(defaults) == sorted(set(defaults))
    assert {table_of(entry).name for entry in FORMATS.values()} == set(defaults)


def test_agents_are_told_apart_by_their_type() -> None:
    agent = FORMATS["Agent"].find("switch")
    assert agent is not None
    assert agent.get("field") == "agentType"
    assert [fields.get("value") for fields in agent.iter("fields")] == ["0", "1", "2", "3"]


@pytest.mark.parametrize("name", sorted(AGGREGATORS))
def test_an_aggregator_orders_by_a_field_and_uses_a_formatter_of_its_table(name: str) -> None:
    aggregator = AGGREGATORS[name]
    table = table_of(aggregator)
    assert table_of(FORMATS[str(aggregator.get("format"))]) == table
    assert not aggregator.get("orderfieldname") or table.find(str(aggregator.get("orderfieldname")))


def test_formatters_never_run_in_circles() -> None:
    def reached(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " -> ".join((*path, name))
        for field in FORMATS[name].iter("field"):
            if (aggregator := field.get("aggregator")) is not None:
                reached(str(AGGREGATORS[aggregator].get("format")), (*path, name))
            elif (formatter := field.get("formatter")) is not None:
                reached(formatter, (*path, name))

    for name in FORMATS:
        reached(name, ())


@pytest.mark.parametrize("entry", list(FIELD_FORMATS), ids=lambda entry: str(entry.get("name")))
def test_a_field_format_belongs_to_a_field_and_fits_it(entry: "etree._Element") -> None:
    field = table_of(entry).find(str(entry.get("fieldname")))
    assert isinstance(field, Field)
    sizes = [int(str(part.get("size"))) for part in entry.iter("field")]
    assert sum(sizes) <= (field.length or 0), entry.get("name")
    for part in entry.iter("field"):
        if part.get("type") == "regex":
            assert re.compile(str(part.get("value")))
            assert part.get("pattern")


@pytest.mark.parametrize("entry", list(SEARCHES), ids=lambda entry: str(entry.get("name")))
def test_a_search_looks_in_fields_of_its_table(entry: "etree._Element") -> None:
    table = next(t for t in TABLES.values() if t.number == int(str(entry.get("tableid"))))
    for path in str(entry.get("searchfield")).split(","):
        assert isinstance(resolve(table, path), Field), path
    formatter = entry.get("dataobjformatter")
    assert not formatter or table_of(FORMATS[formatter]) == table


def test_query_boxes_and_links_of_the_forms_are_defined() -> None:
    searches = {str(entry.get("name")) for entry in SEARCHES}
    links = {str(entry.findtext("name")) for entry in WEB_LINKS}
    for file, found in form_cells("initialize", "name"):
        kind, _, name = found.partition(":")
        assert kind != "querycbx" or name in searches, f"{file}: {name}"
    for file, found in form_cells("initialize", "weblink"):
        assert found.partition(":")[2] in links, f"{file}: {found}"


@pytest.mark.parametrize("entry", list(WEB_LINKS), ids=lambda entry: str(entry.findtext("name")))
def test_a_web_link_is_made_of_its_arguments(entry: "etree._Element") -> None:
    address = str(entry.findtext("baseURLStr"))
    arguments = {str(name.text) for name in entry.iterfind("args/weblinkdefarg/name")}
    assert set(re.findall(r"<(\w+)>", address)) == arguments
    assert address.startswith(("https://", "mailto:", "<this>"))
    table = entry.findtext("tableName")
    assert table is None or all(TABLES[table.lower()].find(a) for a in arguments - {"this"})
