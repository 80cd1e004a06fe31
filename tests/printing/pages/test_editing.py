"""The pages on which templates are made, edited, compared and deleted."""

import re

import pytest

from specify.datamodel.tables import model
from specify.printing.models import TemplateDraft
from specify.printing.pages.editing_made import source_of
from specify.printing.stored.changing import PERSON, make, save
from specify.printing.stored.checking import checked
from specify.printing.stored.reading import own_now
from specify.printing.stored.versions import versions_of
from specify.security.entering import Visit
from specify.security.policies import Rights
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements
from tests.planting import World

SOURCE = """{#
table: collectionobject
size: 60 x 30 mm
#}
<style>.label p { margin: 1mm }</style>
<p>{{ collection.code }} {{ object.catalognumber }}</p>
"""
OTHER = SOURCE.replace("<p>{{", "<p>No. {{")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def number(visit: Visit) -> int:
    """A stored template."""
    return make(visit, "Jar label", SOURCE)


@pytest.fixture
def page(home: str, number: int) -> str:
    """The address of its pages."""
    return f"{home}print/templates/own-{number}/"


def sent(client: CheckingClient, page: str, source: str, **more: str) -> dict[str, str]:
    """What the form of the edit page sends."""
    form = client.get(f"{page}edit/").document
    version = form.all("//form[@id='edit-form']//input[@name='version']")[0].get("value")
    return {"source": source.replace("\n", "\r\n"), "version": version, **more}


def test_a_template_is_edited_and_stored(curator: CheckingClient, page: str, visit: Visit, number: int) -> None:
    form = curator.get(f"{page}edit/").document
    assert form.all("//textarea[@id='source']")[0].text.strip() == SOURCE.strip()
    answer = curator.post(f"{page}edit/", sent(curator, page, OTHER))
    assert answer.status_code == 303
    assert own_now(visit, number).source == OTHER
    assert "is stored" in text(curator.get(answer["Location"]).document.all("//p[@id='status-line']")[0])
    assert [one.source for one in versions_of(number)] == [OTHER, SOURCE]


