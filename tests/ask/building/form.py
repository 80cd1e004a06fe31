"""How tests use the builder: what its form would send, and what pressing a button leads to."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.page_client import CheckingClient, filled

Fields = dict[str, list[str]]
Change = str | list[str] | None


def form_of(page: Any) -> Fields:
    """What the form of the builder would send as it is, but for its token."""
    found: Fields = {}
    for name, value in filled(page.document.ids["build-form"]):
        found.setdefault(name, []).append(value)
    del found["csrfmiddlewaretoken"]
    return found


def press(client: CheckingClient, address: str, button: str, value: str, **changes: Change) -> Any:
    """The answer to the form of that address with a button pressed and that put into it; None takes out."""
    sent = form_of(client.get(address))
    for name, change in changes.items():
        told = name.replace("__", "-")
        if change is None:
            sent.pop(told, None)
        else:
            sent[told] = change if isinstance(change, list) else [change]
    return client.post(address, {**sent, button: value})


def lines_at(address: str) -> list[str]:
    """The lines and groups of the query that an address says."""
    return [value for name, value in parse_qsl(urlsplit(address).query) if name == "l"]
