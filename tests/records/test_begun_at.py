"""Where the hands are when a page is opened on which something is filled in."""

from typing import Any

import pytest

from tests.page_client import CheckingClient, fields
from tests.records.filling_in import BUTTON

pytestmark = pytest.mark.django_db


def test_in_a_new_form_one_types_at_once(curator: CheckingClient, home: str) -> None:
    new = f"{home}collectionobject/new/"
    page = curator.get(new)
    assert focused(page) == ["catalogNumber"]
    assert focused(curator.post(new, {**fields(page, BUTTON), "catalogNumber": "x", "_save": "1"})) == ["errors"]


def test_without_a_text_one_types_first_where_a_record_is_found(curator: CheckingClient, home: str) -> None:
    new = f"{home}collectionobject/new/"
    answer = curator.post(
        new, {**fields(curator.get(new), BUTTON), "_find": "cataloger", "cataloger": "", "cataloger.id": ""}
    )
    assert "#" not in answer["Location"]
    assert focused(curator.get(answer["Location"])) == ["s"]


def focused(page: Any) -> list[str]:
    """What the page has the focus on."""
    return [str(one.get("id")) for one in page.document.all("//*[@autofocus]")]
