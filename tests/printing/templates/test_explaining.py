"""The page “what can I write here?”: all that is in it can be written, and all that can be written is in it."""

import re

import jinja2.parser
import jinja2.runtime
import pytest

from specify.printing.printing import filled, preview
from specify.printing.rendering.pool import Work, render
from specify.printing.sheets.known import known
from specify.printing.templates.explaining import Explained, List, Names, explained
from specify.printing.templates.filling import around
from specify.printing.templates.reading import HEAD_WORDS, read, shipped, template_named
from specify.printing.templates.subjects import SUBJECTS
from specify.printing.templates.words import (
    ALSO,
    AROUND,
    CONDITIONS,
    FILTERS,
    FUNCTIONS,
    HEAD,
    LOOP,
    MARKS,
    SERIES,
    Word,
)
from tests.printing.press import made
from tests.query.small_collection import Small

pytestmark = pytest.mark.by_schema

TODAY = {"today": {"text": "14.08.1987", "year": 1987, "month": 8, "day": 14}}
NAMED = {"institution": {"name": "House"}, "series": {"first": 1, "last": 2, "number": 2, "text": "1–2"}}
OTHER_NAMES = {other: name for name, others in ALSO.items() for other in others}


def every_group(told: Explained | List) -> list[Names]:
    """The groups of a subject and of its lists."""
    return [*told.groups, *(group for one in told.lists for group in every_group(one))]


@pytest.mark.parametrize("table", SUBJECTS)
def test_every_name_that_is_explained_can_be_written(small: Small, table: str) -> None:
    told = explained(small.visit, SUBJECTS[table])
    assert all(group.names and (group.told or not group.group) for group in told.groups)
    assert all(one.told for one in told.lists)
    body = "".join(f"{{{{ {written} }}}}" for group in told.groups for written in group.written().values())
    for one in told.lists:
        inner = "".join(f"{{{{ {written} }}}}" for group in one.groups for written in group.written("one").values())
        body += f"{{% for one in {one.name} %}}{inner}{{% endfor %}}"
    filled(small.visit, read("mine", f"{{# table: {table} #}}{body}"), ())


@pytest.mark.parametrize("table", SUBJECTS)
def test_every_field_of_its_tables_is_explained(small: Small, table: str) -> None:
    for group in every_group(explained(small.visit, SUBJECTS[table])):
        members = {one.name.lower() for one in group.table.fields.values() if not one.secret}
        assert members | {one.name.lower() for one in group.table.relationships.values()} <= set(group.names)
        assert not {one.name.lower() for one in group.table.fields.values() if one.secret} & set(group.names)
        assert len(set(group.names)) == len(group.names)


def test_every_name_in_our_templates_is_explained(small: Small) -> None:
    for template in shipped().values():
        told = explained(small.visit, SUBJECTS[template.table])
        groups = {group.group for group in told.groups} | {one.name for one in told.lists}
        inner = {group.group for one in told.lists for group in one.groups}
        written = " ".join(re.findall(r"{[{%](.*?)[%}]}", template.source))
        named = set(re.findall(r"\b([a-z]+)\.[a-z]+", written)) - groups - inner
        # What a template has set itself, or goes through, is called as it likes.
        own = set(re.findall(r"\b(?:set|for) ([a-z]+)\b", written)) | {"loop", "label"}
        assert named - own <= set(around(small.visit)), template.name


def test_every_filter_function_and_condition_is_explained_and_there() -> None:
    there = render(Work({"task": "words"})).told
    assert {one.name for one in FILTERS} == set(there["filters"])
    assert {one.name for one in FUNCTIONS} == set(there["functions"])
    assert {one.name for one in CONDITIONS} | set(OTHER_NAMES) == set(there["conditions"])


def test_every_word_of_a_head_is_explained(small: Small) -> None:
    assert {one.name for one in HEAD} == HEAD_WORDS
    for one in HEAD:
        table = "" if one.name == "table" else "table: collectionobject\n"
        read("mine", f"{{# {table}{one.example} #}}")
    sheet = next(one.example for one in HEAD if one.name == "sheet").split(": ")[1]
    assert sheet in known()


def test_every_mark_is_explained() -> None:
    of_other_templates = {"extends", "include", "import", "from"}
    marks = jinja2.parser._statement_keywords | {"call", "filter", "raw", "comment"}
    assert {one.name for one in MARKS} - {"data-fit", "img", "one-line"} == marks - of_other_templates


def test_all_that_is_known_of_a_repetition_is_explained() -> None:
    there = {name for name in dir(jinja2.runtime.LoopContext) if not name.startswith("_")} | {"depth0"}
    assert {one.name.removeprefix("loop.") for one in LOOP} == there


def test_all_that_every_template_has_is_explained(small: Small) -> None:
    there = {f"{name}.{part}" for name, one in around(small.visit).items() for part in one} - {"today.text"}
    assert {one.name for one in AROUND} == there | {"today", "label.width", "label.height"}


@pytest.mark.parametrize(
    "word", [*AROUND, *SERIES, *MARKS, *FUNCTIONS, *FILTERS, *CONDITIONS, *LOOP], ids=lambda one: one.name
)
def test_every_example_can_be_written(small: Small, word: Word) -> None:
    record = {**around(small.visit), **NAMED, **TODAY}
    assert str(word.told)
    assert made(word.example, record).pdf.startswith(b"%PDF")


@pytest.mark.parametrize("other", OTHER_NAMES)
def test_every_other_name_of_a_condition_can_be_written(other: str) -> None:
    assert made(f"{{{{ [1, 2]|select('{other}', 1)|list|count }}}}").pdf


def test_a_preview_is_a_page_without_anything_from_outside(small: Small) -> None:
    html = preview(small.visit, template_named("fish-jar"), [small.ids["co 1"]]).told["html"]
    assert html.startswith("<!DOCTYPE html>")
    assert '<i lang="la">Etheostoma caeruleum</i>' in html
    assert not re.search(r"<script|src=|href=|url\(", html)
