"""What `print_labels` writes and prints, and what it says of what it cannot print."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from specify.datamodel import present
from specify.printing.models import PrinterOffset
from specify.printing.rendering import limits
from tests.planting import World
from tests.printing.jrxml.templates import text as field
from tests.printing.press import MM, pages, text
from tests.printing.reports.planted import NUMBER, planted, query, resource, template
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


def said(small: Small, *arguments: object) -> str:
    """The sentence of what cannot be printed; `manage.py` writes it instead of a trace, and ends with a code."""
    with pytest.raises(CommandError) as refused:
        run(small, *arguments)
    assert refused.value.returncode > 0
    return str(refused.value)


HEAD = "{# table: collectionobject\nsize: 40 x 20 mm #}\n"
LOOPS = "{% for a in range(1000) %}" * 3 + "{% endfor %}" * 3


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "The template says nothing of itself"),
        (b"<p>no head</p>", "The template says nothing of itself"),
        (b"{# table: nothing #}<p>x</p>", "cannot be read at “table”"),
        (HEAD.encode() + b"<p>{{ object.catalognumber }", "Line 3: the template cannot be read"),
        (HEAD.encode() + b"<p><b>x</p>", "the element <b> is opened and not closed"),
        (HEAD.encode() + b"<p>{{ object.katalog }}</p>", "has no field “katalog”. Did you mean"),
        (HEAD.encode() + b"x" * 100_000, "longer than the 100000 characters"),
        (HEAD.encode() + b"x" * 400_001, "longer than the 100000 characters"),
        (
            HEAD.encode() + b"{% for a in range(1000) %}" * 3 + b"{% endfor %}" * 3,
            "Line 3: this does not come to an end",
        ),
        (HEAD.encode() + b"{% include 'other' %}", "Line 3"),
        (b"\xff\xfe\x00x", "is no text in UTF-8"),
        (b"\x00", "The template says nothing of itself"),
    ],
)
def test_a_template_in_a_file_that_is_none_is_told(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: bytes, words: str
) -> None:
    monkeypatch.setattr(limits, "BATCH_SECONDS", 2)
    file = tmp_path / "mine.html"
    file.write_bytes(source)
    assert words in said(small, file, "--ids", small.ids["co 1"], "--output", tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing", "--ids", "{co}"), "There is no template “nothing”. There are: "),
        (("x" * 5000, "--ids", "{co}"), "xxx"),
        (("own-999999", "--ids", "{co}"), "There is no template “own-999999”"),
        (("jrxml-1e9", "--ids", "{co}"), "There is no template “jrxml-1e9”"),
        (("..", "--ids", "{co}"), "There is no template “..”"),
        (("fish-jar", "--ids", "seven"), "“seven” is no number from 1 on"),
        (("fish-jar", "--ids", "0"), "“0” is no number from 1 on"),
        (("fish-jar", "--ids", "-3"), "--ids"),
        (("fish-jar", "--ids", "1" * 30), "is no number from 1 on"),
        (("fish-jar", "--ids", "2147483647"), "None of these records is there"),
        (("fish-jar", "--ids", "{other}"), "None of these records is there"),
        (("fish-jar", "--ids"), "--ids"),
        (("fish-jar",), "--record-set --query --ids"),
        (("fish-jar", "--ids", "{co}", "--query", "1"), "not allowed with"),
        (("fish-jar", "--query", "987654"), "987654"),
        (("fish-jar", "--query", "0"), "“0” is no number from 1 on"),
        (("fish-jar", "--query", "{agents}"), "The query is about agent, the template about collectionobject"),
        (("fish-jar", "--record-set", "987654"), "There is no record set 987654"),
        (("fish-jar", "--record-set", "{elsewhere}"), "There is no record set {elsewhere}"),
        (("fish-jar", "--record-set", "{people}"), "There is no record set {people}"),
        (("fish-jar", "--record-set", "{empty}"), "None of these records is there"),
        (("fish-jar", "--ids", "{co}", "--sheet", "none"), "There is no sheet “none”. There are: "),
        (("sticker-sheet", "--ids", "{co}", "--start", "22"), "The sheet has no place 22. Choose one from 1 to 21"),
        (("sticker-sheet", "--ids", "{co}", "--start", "0"), "“0” is no number from 1 on"),
        (("sticker-sheet", "--ids", "{co}", "--copies", "0"), "“0” is no number from 1 on"),
        (("sticker-sheet", "--ids", "{co}", "--copies", "20001"), "20001 labels are more than the 20000"),
        (("sticker-sheet", "--ids", "{co}", "--offset", "1"), "--offset"),
        (("sticker-sheet", "--ids", "{co}", "--offset", "1", "much"), "“much” is no length of up to 20 mm"),
        (("sticker-sheet", "--ids", "{co}", "--offset", "1", "-21"), "“-21” is no length of up to 20 mm"),
        (("sticker-sheet", "--ids", "{co}", "--offset", "nan", "0"), "“nan” is no length"),
        (("sticker-sheet", "--ids", "{co}", "--printer-of", "nobody"), "There is no user nobody"),
        (("sticker-sheet", "--ids", "{co}", "--offset", "1", "1", "--printer-of", "nobody"), "not allowed with"),
        (("sticker-sheet", "--ids", "{co}", "--user", "nobody"), "There is no user nobody"),
        (("sticker-sheet", "--ids", "{co}", "--answer", "head=x"), "does not ask for head. It asks for: nothing."),
        (("sticker-sheet", "--ids", "{co}", "--answer", "head"), "“head” is no answer. Write NAME=TEXT."),
        (("loan-invoice", "--ids", "{co}", "--offset", "1", "1"), "is a report; labels alone are moved"),
        (("loan-invoice", "--ids", "{co}", "--start", "2"), "is a report, and has no places to begin at"),
        (
            ("loan-invoice", "--ids", "{co}", "--sheet", "avery-l7163"),
            "is printed on plain paper: a4, letter.",
        ),
    ],
)
def test_what_cannot_be_asked_is_told(small: Small, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    there = planted_for_bad_input(small)
    file = tmp_path / "x.pdf"
    told = said(small, *(one.format(**there) for one in arguments), "--output", file)
    assert words.format(**there) in " ".join(told.split())
    assert not file.exists()


def planted_for_bad_input(small: Small) -> dict[str, int]:
    """Rows that cannot be printed by a template of objects, by the words that stand for them."""
    world, place = small.world, small.visit.place
    whose = {"type": 0, "specifyUser_id": small.visit.user.pk}
    sets = {
        "elsewhere": {"dbTableId": 1, "collectionMemberId": place.collection_id + 1},
        "people": {"dbTableId": 5, "collectionMemberId": place.collection_id},
        "empty": {"dbTableId": 1, "collectionMemberId": place.collection_id},
    }
    made = {name: world.plant("recordset", name=name, **whose, **more) for name, more in sets.items()}
    agents = query(small, "5.agent.lastName", table="agent")
    return {"co": small.ids["co 1"], "other": small.ids["co 6"], "agents": agents, **made}


def test_a_file_of_jasperreports_is_told_where_it_belongs(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "jars.jrxml"
    file.write_bytes(template())
    told = said(small, file, "--ids", small.ids["co 1"], "--output", tmp_path / "x.pdf")
    assert "Store it among the app resources" in told


def test_what_a_report_of_the_institution_s_cannot_be_asked_is_told(small: Small, tmp_path: Path) -> None:
    asked = '<parameter name="head" class="java.lang.String" isForPrompting="true"/>'
    name = planted(small, template(more=asked), NUMBER).template.name
    broken = planted(small, b"Dear curator,", NUMBER).template.name
    unbound = resource(small, template(), metadata="tableid=1;")
    for arguments, words in (
        ((name, "--sheet", "a4"), "has its own paper"),
        ((name, "--start", "7"), "The sheet has no place 7. Choose one from 1 to 6"),
        ((name, "--answer", "heed=x"), "does not ask for heed. It asks for: head."),
        ((broken,), "it is no template of JasperReports"),
        ((f"jrxml-{unbound}",), "Nobody has chosen the query that fills"),
    ):
        told = said(small, *arguments, "--ids", small.ids["co 1"], "--output", tmp_path / "x.pdf")
        assert words in " ".join(told.split())


def test_where_the_pdf_cannot_go_is_told_before_anything_is_printed(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "old.pdf"
    file.write_bytes(b"old")
    for output, words in (
        (tmp_path, "is a folder. Name a file in it."),
        (tmp_path / "none" / "x.pdf", "There is no folder"),
        (file / "x.pdf", "There is no folder"),
        (tmp_path / ("x" * 300), "cannot be written: File name too long"),
    ):
        assert words in said(small, "nothing", "--ids", 1, "--output", output)
    monkeypatch.setattr("os.access", lambda *_args: False)
    assert "cannot be written by the user" in said(small, "nothing", "--ids", 1, "--output", file)
    assert file.read_bytes() == b"old"


def test_a_disk_that_is_full_is_told(small: Small) -> None:
    told = said(small, "fish-jar", "--ids", small.ids["co 1"], "--output", "/dev/full")
    assert "/dev/full cannot be written: No space left on device." in told


def test_labels_are_moved_as_a_printer_needs_it(small: Small, tmp_path: Path) -> None:
    own, file = planted(small, template(), NUMBER).template.name, tmp_path / "labels.pdf"
    user = small.visit.user
    PrinterOffset.objects.create(user_id=user.pk, right=0.5, down=-1.25)
    for name in (own, "sticker-sheet"):
        found = []
        for more in ((), ("--offset", "0,5", "-1.25"), ("--printer-of", user.name)):
            run(small, name, "--ids", small.ids["co 1"], "--output", file, *more)
            found.append(upper_left(file.read_bytes()))
        asis, by_number, by_person = found
        assert by_number == by_person
        assert [by_number[at] - asis[at] for at in (0, 1)] == pytest.approx([0.5, -1.25], abs=0.02)


def upper_left(made: bytes) -> tuple[float, float]:
    """Where the first page's texts begin, in millimetres."""
    told = pages(made)[0].get_textpage()
    left, _bottom, _right, top = told.get_charbox(0)
    return left * MM, (pages(made)[0].get_height() - top) * MM
