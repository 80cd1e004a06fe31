"""How tests fill in forms: what a form would send, with rows added, with something put in, saved."""

import re
from typing import Any

from specify.datamodel.tables import model
from tests.page_checks import text
from tests.page_client import CheckingClient, fields, words

BUTTON = "Update the form"
HTMX = {"HX-Request": "true"}


def shown(client: CheckingClient, address: str) -> dict[str, str]:
    """What the form of that address would send as it is."""
    return fields(client.get(address), BUTTON)


def with_rows(client: CheckingClient, address: str, *relationships: str) -> tuple[str, dict[str, str]]:
    """The form with new rows, as a browser without script has it, and its address."""
    data = shown(client, address)
    for relationship in relationships:
        address = client.post(address, {**data, "_add": relationship})["Location"].partition("#")[0]
        data = shown(client, address)
    return address, data


def put(data: dict[str, str], **changes: str) -> dict[str, str]:
    """The form with that put into it; of every control that is named the form must have one."""
    found = {name.replace("__", "."): text for name, text in changes.items()}
    assert found.keys() <= data.keys(), found.keys() - data.keys()
    return {**data, **found}


def save(client: CheckingClient, address: str, data: dict[str, str], **changes: str) -> Any:
    """The answer to the form with that put into it."""
    return client.post(address, {**put(data, **changes), "_save": "1"})


def saved(client: CheckingClient, answer: Any) -> int:
    """The record that was saved; its page says so."""
    assert answer.status_code == 303, words(answer)[:500]
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "Saved: " in page.document.ids["status-line"].text
    return int(answer["Location"].strip("/").rpartition("/")[2])


def complaints(answer: Any) -> dict[str, str]:
    """What stands in the way, with where its link leads; the page says that it is one of errors."""
    assert answer.status_code == 422
    found = answer.document.all("//*[@id='errors']//li")
    assert found
    for one in answer.document.all("//*[@id='errors']//li/a[starts-with(@href, '#')]"):
        control = answer.document.ids[one.get("href")[1:]]
        assert control.get("aria-invalid") == "true"
        told = answer.document.ids[control.get("aria-describedby").split()[0]]
        row = re.match(r"\w[^:]* [0-9]+: ", text(one)) if "." in one.get("href").removesuffix(".id") else None
        assert text(one)[row.end() if row else 0 :].rstrip(".") in text(told)
    return {text(one): next((a.get("href") for a in one.iter("a")), "") for one in found}


def row(table: str, key: int) -> dict[str, Any]:
    """A row of the database."""
    return dict(model(table).objects.filter(pk=key).values().get())


def behind(table: str, **owner: int) -> list[dict[str, Any]]:
    """The rows that belong to a record."""
    return list(model(table).objects.filter(**owner).order_by("pk").values())
