"""Printing by numbers that are typed: what they are is printed, what is not found is told."""

import pytest

from specify.printing.pages import numbering
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.printing.pages.test_printing_pages import numbers_in, objects, pdf

PAGE = "print/numbers/?on=collectionobject&template=sticker-sheet"


def test_typed_numbers_lead_to_their_printing(curator: CheckingClient, home: str, visit: Visit) -> None:
    form = curator.get(f"{home}print/?on=collectionobject&template=sticker-sheet").document
    action = form.all("//form[.//textarea]")[0].get("action")
    (_one, first), (_two, second) = objects(visit, 2)
    answer = curator.post(action, {"numbers": f"{second}, {first.lstrip('0')}"})
    assert answer.status_code == 303
    made = pdf(curator.get(answer["Location"].replace("print/?", "print/pdf/?") + "&order=given"))
    assert numbers_in(made) == [second, first]


def test_what_is_not_found_is_told_before_the_rest_is_printed(curator: CheckingClient, home: str, visit: Visit) -> None:
    first = objects(visit, 1)[0][1]
    page = curator.post(f"{home}{PAGE}", {"numbers": f"{first}\n998000001-998000003"}).document
    assert "998000001 – 998000003" in text(page.all("//main")[0])
    way = page.all("//a[contains(@class, 'primary')]")[0].get("href")
    assert first in text(curator.get(way).document.all("//h1")[0])


def test_many_records_are_named_by_what_was_typed(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(numbering, "_IN_ADDRESS", 2)
    found = objects(visit, 3)
    answer = curator.post(f"{home}{PAGE}", {"numbers": " ".join(number for _pk, number in found)})
    address = answer["Location"]
    assert "numbers=" in address
    assert "id=" not in address
    assert numbers_in(pdf(curator.get(address.replace("print/?", "print/pdf/?")))) == [number for _pk, number in found]
    assert curator.get(address.replace("numbers=", "numbers=x")).status_code == 404


@pytest.mark.parametrize("typed", ["", "1-100000", "998000001", "\x00", "x" * 100_000])
def test_what_cannot_be_found_is_told(curator: CheckingClient, home: str, typed: str) -> None:
    response = curator.post(f"{home}{PAGE}", {"numbers": typed})
    assert response.status_code == 422
    assert response.document.all("//textarea[@aria-invalid='true']")


def test_a_hundred_thousand_numbers_are_too_many(curator: CheckingClient, home: str) -> None:
    typed = " ".join(str(900_000_000 + number) for number in range(100_000))
    response = curator.post(f"{home}{PAGE}", {"numbers": typed})
    assert response.status_code == 422
    assert "more than 10,000" in text(response.document.all("//main")[0])


def test_tables_without_numbers_say_so(curator: CheckingClient, home: str) -> None:
    assert curator.get(f"{home}print/numbers/?on=determination").status_code == 404
    assert curator.get(f"{home}print/numbers/?on=nothing").status_code == 404
