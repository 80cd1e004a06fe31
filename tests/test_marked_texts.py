"""No visible text of ours is left unmarked for translation: in a language of brackets every text stands in brackets.

Texts from the database (names, captions, values) are not ours; the pages looked at here have few of them.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from tests.page_client import CheckingClient

pytestmark = pytest.mark.one_shape

OPEN, CLOSE = "⟦", "⟧"
NOT_OURS = re.compile(r"^[\s\d.,:;–·…↑↓›-]*$")
PAGES = ["/accounts/sign-in/", "/help/", "/no-such-page/"]


@pytest.fixture
def brackets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every translated text in brackets."""

    def wrapped(real: Callable[..., str]) -> Callable[..., str]:
        def bracketed(*args: Any) -> str:
            return f"{OPEN}{real(*args)}{CLOSE}"

        return bracketed

    for name in ("gettext", "ngettext", "pgettext", "npgettext"):
        monkeypatch.setattr(translation._trans, name, wrapped(getattr(trans_real, name)))


def bare_texts(document: Any) -> list[str]:
    """The text nodes outside brackets that hold letters."""
    whole = " ".join(document.root.itertext())
    outside = re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", re.sub(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", whole))
    return [one for one in re.split(r"\s{2,}", outside) if not NOT_OURS.match(one)]


@pytest.mark.django_db
@pytest.mark.usefixtures("brackets")
@pytest.mark.parametrize("address", PAGES)
def test_every_text_of_ours_is_marked(client: CheckingClient, address: str) -> None:
    with client.not_checking("texts in brackets are heavier and titles double"):
        response = client.get(address)
    allowed = {"Specify", "Salvelinus alpinus", "(Linnaeus, 1758)", "Specify 0.1.0"}
    bare = [text for text in bare_texts(response.document) if text.strip() not in allowed]
    assert bare == []
