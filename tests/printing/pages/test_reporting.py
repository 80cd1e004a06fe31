"""The institution's reports on the pages: printed like other templates, bound to queries, with what is wrong."""

import pytest

from specify.datamodel.tables import model
from specify.printing.models import Bound, Printout
from specify.printing.pages.jobs import print_in_background
from specify.resources import stamp
from specify.security.entering import Visit
from specify.security.policies import Rights
from specify.tasks.progress import SILENT
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements
from tests.planting import World
from tests.printing.jrxml.templates import place
from tests.printing.jrxml.templates import text as field
from tests.printing.press import lines
from tests.printing.press import text as words
from tests.printing.reports.planted import NUMBER, REMARKS, Planted, planted, query, resource, template
from tests.query.small_collection import Small

ASKED = '<parameter name="head" class="java.lang.String" isForPrompting="true"/>'


@pytest.fixture
def here(home_world: World, visit: Visit) -> Small:
    """The collection of the demonstration, with nothing kept of its settings."""
    stamp.forget()
    return Small(home_world, {}, visit)


@pytest.fixture
def jars(here: Small) -> Planted:
    """A report that asks for its head."""
    return planted(here, template(field(f'$P{{head}} + " " + $F{{{NUMBER}}}'), more=ASKED), NUMBER)


def objects(visit: Visit, number: int) -> list[tuple[int, str]]:
    """Ids, and catalog numbers as they are printed: without the zeros before them."""
    found = model("collectionobject").objects.filter(collection=visit.place.collection_id).order_by("catalogNumber")
    return [(pk, text.lstrip("0")) for pk, text in found.values_list("pk", "catalogNumber")[:number]]


def chosen(visit: Visit, report: Planted, number: int) -> str:
    ids = "&".join(f"id={pk}" for pk, _number in objects(visit, number))
    return f"on=collectionobject&{ids}&template=jrxml-{report.resource}"


def test_a_report_is_printed_from_the_page_like_others(
    curator: CheckingClient, home: str, visit: Visit, jars: Planted
) -> None:
    listed = curator.get(f"{home}print/templates/").document
    assert "Jars" in {text(one) for one in listed.all("//tbody//th/a")}
    told = chosen(visit, jars, 2)
    page = curator.get(f"{home}print/?{told}").document
    assert page.all("//select[@name='template']/option[@selected]")[0].get("value") == f"jrxml-{jars.resource}"
    assert page.all("//input[@name='p.head']")
    assert not page.all("//select[@name='sheet']")
    with curator.not_checking("it is a template's, not ours"):
        shown = curator.get(page.all("//iframe")[0].get("src"))
    assert b"data:image/png" in shown.content
    read = curator.get(f"{home}print/html/?{told}&p.head=Fish").document
    assert f"Fish {objects(visit, 1)[0][1]}" in text(read.all("//main")[0])
    made = curator.get(f"{home}print/pdf/?{told}&p.head=Fish")
    assert made["Content-Type"] == "application/pdf"
    for _pk, number in objects(visit, 2):
        assert f"Fish {number}" in words(made.content)
    kept = Printout.objects.get()
    assert (kept.template, kept.number) == (f"jrxml-{jars.resource}", 2)
    assert ["p.head", "Fish"] in kept.asked
    log = curator.get(f"{home}print/log/").document
    again = curator.get(log.all("//tbody//a[contains(@href, 'again=')]")[0].get("href")).document
    assert again.all("//input[@name='p.head']")[0].get("value") == "Fish"


def test_a_record_set_and_its_own_query_are_printed(
    curator: CheckingClient, home: str, visit: Visit, here: Small
) -> None:
    numbers = [number for _pk, number in objects(visit, 3)]
    report = planted(
        here,
        template(field(f'"No. " + $F{{{NUMBER}}}')),
        {"stringId": NUMBER, "operStart": 10, "startValue": ",".join(numbers)},
    )
    page = curator.get(f"{home}print/?on=collectionobject&template=jrxml-{report.resource}").document
    address = page.all("//a[contains(@href, 'l=1.collectionobject')]")[0].get("href")
    assert curator.get(address).status_code == 200
    made = curator.get(address.replace("/print/?", "/print/pdf/?"))
    assert lines(made.content) == [f"No. {number}" for number in numbers]
    world = here.world
    chosen_set = world.plant(
        "recordset", name="To be printed", dbTableId=1, type=0, collectionMemberId=visit.place.collection_id,
        specifyUser_id=visit.user.pk,
    )  # fmt: skip
    world.plant("recordsetitem", recordSet_id=chosen_set, recordId=objects(visit, 1)[0][0])
    told = f"on=collectionobject&set={chosen_set}&template=jrxml-{report.resource}"
    assert lines(curator.get(f"{home}print/pdf/?{told}").content) == [f"No. {numbers[0]}"]


