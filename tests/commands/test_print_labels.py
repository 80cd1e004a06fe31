"""What `print_labels` writes and prints, and what it says of what it cannot print."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from specify.datamodel import present
from tests.planting import World
from tests.printing.jrxml.templates import text as field
from tests.printing.press import pages, text
from tests.printing.reports.planted import NUMBER, planted, template
from tests.query.small_collection import Small, plant


@pytest.fixture
def small(db: None) -> Small:
    """Five objects in a collection of their own."""
    return plant(World.create())


def run(small: Small, *arguments: object) -> str:
    """What the command prints."""
    out = StringIO()
    collection = str(small.visit.place.collection_id)
    call_command("print_labels", *map(str, arguments), "--collection", collection, stdout=out)
    return out.getvalue()


def test_a_record_set_is_printed(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    told = run(small, "sticker-sheet", "--record-set", small.ids["set"], "--output", file, "--start", 21)
    assert told == f"{file}: 2 of the template “Sticker sheet”.\n"
    assert len(pages(file.read_bytes())) == 2


def test_ids_are_printed_by_a_template_in_a_file(small: Small, tmp_path: Path) -> None:
    template, file = tmp_path / "mine.html", tmp_path / "labels.pdf"
    template.write_text(
        "{# table: collectionobject\nsize: 40 x 20 mm #}<style>\np { colour: red }</style>"
        "<p>N {{ object.catalognumber }}</p>"
    )
    told = run(small, template, "--ids", small.ids["co 3"], small.ids["co 1"], "--output", file)
    assert "Line 3: This part of the style is passed over" in told
    assert text(file.read_bytes()).split() == ["N", "10", "N", "1"]


def test_what_a_query_finds_is_printed_in_its_order(small: Small, tmp_path: Path) -> None:
    query = small.world.plant("spquery", name="x", contextName="CollectionObject", contextTableId=1, countOnly=False)
    values = {
        "stringId": "1.collectionobject.catalogNumber",
        "fieldName": "catalogNumber",
        "tableList": "1",
        "position": 0,
    }
    given = {
        **values,
        "operStart": 8,
        "sortType": 2,
        "isDisplay": True,
        "isNot": False,
        "startValue": "",
        "query_id": query,
    }
    given = {name: value for name, value in given.items() if name in _columns("spqueryfield")}
    small.world.plant("spqueryfield", **given)
    file = tmp_path / "labels.pdf"
    template = tmp_path / "mine.html"
    template.write_text("{# table: collectionobject\nsize: 40 x 20 mm #}<p>{{ object.catalognumber }}</p>")
    run(small, template, "--query", query, "--output", file)
    assert text(file.read_bytes()).split() == ["12", "11", "10", "2", "1"]


def _columns(table: str) -> set[str]:
    there = present.tables()[table]
    return {*there.fields, *(f"{name}_id" for name in there.relationships)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing", "--ids", "1", "--output", "x.pdf"), "There is no template “nothing”"),
        (("fish-jar", "--record-set", "987654", "--output", "x.pdf"), "There is no record set 987654"),
        (("fish-jar", "--ids", "1", "--output", "x.pdf", "--sheet", "none"), "None of these records"),
    ],
)
def test_what_cannot_be_printed_is_told(small: Small, arguments: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(small, *arguments)


def test_a_report_of_the_institution_s_is_printed_with_answers(small: Small, tmp_path: Path) -> None:
    asked = '<parameter name="head" class="java.lang.String" isForPrompting="true"/>'
    detail = field(f'$P{{head}} + " " + $F{{{NUMBER}}}')
    report = planted(small, template(detail, more=asked), NUMBER)
    file, name = tmp_path / "labels.pdf", report.template.name
    told = run(small, name, "--record-set", small.ids["set"], "--answer", "head=No. =", "--output", file)
    assert "2 of the template “Jars”" in told
    assert text(file.read_bytes()).split("\r\n") == ["No. = 1", "No. = 10"]
