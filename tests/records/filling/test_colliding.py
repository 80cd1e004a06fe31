"""Two people, one record: both versions of what both changed, nothing chosen beforehand, and nobody's words lost."""

from typing import Any

import pytest

from specify.datamodel.tables import model
from specify.records.models import Draft
from tests.page_checks import text
from tests.page_client import CheckingClient, link, words
from tests.records.conftest import sign_in
from tests.records.filling_in import HTMX, behind, put, row, save, saved, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def student() -> CheckingClient:
    """Somebody else who may change records."""
    return sign_in(CheckingClient(), "student", "demonstration")


def clash(client: CheckingClient, answer: Any) -> Any:
    """The page with both versions, to which a save has led."""
    assert answer.status_code == 303
    assert "/edit/choose/?draft=" in answer["Location"]
    page = client.get(answer["Location"])
    assert page.status_code == 200
    page.address = answer["Location"]
    return page


def questions(page: Any) -> dict[str, dict[str, str]]:
    """The versions to choose from, by control and value."""
    found: dict[str, dict[str, str]] = {}
    for radio in page.document.all("//main//input[@type='radio']"):
        assert radio.get("checked") is None
        found.setdefault(radio.get("name"), {})[radio.get("value")] = text(radio.getparent())
    return found


def choose(client: CheckingClient, page: Any, **chosen: str) -> Any:
    """The answer to these choices."""
    form = next(one for one in page.document.all("//main//form"))
    hidden = {one.get("name"): one.get("value") for one in form.iter("input") if one.get("type") == "hidden"}
    return client.post(page.address, {**hidden, **{name.replace("__", "."): one for name, one in chosen.items()}})


@pytest.fixture
def both(curator: CheckingClient, student: CheckingClient, form: str, specimen: int) -> Any:
    """The page after the student and the curator have saved the same record, opened by both before."""
    second = behind("determination", collectionObject=specimen)[1]["id"]
    mine, theirs = shown(curator, form), shown(student, form)
    saved(student, save(student, form, theirs, remarks="theirs", projectNumber="T1", restrictions="their words"))
    change = {"remarks": "mine", "restrictions": "my words", "catalogNumber": "900020"}
    return clash(curator, save(curator, form, mine, **change, **{f"determinations__{second}__remarks": "mine, too"}))


def test_both_versions_are_shown_and_what_fits_together_is_listed(both: Any, specimen: int) -> None:
    asked = questions(both)
    assert {name: (one["theirs"].split(" (")[0], one["mine"].split(" (")[0]) for name, one in asked.items()} == {
        "remarks": ("theirs", "mine"),
        "restrictions": ("their words", "my words"),
    }
    rows = [[text(cell) for cell in line.iter("th", "td")] for line in both.document.all("//tbody/tr")]
    assert sorted(rows) == [
        ["Catalog number", "900020", "you"],
        ["Determination 2: Remarks", "mine, too", "you"],
        ["Project number", "T1", "somebody else"],
    ]
    assert row("collectionobject", specimen)["catalogNumber"] == "000900002"


def test_what_is_chosen_is_saved_with_what_fits_together(curator: CheckingClient, both: Any, specimen: int) -> None:
    saved(curator, choose(curator, both, remarks="mine", restrictions="theirs"))
    found = row("collectionobject", specimen)
    kept = {name: found[name] for name in ("remarks", "restrictions", "catalogNumber", "projectNumber", "version")}
    assert kept == {
        "remarks": "mine",
        "restrictions": "their words",
        "catalogNumber": "000900020",
        "projectNumber": "T1",
        "version": 2,
    }
    assert behind("determination", collectionObject=specimen)[1]["remarks"] == "mine, too"
    assert not Draft.objects.exists()


def test_both_words_may_be_kept(curator: CheckingClient, both: Any, specimen: int) -> None:
    assert "both" in questions(both)["remarks"]
    saved(curator, choose(curator, both, remarks="both", restrictions="mine"))
    assert row("collectionobject", specimen)["remarks"].split() == ["theirs", "mine"]