def test_it_is_shown_before_it_is_stored(curator: CheckingClient, page: str, visit: Visit, number: int) -> None:
    shown = curator.post(f"{page}edit/", sent(curator, page, OTHER, show="1"))
    assert shown.status_code == 200
    assert own_now(visit, number).source == SOURCE
    frame = shown.document.all("//iframe")[0]
    assert frame.get("sandbox") == ""
    with curator.not_checking("it is a template's, not ours"):
        labels = curator.get(frame.get("src"))
    assert b"No. FISH" in labels.content
    assert labels["X-Frame-Options"] == "SAMEORIGIN"
    assert "sandbox" in labels["Content-Security-Policy"]
    with curator.not_checking("a picture"):
        picture = curator.get(shown.document.all("//section//img")[0].get("src"))
    assert picture["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert len(picture.content) < 60_000


def test_what_was_typed_is_there_again(curator: CheckingClient, page: str, number: int) -> None:
    curator.post(f"{page}edit/", sent(curator, page, OTHER, show="1"))
    form = curator.get(f"{page}edit/").document
    assert form.all("//textarea")[0].text.strip() == OTHER.strip()
    assert "typed and not saved" in text(form.all("//p[@class='note']")[0])
    assert curator.post(f"{page}edit/", {"drop": "1", "source": OTHER}).status_code == 303
    assert curator.get(f"{page}edit/").document.all("//textarea")[0].text.strip() == SOURCE.strip()
    assert not TemplateDraft.objects.filter(resource=number).exists()


def test_while_one_types_the_preview_alone_comes(curator: CheckingClient, page: str) -> None:
    values = sent(curator, page, OTHER)
    with curator.not_checking("a fragment"):
        part = curator.post(f"{page}edit/", values, **HTMX)
        bad = curator.post(f"{page}edit/", {**values, "source": "{{"}, **HTMX)
    assert part.status_code == 200
    assert part.content.decode().lstrip().startswith('<div id="shown"')
    assert bad.status_code == 422
    assert "says nothing of itself" in bad.content.decode()


BAD = {
    "{% for one in range(9) %}": ("Line 5", "endfor"),
    "{{ object.catalogumber }}": ("Line 5", "catalognumber"),
    "{{ objekt.catalognumber }}": ("Line 5", "Did you mean object?"),
    "{{ institution.nam }}": ("Line 5", "Did you mean name?"),
    "{{ ''.__class__ }}": ("Line 5", "inside of the program"),
    "<b>never closed": ("Line 5", "</b>"),
    "<script>alert(1)</script>": ("Line 5", "script"),
    "{% for one in range(999) %}{% for two in range(999) %}{{ 9 ** 9 }}{% endfor %}{% endfor %}": ("", "large"),
    "{{ 'x' * 1000000000 }}": ("Line 5", "large"),
    "{{ 1 / 0 }}": ("Line 5", "worked out"),
}


@pytest.mark.parametrize("written", BAD)
@pytest.mark.parametrize("button", ["show", "save"])
def test_what_is_wrong_is_told_with_its_line(
    curator: CheckingClient, page: str, visit: Visit, number: int, written: str, button: str
) -> None:
    source = SOURCE.replace("<style>.label p { margin: 1mm }</style>", written)
    answer = curator.post(f"{page}edit/", sent(curator, page, source, **({"show": "1"} if button == "show" else {})))
    line, words = BAD[written]
    assert answer.status_code == 422
    form = answer.document
    told = text(form.all("//*[@id='errors']//a[@href='#source']")[0])
    assert line in told
    assert words in told
    assert form.all("//textarea[@aria-invalid='true']")[0].text.strip() == source.strip()
    if line:
        assert written[:40] in text(form.all("//p[@id='source-e']/code")[0])
    assert own_now(visit, number).source == SOURCE


def test_nothing_from_outside_is_shown(curator: CheckingClient, page: str) -> None:
    for address in ("file:///etc/passwd", "http://example.org/x.png"):
        source = SOURCE.replace("margin: 1mm", f"background: url({address})")
        shown = curator.post(f"{page}edit/", sent(curator, page, source, show="1")).document
        with curator.not_checking("a picture, or a refusal in its place"):
            answer = curator.get((shown.all("//section//img") or shown.all("//iframe"))[0].get("src"))
        assert answer.status_code == 422
        assert b"outside" in answer.content


def test_who_comes_second_sees_what_differs(curator: CheckingClient, page: str, visit: Visit, number: int) -> None:
    values = sent(curator, page, SOURCE.replace("<p>", "<p>Mine "))
    save(visit, number, OTHER)
    answer = curator.post(f"{page}edit/", values)
    assert answer.status_code == 422
    assert "Mine" in text(answer.document.all("//ins")[0])
    assert "No." in text(answer.document.all("//del")[0])
    version = answer.document.all("//form[@id='edit-form']//input[@name='version']")[0].get("value")
    assert curator.post(f"{page}edit/", {**values, "version": version}).status_code == 303
    assert "Mine" in own_now(visit, number).source


def test_a_version_is_taken_again(curator: CheckingClient, page: str, visit: Visit, number: int) -> None:
    save(visit, number, OTHER)
    listed = curator.get(f"{page}versions/").document
    assert [text(one) for one in listed.all("//tbody//th")] == ["Version 2 Current", "Version 1"]
    first = curator.get(f"{page}versions/?number=1").document
    assert "No." in text(first.all("//del")[0])
    assert curator.post(f"{page}versions/?number=1", {"number": "1"}).status_code == 303
    assert own_now(visit, number).source == SOURCE
    assert versions_of(number).count() == 3
    assert curator.get(f"{page}versions/?number=9").status_code == 404


def test_a_shipped_template_is_copied(curator: CheckingClient, home: str, visit: Visit) -> None:
    listed = curator.get(f"{home}print/templates/").document
    copy = listed.all("//tbody//a[contains(@href, 'from=fish-jar')]")[0].get("href")
    form = curator.get(copy).document
    assert form.all("//input[@name='name']")[0].get("value") == "Fluid jar (2)"
    assert form.all("//select[@name='from']/option[@selected]")[0].get("value") == "fish-jar"
    once = form.all("//input[@name='once']")[0].get("value")
    values = {"name": "Jar of ours", "from": "fish-jar", "whose": "collection", "once": once}
    made, again = (curator.post(f"{home}print/templates/new/", values) for _time in range(2))
    assert made.status_code == again.status_code == 303
    assert made["Location"] == again["Location"]
    assert curator.get(made["Location"]).status_code == 200
    listed = curator.get(f"{home}print/templates/").document
    assert "Jar of ours" in {text(one) for one in listed.all("//tbody//th/a")}
    pk = model("collectionobject").objects.filter(collection=visit.place.collection_id).order_by("pk")[0].pk
    name = made["Location"].split("/")[-3]
    with curator.not_checking("a PDF"):
        pdf = curator.get(f"{home}print/pdf/?on=collectionobject&id={pk}&template={name}")
    assert pdf.content.startswith(b"%PDF")


def test_a_template_begins_with_nothing(curator: CheckingClient, home: str, visit: Visit) -> None:
    form = curator.get(f"{home}print/templates/new/").document
    names = [one.get("value") for one in form.all("//select[@name='from']/option")]
    empty = [one for one in names if one.startswith("empty")]
    assert {"empty label collectionobject", "empty report loan"} <= set(empty)
    assert all(checked(visit, source_of(visit, begun)) for begun in empty)
    for begun in ("empty label collectionobject", "empty report loan"):
        made = curator.post(f"{home}print/templates/new/", {"name": begun, "from": begun, "whose": "person"})
        assert made.status_code == 303, text(made.document.all("//div[@id='errors']")[0])
        assert curator.get(made["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "", "from": "fish-jar"}, "name"),
        ({"name": "Jar label", "from": "fish-jar"}, "name"),
        ({"name": "x", "from": "nothing"}, "from"),
        ({"name": "x", "from": "fish-jar", "whose": "y"}, "from"),
    ],
)
def test_what_cannot_be_made_is_told(
    curator: CheckingClient, home: str, number: int, values: dict[str, str], field: str
) -> None:
    answer = curator.post(f"{home}print/templates/new/", values)
    assert answer.status_code == 422
    assert answer.document.all(f"//*[@name='{field}'][@aria-invalid='true']")
    assert answer.document.all("//input[@name='name']")[0].get("value") == values["name"]


def test_it_is_renamed_and_deleted(curator: CheckingClient, home: str, page: str, visit: Visit, number: int) -> None:
    assert curator.get(f"{page}rename/").status_code == 200
    assert curator.post(f"{page}rename/", {"name": ""}).status_code == 422
    assert curator.post(f"{page}rename/", {"name": "Vial"}).status_code == 303
    assert "Vial" in text(curator.get(page).document.all("//h1")[0])
    assert curator.get(f"{page}delete/").status_code == 200
    assert curator.post(f"{page}delete/").status_code == 303
    for one in ("", "edit/", "versions/", "rename/", "delete/", "draft/", "picture/", "source/"):
        assert curator.get(f"{page}{one}").status_code == 404
    pk = model("collectionobject").objects.filter(collection=visit.place.collection_id).order_by("pk")[0].pk
    gone = curator.get(f"{home}print/pdf/?on=collectionobject&id={pk}&template=own-{number}")
    assert gone.status_code == 422
    assert gone.document.all("//select[@id='template'][@aria-invalid='true']")


def test_who_may_not_change_templates_may_print_them(
    curator: CheckingClient, home: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    may = Rights.may
    monkeypatch.setattr(
        Rights, "may", lambda rights, one, action: "spappresource" not in one and may(rights, one, action)
    )
    shown = curator.get(page).document
    assert not shown.all("//main//a[contains(@href, '/edit/') or contains(@href, '/delete/')]")
    assert not curator.get(f"{home}print/templates/").document.all("//main//a[contains(@href, '/new/')]")
    for one in ("edit/", "rename/", "delete/"):
        assert curator.get(f"{page}{one}").status_code == 403
        assert curator.post(f"{page}{one}", {"name": "x", "source": OTHER}).status_code == 403
    assert curator.get(f"{home}print/templates/new/").status_code == 403
    assert curator.post(f"{page}versions/?number=1", {"number": "1"}).status_code == 403


def test_nobody_sees_the_templates_of_another(reader: CheckingClient, home: str, visit: Visit) -> None:
    number = make(visit, "Mine", SOURCE, PERSON)
    for one in ("", "edit/", "versions/", "draft/", "picture/", "source/"):
        assert reader.get(f"{home}print/templates/own-{number}/{one}").status_code in (403, 404)


def test_it_is_shown_with_the_records_of_a_set(
    curator: CheckingClient, page: str, visit: Visit, home_world: World
) -> None:
    found = model("collectionobject").objects.filter(collection=visit.place.collection_id).order_by("pk")[0]
    made = home_world.plant(
        "recordset", name="To be seen", dbTableId=1, type=0, collectionMemberId=visit.place.collection_id,
        specifyUser_id=visit.user.pk,
    )  # fmt: skip
    home_world.plant("recordsetitem", recordSet_id=made, recordId=found.pk)
    shown = curator.post(f"{page}edit/", sent(curator, page, OTHER, show="1", set=str(made))).document
    assert text(shown.all("//select[@id='set']/option[@selected]")[0]) == "To be seen"
    with curator.not_checking("it is a template's, not ours"):
        labels = curator.get(shown.all("//iframe")[0].get("src")).content.decode()
    assert [number.zfill(9) for number in re.findall(r"No\. FISH (\d+)", labels)] == [found.catalogNumber]


def test_the_pages_ask_the_database_little(curator: CheckingClient, page: str) -> None:
    long_ago = {"timestampCreated": "2020-01-01 00:00:00"}
    for table in ("spappresource", "spappresourcedata", "spappresourcedir"):
        newest = model(table).objects.order_by("-pk").values_list("pk", flat=True)[0]
        more = {} if table == "spappresource" else {"timestampModified": "2020-01-01 00:00:00"}
        model(table).objects.filter(pk=newest).update(**long_ago, **more)
    for one in ("", "edit/", "versions/", "rename/"):
        curator.get(page + one)
        with count_statements() as statements:
            curator.get(page + one)
        assert len(statements) <= 18, one


def test_a_shipped_template_has_a_page(curator: CheckingClient, home: str) -> None:
    shown = curator.get(f"{home}print/templates/loan-invoice/").document
    assert shown.all("//main//a[contains(@href, 'from=loan-invoice')]")
    assert curator.get(f"{home}print/templates/nothing/").status_code == 404
    assert curator.get(f"{home}print/templates/fish-jar/edit/").status_code == 404


def test_what_another_program_broke_can_be_mended(
    curator: CheckingClient, home: str, page: str, visit: Visit, number: int
) -> None:
    model("spappresourcedata").objects.filter(spAppResource=number).update(data=b"\xff<p>broken", version=9)
    listed = curator.get(f"{home}print/templates/").document
    assert "says nothing of itself" in text(listed.all(f"//main//li[a[contains(@href, 'own-{number}/')]]")[0])
    for one in ("", "versions/"):
        assert curator.get(page + one).status_code == 200
    form = curator.get(f"{page}edit/").document
    assert "says nothing of itself" in text(form.all("//*[@id='shown']/p[@class='note stop']")[0])
    assert curator.post(f"{page}edit/", sent(curator, page, SOURCE)).status_code == 303
    assert own_now(visit, number).source == SOURCE
    found = curator.get(f"{page}versions/").document
    assert "another program" in text(found.all("//tbody/tr[2]/td")[1])
