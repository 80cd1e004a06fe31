"""A record that is deleted while its form is open: nothing typed is lost, and it may be entered as a new one."""

from typing import Any

import pytest

from specify.layouts.filling.sent import Sent
from specify.records.filling.gone import as_new
from specify.records.models import Draft
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient, fields, heading, words
from tests.planting import World
from tests.records.changing import deleted
from tests.records.changing import saved as done
from tests.records.conftest import sign_in
from tests.records.filling_in import HTMX, behind, put, row, save, saved, shown, with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def typed(curator: CheckingClient, visit: Visit, form: str, specimen: int) -> tuple[str, dict[str, str]]:
    """The form of a record that somebody has deleted since, with something put in; and its address."""
    first = behind("determination", collectionObject=specimen)[0]["id"]
    address, data = with_rows(curator, form, "determinations")
    change = {f"determinations__{first}__remarks": "my long thoughts", "determinations__n1__remarks": "third"}
    data = put(data, remarks="two\r\nlines <b>", **change)
    done(visit, lambda: deleted("collectionobject", specimen))
    return address, data


def told(client: CheckingClient, answer: Any) -> Any:
    """The page that tells of it, to which a save has led."""
    assert answer.status_code == 303
    page = client.get(answer["Location"])
    assert (page.status_code, heading(page)) == (410, "Deleted meanwhile")
    assert "Nothing was saved" in words(page)
    return page


def test_what_was_typed_is_shown_and_entered_as_a_new_record(
    curator: CheckingClient, typed: tuple[str, dict[str, str]], specimen: int
) -> None:
    page = told(curator, curator.post(typed[0], {**typed[1], "_save": "1"}))
    listed = [text(one) for one in page.document.all("//main//dd")]
    assert listed == ["two lines <b>", "my long thoughts", "third"]
    address = page.document.all("//main//form")[0].get("action")
    answer = curator.post(address, {**fields(page, "Enter as a new record"), "_anew": "1"})
    assert answer.status_code == 303
    assert "/collectionobject/new/?draft=" in answer["Location"]
    assert Draft.objects.count() == 1
    new = saved(curator, save(curator, answer["Location"], shown(curator, answer["Location"])))
    assert new != specimen
    assert row("collectionobject", new)["remarks"] == "two\nlines <b>"
    assert row("collectionobject", new)["catalogNumber"] == "000900002"
    rows = [(one["remarks"], one["isCurrent"]) for one in behind("determination", collectionObject=new)]
    assert rows == [("my long thoughts", False), ("second", False), ("third", True)]
    assert len(behind("preparation", collectionObject=new)) == 1
    assert not Draft.objects.exists()


def test_whoever_may_not_enter_records_can_copy_it(home: str, home_world: World, visit: Visit) -> None:
    student = sign_in(CheckingClient(), "student", "demonstration")
    agent = home_world.plant("agent", agentType=1, lastName="Q")
    form = f"{home}agent/{agent}/edit/"
    if (opened := student.get(form)).status_code != 200:
        pytest.skip("with the rights of Specify 6 a student changes no agents")
    data = put(fields(opened, "Update the form"), remarks="mine")
    done(visit, lambda: deleted("agent", agent))
    page = told(student, student.post(form, {**data, "_save": "1"}))
    assert "mine" in words(page)
    if not any(text(one) == "Enter as a new record" for one in page.document.all("//button")):
        assert "You may not enter records" in words(page)
        assert student.post(form, {"_anew": "1"}).status_code == 404


def test_with_a_script_one_is_led_to_the_page_and_told_beside_the_form(
    curator: CheckingClient, typed: tuple[str, dict[str, str]]
) -> None:
    address, data = typed
    answer = curator.post(address, {**data, "_keep": "1"}, headers=HTMX)
    assert (answer.status_code, "deleted this record" in words_of(answer)) == (200, True)
    answer = curator.post(address, {**data, "_save": "1"}, headers=HTMX)
    assert "my long thoughts" in words(curator.get(answer["HX-Redirect"]))


def words_of(answer: Any) -> str:
    """The text of a fragment."""
    return str(answer.content.decode())


def test_it_is_told_too_after_one_has_signed_in_again(
    curator: CheckingClient, typed: tuple[str, dict[str, str]]
) -> None:
    curator.logout()
    answer = curator.post(typed[0], {**typed[1], "_save": "1"})
    assert answer.status_code == 302
    sign_in(curator, "demo", "demonstration")
    (draft,) = Draft.objects.all()
    page = curator.get(f"{typed[0].partition('?')[0]}?draft={draft.key}")
    assert (page.status_code, "my long thoughts" in words(page)) == (410, True)


def test_other_records_that_are_not_there_are_not_found(
    curator: CheckingClient, typed: tuple[str, dict[str, str]], home: str, specimen: int
) -> None:
    assert curator.post(f"{home}collectionobject/{specimen + 1}/edit/", {**typed[1], "_save": "1"}).status_code == 404
    assert curator.get(typed[0].partition("?")[0]).status_code == 404
    student = sign_in(CheckingClient(), "student", "demonstration")
    assert student.get(typed[0]).status_code == 404


def test_rows_of_a_record_that_was_deleted_are_new() -> None:
    texts = {
        "remarks": "a",
        "determinations.12.remarks": "b",
        "determinations.12.citations.5.remarks": "c",
        "determinations.12.citations.n1.remarks": "d",
        "determinations.n1.remarks": "e",
        "attribute.remarks": "f",
    }
    added = ("determinations.n1", "determinations.12.citations.n1")
    sent = as_new(Sent(texts, added, frozenset({"determinations.7"}), digests={"remarks": "x"}))
    assert dict(sent.texts) == {
        "remarks": "a",
        "determinations.n2.remarks": "b",
        "determinations.n2.citations.n2.remarks": "c",
        "determinations.n2.citations.n1.remarks": "d",
        "determinations.n1.remarks": "e",
        "attribute.remarks": "f",
    }
    assert sent.added == (
        "determinations.n2",
        "determinations.n2.citations.n2",
        "determinations.n1",
        "determinations.n2.citations.n1",
    )
    assert (sent.removed, sent.digests) == (frozenset(), {})