@pytest.mark.parametrize("wrong", [{}, {"remarks": "mine"}, {"remarks": "x", "restrictions": "mine"}])
def test_every_question_is_to_be_answered(
    curator: CheckingClient, both: Any, specimen: int, wrong: dict[str, str]
) -> None:
    before = row("collectionobject", specimen)
    answer = choose(curator, both, **wrong)
    assert answer.status_code == 422
    assert "choose one of the versions" in words(answer)
    assert row("collectionobject", specimen) == before


def test_a_third_change_is_shown_again(
    curator: CheckingClient, student: CheckingClient, both: Any, form: str, specimen: int
) -> None:
    saved(student, save(student, form, shown(student, form), remarks="third"))
    answer = choose(curator, both, remarks="mine", restrictions="mine")
    assert answer.status_code == 422
    assert "once more" in words(answer)
    assert row("collectionobject", specimen)["remarks"] == "third"
    answer.address = both.address
    saved(curator, choose(curator, answer, remarks="mine", restrictions="mine"))
    assert row("collectionobject", specimen)["remarks"] == "mine"


def test_one_may_go_back_to_the_form_or_leave(curator: CheckingClient, both: Any, form: str) -> None:
    assert link(both, "Keep theirs, leave mine") == form.removesuffix("edit/")
    assert shown(curator, link(both, "Back to the form with my words"))["remarks"] == "mine"


def test_htmx_is_led_to_the_page(curator: CheckingClient, student: CheckingClient, form: str) -> None:
    data = shown(curator, form)
    saved(student, save(student, form, shown(student, form), remarks="theirs"))
    answer = curator.post(form, {**put(data, remarks="mine"), "_save": "1"}, headers=HTMX)
    assert "/edit/choose/?draft=" in answer["HX-Redirect"]


def test_the_same_words_are_no_collision(curator: CheckingClient, student: CheckingClient, form: str) -> None:
    data = shown(curator, form)
    saved(student, save(student, form, shown(student, form), catalogedDate="1987-08-14", remarks="same"))
    saved(curator, save(curator, form, data, catalogedDate="14 Aug 1987", remarks="same"))


def test_a_record_that_is_called_something_else_by_now_is_the_same(
    curator: CheckingClient, form: str, specimen: int
) -> None:
    first, second = model("agent").objects.filter(agentType=1).order_by("pk").values_list("pk", flat=True)[:2]
    names = []
    for agent in (second, first):
        model("collectionobject").objects.filter(pk=specimen).update(cataloger_id=agent)
        data = shown(curator, form)
        names.append(data["cataloger"])
    model("agent").objects.filter(pk=first).update(lastName="Otherwise")
    assert shown(curator, form)["cataloger"] != names[1]
    saved(curator, save(curator, form, data, cataloger=names[0], cataloger__id=str(second)))
    assert row("collectionobject", specimen)["cataloger_id"] == second


def test_words_for_a_row_that_is_deleted_are_shown(
    curator: CheckingClient, student: CheckingClient, form: str, specimen: int
) -> None:
    first = behind("determination", collectionObject=specimen)[0]["id"]
    data = shown(curator, form)
    model("determination").objects.filter(pk=first).delete()
    change = {f"determinations__{first}__remarks": "my long thoughts", "remarks": "mine"}
    page = clash(curator, save(curator, form, data, **change))
    assert "my long thoughts" in words(page)
    saved(curator, choose(curator, page))
    assert row("collectionobject", specimen)["remarks"] == "mine"


def test_another_persons_choice_is_not_found(student: CheckingClient, both: Any) -> None:
    for answer in (student.get(both.address), student.post(both.address, {"remarks": "mine"})):
        assert answer.status_code == 404
    assert student.get(both.address.partition("?")[0]).status_code == 404


def take_out(client: CheckingClient, form: str, row: str) -> tuple[str, dict[str, str]]:
    """The form without that row, and its address."""
    address = client.post(form, {**shown(client, form), "_remove": row})["Location"].partition("#")[0]
    return address, shown(client, address)


