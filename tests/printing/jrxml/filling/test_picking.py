"""Rows that a report sorts, and leaves out, by itself."""

import pytest

from specify.printing.jrxml.filling.filled import filled
from tests.printing.jrxml.templates import numbered, pages, report, said, section, text, words

pytestmark = pytest.mark.one_shape
ROW = section("detail", text("$F{a}"))


def test_rows_are_sorted_by_fields() -> None:
    down = '<sortField name="b" order="Descending"/><sortField name="a"/>'
    rows = [{"a": a, "b": b} for a, b in (("x", 9), ("z", 10), ("y", 10), ("w", None))]
    [page] = pages(report(down, ROW, fields="a b:Integer"), rows)
    assert words(page) == ["y", "z", "x", "w"]
    [page] = pages(report('<sortField name="b"/>', ROW, fields="a b:Integer"), rows)
    assert words(page) == ["w", "x", "z", "y"]


def test_rows_for_which_the_condition_is_not_true_are_left_out() -> None:
    keeps = "<filterExpression><![CDATA[$F{a}.length() < 2 && $P{on}]]></filterExpression>"
    default = "<defaultValueExpression>true</defaultValueExpression>"
    on = f'<parameter name="on" class="java.lang.Boolean">{default}</parameter>'
    count = section("summary", text('$V{REPORT_COUNT} + " rows"'))
    made = pages(report(on, keeps, ROW, count), numbered(12))
    assert [word for page in made for word in words(page)] == [*map(str, range(1, 10)), "9 rows"]
    assert filled(report(on, keeps, ROW), [{"a": "long"}]).pages == []


def test_what_cannot_be_sorted_by_is_told() -> None:
    found = filled(report('<sortField name="v" type="Variable"/>', ROW), numbered(2))
    assert said(found) == [(1, "sort", "v")]