def test_many_rows_are_a_job(visit: Visit, jars: Planted) -> None:
    asked = [list(one) for one in (("on", "collectionobject"), ("template", f"jrxml-{jars.resource}"), ("p.head", "x"))]
    asked += [["id", str(pk)] for pk, _number in objects(visit, 2)]
    place = visit.place.collection_id
    outcome = print_in_background(SILENT, person=visit.user.pk, collection_id=place, asked=asked)
    assert outcome.file is not None
    assert lines(outcome.file.read_bytes()) == [f"x {number}" for _pk, number in objects(visit, 2)]
    assert outcome.file_name == "Jars.pdf"
    outcome.file.unlink()


def test_what_cannot_be_honoured_is_told_on_the_page(
    curator: CheckingClient, home: str, visit: Visit, here: Small
) -> None:
    report = planted(here, template(field('Runtime.getRuntime().exec("ls")'), field(f"$F{{{NUMBER}}}")), NUMBER)
    page = curator.get(f"{home}print/?{chosen(visit, report, 1)}").document
    assert "Line 1: The method exec is not known here." in {text(one) for one in page.all("//li")}
    curator.get(f"{home}print/pdf/?{chosen(visit, report, 1)}")
    assert Printout.objects.get().notes == ["The method Runtime.getRuntime is not known here."]


def test_a_broken_template_is_told_and_others_are_printed(
    curator: CheckingClient, home: str, visit: Visit, here: Small
) -> None:
    report = planted(here, b"<jasperReport>", NUMBER)
    page = curator.get(f"{home}print/?{chosen(visit, report, 1)}").document
    assert "it is no template of JasperReports" in text(page.all("//p[@class='note stop']")[0])
    assert curator.get(f"{home}print/pdf/?{chosen(visit, report, 1)}").status_code == 422
    assert curator.get(f"{home}print/templates/jrxml-{report.resource}/bind/").status_code == 422
    assert curator.get(f"{home}print/?{chosen(visit, report, 1)}&template=sticker-sheet").status_code == 200


def test_a_report_without_a_query_is_bound(curator: CheckingClient, home: str, visit: Visit, here: Small) -> None:
    number = resource(here, template(field("$F{CatNo} + $F{Nothing}"), fields=("CatNo", "Nothing")), metadata="")
    made = query(here, NUMBER, REMARKS)
    stamp.forget()
    listed = curator.get(f"{home}print/templates/").document
    address = listed.all("//section//a[contains(@href, '/bind/')]")[0].get("href")
    assert address == f"{home}print/templates/jrxml-{number}/bind/"
    page = curator.get(address).document
    assert page.all(f"//select[@name='query']/option[@value='{made}']")
    page = curator.get(f"{address}?query={made}").document
    assert page.all("//select[@name='f.CatNo']/option[@selected]")[0].get("value") == NUMBER
    assert "Still empty." in [text(one) for one in page.all("//p[@class='hint']")]
    answer = curator.post(f"{address}?query={made}", {"query": str(made), "f.CatNo": NUMBER, "f.Nothing": ""})
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert set(Bound.objects.values_list("field", "query_id", "string_id")) == {
        ("", made, "collectionobject"), ("CatNo", made, NUMBER),
    }  # fmt: skip
    assert curator.get(address).document.all("//select[@name='f.CatNo']/option[@selected]")
    told = chosen(visit, Planted(here, number, made), 1)
    assert words(curator.get(f"{home}print/pdf/?{told}").content).startswith(objects(visit, 1)[0][1])
    curator.post(address, {"query": str(made), "f.CatNo": REMARKS})
    assert set(Bound.objects.exclude(field="").values_list("field", "string_id")) == {("CatNo", REMARKS)}


