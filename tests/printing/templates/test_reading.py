"""What templates say of themselves, and what is said of those that cannot be read."""

import pytest

from specify.printing.rendering.telling import BadTemplate
from specify.printing.sheets.known import sheet_named
from specify.printing.templates.reading import read, shipped, template_named
from specify.web.refusals import Refusal

pytestmark = pytest.mark.one_shape
HEAD = "{{# title: A\ntable: collectionobject\n{} #}}<p>x</p>"


def test_the_head_is_read() -> None:
    found = read(
        "mine", HEAD.format("size: 18 x 8.5 mm\nleast: 70 %\nsort: Object.catalogNumber, taxon.family\ncopies: 3")
    )
    assert (found.title, found.size, found.least, found.copies) == ("A", (18, 8.5), 0.7, "3")
    assert found.named_in_head == ("object.catalognumber", "taxon.family")


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("<p>x</p>", 0, "says nothing of itself"),
        ("{# title: x #}", 1, "table"),
        ("{#\ntable: nothing #}", 2, "collectionobject"),
        (HEAD.format("size: 3 x mm"), 3, "63.5 x 38.1 mm"),
        (HEAD.format("size: 0 x 5 mm"), 3, "63.5 x 38.1 mm"),
        (HEAD.format("kind: book"), 3, "label, report"),
        (HEAD.format("language: <b>"), 3, "en, de"),
        (HEAD.format("least: tiny"), 3, "70 %"),
        (HEAD.format("\nbroken"), 4, "“broken”"),
        (HEAD.format("colour: red"), 3, "“colour: red”"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, words: str) -> None:
    with pytest.raises(BadTemplate) as refused:
        read("mine", source)
    assert refused.value.line == line
    assert words in str(refused.value)


def test_templates_come_with_the_program_and_name_sheets_that_there_are() -> None:
    labels = {"fish-jar", "herbarium-sheet", "insect-pin", "sticker-sheet"}
    assert set(shipped()) == labels | {"gift-invoice", "loan-invoice"}
    for template in shipped().values():
        assert template.kind == "report" or sheet_named(template.sheet, template.size).fits


@pytest.mark.parametrize("name", ["nothing", "../../README", "sheets.json", ""])
def test_a_template_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        template_named(name)
    assert "fish-jar" in refused.value.remedy
