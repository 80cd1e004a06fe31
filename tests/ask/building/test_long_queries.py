"""A query of many lines: a page has the controls of some, and loses none of the others."""

from typing import Any

import pytest

from specify.ask.models import KeptQuery
from tests.ask.building.form import Fields, form_of, lines_at
from tests.page_checks import text
from tests.page_client import CheckingClient, words

pytestmark = pytest.mark.django_db
TEXTS = (
    "1.collectionobject.catalogNumber",
    "1.collectionobject.remarks",
    "1,10,2,3.geography.Country",
    "1,10.collectingevent.startDateNumericYear",
    "1,9-determinations.determination.typeStatusName",
)


def lines(number: int) -> list[str]:
    """So many lines, the last five of them in a group, no two alike."""
    asked = [f"{TEXTS[place % 5]}~{'equal' if place < 5 else 'equal,hide'}~{place}" for place in range(number - 5)]
    return [*asked, "(any", *(f"{one}~equal,hide~{place}" for place, one in enumerate(TEXTS)), ")"]


def begin(client: CheckingClient, home: str, texts: list[str]) -> Any:
    """The builder's page for these lines; its address is that of the query."""
    at = f"{home}query/?on=collectionobject&l={TEXTS[0]}"
    answer = client.post(at, {"on": "collectionobject", "p": texts, "do": "update"})
    assert answer.status_code == 303
    return client.get(answer["Location"])


def pressed(client: CheckingClient, page: Any, button: str, value: str, **changes: str) -> Any:
    sent: Fields = form_of(page)
    sent.update({name.replace("__", "-"): [change] for name, change in changes.items()})
    answer = client.post(page.wsgi_request.get_full_path(), {**sent, button: value})
    assert answer.status_code == 303
    return client.get(answer["Location"].partition("#")[0])


def said(client: CheckingClient, page: Any) -> list[str]:
    """The lines of the query that the form says, whichever of them it shows."""
    sent = {**form_of(page), "do": "save"}
    answer = client.post(page.wsgi_request.get_full_path(), sent)
    if "kept=" not in answer["Location"]:
        return lines_at(answer["Location"])
    digest = answer["Location"].partition("kept=")[2].partition("&")[0]
    return [value for name, value in KeptQuery.objects.get(digest=digest).said if name == "l"]


def controls(page: Any) -> list[str]:
    return [one.get("id") or "" for one in page.document.all("//select[contains(@id, '-op')]")]


def test_a_page_has_the_controls_of_some_lines_and_the_form_says_all(curator: CheckingClient, home: str) -> None:
    page = begin(curator, home, lines(100))
    assert controls(page) == [f"f{number}-op" for number in range(1, 26)]
    assert said(curator, page) == lines(100)
    page = pressed(curator, page, "from", "26", f3__v="Norway")
    assert controls(page)[0] == "f26-op"
    assert not page.document.all("//li[@hidden]"), "the first line drawn is the first of its list"
    assert "Lines 26 to 50 of 100" in [text(one).partition(" Lines b")[0] for one in page.document.all("//p")]
    told = lines(100)
    told[2] = f"{TEXTS[2]}~equal~Norway"
    assert said(curator, page) == told
    page = pressed(curator, page, "out", "30")
    assert said(curator, page) == told[:29] + told[30:]
    assert controls(page)[0] == "f26-op"


@pytest.mark.one_shape
def test_the_last_page_has_the_group(curator: CheckingClient, home: str) -> None:
    page = begin(curator, home, lines(100))
    assert not page.document.all("//fieldset[@class='sub']")
    page = pressed(curator, page, "from", "76")
    assert controls(page)[-1] == "f100-op"
    assert page.document.all("//fieldset[@class='sub']")
    page = pressed(curator, page, "do", "add", field=TEXTS[1])
    assert said(curator, page)[95] == f"{TEXTS[1]}~equal"
    assert "f96-v" in page.document.ids


def test_as_many_lines_as_there_may_be_are_a_light_page(curator: CheckingClient, home: str) -> None:
    page = begin(curator, home, lines(498))
    assert said(curator, page) == lines(498)
    page = pressed(curator, page, "from", "491")
    assert controls(page)[-1] == "f498-op"


@pytest.mark.one_shape
def test_signs_that_open_and_close_groups_are_no_lines(curator: CheckingClient, home: str) -> None:
    texts = [*lines(495)[:-1], *["(none", f"{TEXTS[1]}~equal,hide~x", ")"] * 5, ")"]
    page = begin(curator, home, texts)
    assert said(curator, page) == texts
    assert sum(not text.startswith(("(", ")")) for text in texts) == 500
    at = f"{home}query/?on=collectionobject&l={TEXTS[0]}"
    for number, told in (
        ([*texts, f"{TEXTS[0]}"], "501 lines"),
        (["(any", ")"] * 501, "501 groups"),
        ([")"] * 5000, "close"),
    ):
        answer = curator.post(at, {"on": "collectionobject", "p": number, "do": "update"})
        assert (answer.status_code, told in words(answer)) == (422, True)


@pytest.mark.one_shape
def test_what_stands_in_the_way_is_in_view(curator: CheckingClient, home: str) -> None:
    page = pressed(curator, begin(curator, home, lines(100)), "from", "51")
    page = pressed(curator, page, "from", "1", f54__v="long ago")
    assert "f54-v" not in page.document.ids
    answer = curator.post(page.wsgi_request.get_full_path(), {**form_of(page), "do": "run"})
    assert answer.status_code == 422
    (told,) = answer.document.all("//div[@id='errors']//a")
    assert told.get("href") == "#f54-v"
    assert "f54-v" in answer.document.ids