def test_a_report_within_is_bound_with_its_parameter(curator: CheckingClient, home: str, here: Small) -> None:
    sent = (
        '<subreportParameter name="which"><subreportParameterExpression><![CDATA[$F{id}]]>'
        "</subreportParameterExpression></subreportParameter>"
    )
    inner = (
        f"<subreport><reportElement {place('0 14 200 12')}/>{sent}<subreportExpression>"
        '<![CDATA["Names.jasper"]]></subreportExpression></subreport>'
    )
    report = planted(here, template(inner, fields=(NUMBER, "id:Integer")), NUMBER)
    address = f"{home}print/templates/jrxml-{report.resource}/bind/"
    assert "is not stored" in text(curator.get(f"{address}?within=Names").document.all("//p[@class='note stop']")[0])
    broken = resource(here, b"<jasperReport>", name="Names", type="jrxml/subreport")
    stamp.forget()
    assert "cannot be read" in text(curator.get(f"{address}?within=Names").document.all("//p[@class='note stop']")[0])
    content = template(field("$F{Name}"), fields=("Name",))
    model("spappresourcedata").objects.filter(spAppResource=broken).update(data=content)
    stamp.forget()
    owner = "9,1.collectionobject.collectionobjectId"
    made = query(here, "9,4.taxon.fullName", owner, table="determination")
    page = curator.get(f"{address}?within=Names&query={made}").document
    assert page.all("//select[@name='p.which']")
    told = {"query": str(made), "f.Name": "9,4.taxon.fullName", "p.which": owner}
    answer = curator.post(f"{address}?within=Names", told)
    assert answer["Location"] == f"{address}?within=Names"
    assert set(Bound.objects.values_list("subreport", "field", "string_id")) == {
        ("Names", "", "determination"), ("Names", "Name", "9,4.taxon.fullName"), ("Names", "$P{which}", owner),
    }  # fmt: skip
    assert curator.get(f"{address}?within=Other").status_code == 404


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 422),
        ({"query": "99999999"}, 422),
        ({"query": "x"}, 422),
        ({"query": "agents"}, 422),
        ({"query": "own", "f.CatNo": "1.collectionobject.text1"}, 422),
    ],
)
def test_what_cannot_be_bound_is_told(
    curator: CheckingClient, home: str, here: Small, sent: dict[str, str], status: int
) -> None:
    report = planted(here, template(field("$F{CatNo}"), fields=("CatNo",)), NUMBER)
    numbers = {"own": str(report.query), "agents": str(query(here, "5.agent.lastName", table="agent"))}
    told = {**sent, "query": numbers.get(sent.get("query", ""), sent.get("query", ""))}
    address = f"{home}print/templates/jrxml-{report.resource}/bind/"
    assert curator.post(address, told).status_code == status
    assert not Bound.objects.exists()
    assert curator.get(f"{home}print/templates/jrxml-99999999/bind/").status_code == 404


def test_who_may_not_change_resources_looks_only(
    curator: CheckingClient, home: str, jars: Planted, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = Rights.may
    monkeypatch.setattr(
        Rights,
        "may",
        lambda rights, resource, action: (
            not resource.startswith(("/field/spapp", "/table/spapp")) and may(rights, resource, action)
        ),
    )
    address = f"{home}print/templates/jrxml-{jars.resource}/bind/"
    page = curator.get(address)
    assert not page.document.all("//main//form[@method='post']//button")
    assert curator.post(address, {"query": str(jars.query)}).status_code == 403


def test_a_report_of_another_discipline_is_not_found(curator: CheckingClient, home: str, here: Small) -> None:
    report = planted(here, template(), NUMBER)
    directory = model("spappresource").objects.values_list("spAppResourceDir_id", flat=True).get(pk=report.resource)
    model("spappresourcedir").objects.filter(pk=directory).update(discipline_id=None)
    stamp.forget()
    assert curator.get(f"{home}print/templates/jrxml-{report.resource}/bind/").status_code == 404


def test_the_pages_ask_the_database_little(curator: CheckingClient, home: str, visit: Visit, jars: Planted) -> None:
    bind = f"print/templates/jrxml-{jars.resource}/bind/"
    for page in (f"print/?{chosen(visit, jars, 3)}", "print/templates/", bind):
        curator.get(home + page)
        with count_statements() as statements:
            curator.get(home + page)
        assert len(statements) <= 14, page