def test_a_row_that_one_takes_out_and_another_changes_is_asked_for(
    curator: CheckingClient, student: CheckingClient, form: str, specimen: int
) -> None:
    first, second = (one["id"] for one in behind("determination", collectionObject=specimen))
    address, data = take_out(curator, form, f"determinations.{first}")
    change = {f"determinations__{first}__remarks": "better <b>", f"determinations__{second}__remarks": "x"}
    saved(student, save(student, form, shown(student, form), **change))
    page = clash(curator, save(curator, address, data, remarks="mine"))
    (asked,) = questions(page).items()
    assert asked[0] == f"determinations.{first}"
    assert asked[1].keys() == {"theirs", "mine"}
    assert "Remarks: better <b>" in asked[1]["theirs"]
    assert len(behind("determination", collectionObject=specimen)) == 2
    assert choose(curator, page).status_code == 422
    saved(curator, choose(curator, page, **{f"determinations__{first}": "theirs"}))
    stay = behind("determination", collectionObject=specimen)
    assert [one["remarks"] for one in stay] == ["better <b>", "x"]
    assert row("collectionobject", specimen)["remarks"] == "mine"


def test_a_row_may_go_though_another_has_changed_it(
    curator: CheckingClient, student: CheckingClient, form: str, specimen: int
) -> None:
    first = behind("determination", collectionObject=specimen)[0]["id"]
    address, data = take_out(curator, form, f"determinations.{first}")
    saved(student, save(student, form, shown(student, form), **{f"determinations__{first}__remarks": "better"}))
    page = clash(curator, save(curator, address, data))
    saved(student, save(student, form, shown(student, form), **{f"determinations__{first}__remarks": "best"}))
    again = choose(curator, page, **{f"determinations__{first}": "mine"})
    assert (again.status_code, "once more" in words(again)) == (422, True)
    assert "best" in words(again)
    again.address = page.address
    saved(curator, choose(curator, again, **{f"determinations__{first}": "mine"}))
    assert [one["remarks"] for one in behind("determination", collectionObject=specimen)] == ["second"]


def test_a_row_that_is_taken_out_twice_is_no_collision(curator: CheckingClient, form: str, specimen: int) -> None:
    first = behind("determination", collectionObject=specimen)[0]["id"]
    for address, data in [take_out(curator, form, f"determinations.{first}") for _tab in range(2)]:
        saved(curator, save(curator, address, data))
    assert len(behind("determination", collectionObject=specimen)) == 1


def test_a_row_that_nobody_else_touched_goes_without_asking(
    curator: CheckingClient, student: CheckingClient, form: str, specimen: int
) -> None:
    first, second = (one["id"] for one in behind("determination", collectionObject=specimen))
    address, data = take_out(curator, form, f"determinations.{first}")
    saved(student, save(student, form, shown(student, form), **{f"determinations__{second}__remarks": "x"}))
    saved(curator, save(curator, address, data))
    assert [one["remarks"] for one in behind("determination", collectionObject=specimen)] == ["x"]


def test_whoever_collides_with_themselves_is_told_so(curator: CheckingClient, form: str) -> None:
    first, second = shown(curator, form), shown(curator, form)
    saved(curator, save(curator, form, first, remarks="stored \nin two lines", projectNumber="T1"))
    page = clash(curator, save(curator, form, second, remarks="here\r\nand there"))
    (heading,) = page.document.all("//h1[@autofocus]")
    assert text(heading).endswith("You changed this record meanwhile, in another window or tab")
    asked = questions(page)["remarks"]
    assert (asked["theirs"], asked["mine"]) == (
        "stored in two lines (stored meanwhile)",
        "here and there (in this form)",
    )
    assert len(page.document.all("//fieldset//label//br")) == 2
    assert ["Project number", "T1", "you, meanwhile"] in [
        [text(cell) for cell in line.iter("th", "td")] for line in page.document.all("//tbody/tr")
    ]
    assert "theirs" not in words(page)
    saved(curator, choose(curator, page, remarks="mine"))


def test_what_somebody_else_changed_is_told_as_theirs(both: Any) -> None:
    assert "Two people changed this record" in words(both)
    assert questions(both)["remarks"]["mine"] == "mine (yours)"
