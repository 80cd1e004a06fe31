"""What filled templates of JasperReports say as blocks: rows below headers are a table, and nothing is told twice."""

from typing import Any

import pytest

from specify.printing.jrxml_printing import Given, Inner, print_template
from tests.printing.jrxml.templates import section, text
from tests.printing.test_jrxml_printing import template

pytestmark = pytest.mark.one_shape
HEADER = section("columnHeader", text('"No."', "0 0 50 12"), text('"What"', "60 0 140 12"))
DETAIL = section(
    "detail", text("$F{a}", "0 0 50 12"), text("$F{b}", "60 0 140 12"), text("$F{c}", "60 14 140 12"), height=28
)
TALL = text('"Fishes"', "0 14 90 20").replace("<textElement />", '<textElement><font size="16"/></textElement>')


def read(source: bytes, *rows: dict[str, Any], **given: Any) -> list[dict[str, Any]]:
    """The blocks of a template that is honoured as a whole."""
    done = print_template(source, "t.jrxml", rows, Given(is_read=True, **given))
    assert done.problems == ()
    assert done.pdf == b""
    return list(done.blocks)


def words(runs: list[list[str]]) -> str:
    """The text of runs."""
    return "".join(run[0] for run in runs)


def row(number: int) -> dict[str, Any]:
    """A row with three columns."""
    return {"a": str(number), "b": f"fish {number}", "c": "in alcohol"}


def test_rows_are_one_table_over_pages_each_text_below_its_header() -> None:
    source = template(
        section("title", text('"Small"', "0 0 90 10"), TALL, height=40),
        section("pageHeader", text('"Page " + $V{PAGE_NUMBER}')),
        HEADER,
        DETAIL,
        section("pageFooter", text('"Kept by us, " + $V{PAGE_NUMBER}')),
        section("summary", text('"All: " + $V{REPORT_COUNT}')),
        fields="a b c",
    )
    told = read(source, *map(row, range(20)))
    assert [one["kind"] for one in told] == ["paragraph", "heading", "paragraph", "table", "paragraph", "paragraph"]
    assert [words(told[at]["runs"]) for at in (0, 1, 2, 4, 5)] == [
        "Small",
        "Fishes",
        "Page 1",
        "All: 20",
        "Kept by us, 1",
    ]
    table = told[3]
    assert [words(cell["runs"]) for cell in table["head"][0]] == ["No.", "What"]
    assert [words(line[0]["runs"]) for line in table["rows"]] == [str(number) for number in range(20)]
    assert words(table["rows"][7][1]["runs"]) == "fish 7\nin alcohol"


def test_a_line_right_above_the_rows_is_their_header_if_it_has_a_text_above_each() -> None:
    for name in ("title", "pageHeader"):
        header = section(name, text('"No."', "0 0 50 12"), text('"What"', "60 0 140 12"))
        told = read(template(header, DETAIL, fields="a b c"), *map(row, range(20)))
        assert [(one["kind"], len(one["rows"])) for one in told] == [("table", 20)]
    told = read(template(section("title", text('"Fishes"')), DETAIL, fields="a b c"), row(1))
    assert [one["kind"] for one in told] == ["heading", "paragraph", "paragraph"]


def test_labels_are_paragraphs_line_by_line() -> None:
    told = read(template(DETAIL, fields="a b c"), row(1), row(2))
    assert [words(one["runs"]) for one in told] == ["1 fish 1", "in alcohol", "2 fish 2", "in alcohol"]


def test_a_group_is_a_heading_with_a_table_of_its_own() -> None:
    header, footer = section("groupHeader", text("$F{c}")), section("groupFooter", text('$F{c} + ". End"'))
    group = f'<group name="g"><groupExpression><![CDATA[$F{{c}}]]></groupExpression>{header}{footer}</group>'
    told = read(template(group, HEADER, DETAIL, fields="a b c"), row(1), row(2), {**row(3), "c": "dry"})
    assert [one["kind"] for one in told] == ["heading", "table", "paragraph", "heading", "table", "paragraph"]
    assert [words(told[at]["runs"]) for at in (0, 2, 3, 5)] == ["in alcohol", "in alcohol. End", "dry", "dry. End"]
    assert [len(told[at]["rows"]) for at in (1, 4)] == [2, 1]


def test_a_report_within_has_a_table_of_its_own() -> None:
    inner = template(HEADER, DETAIL, fields="a b c", width=220)
    outer = template(
        section("title", text('"Outside"')),
        section(
            "detail",
            text("$F{a}"),
            '<subreport><reportElement x="0" y="20" width="200" height="20"/>'
            '<subreportExpression><![CDATA["inner.jasper"]]></subreportExpression></subreport>',
            height=40,
        ),
    )
    told = read(outer, {"a": "one loan"}, inner={"inner": Inner(inner, [row(1), row(2)])})
    assert [one["kind"] for one in told] == ["heading", "paragraph", "table"]
    assert words(told[1]["runs"]) == "one loan"
    assert len(told[2]["rows"]) == 2
