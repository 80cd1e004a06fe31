"""The German texts: none is missing, none is left over, all keep their placeholders; and pages show them."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation import trans_real

from tests.page_client import CheckingClient

pytestmark = pytest.mark.one_shape

ROOT = Path(__file__).resolve().parents[2]
GERMAN = ROOT / "specify" / "locale" / "de" / "LC_MESSAGES" / "django.po"
HELD = re.compile(r"%\(\w+\)[sd]|</?[a-z][^>]*>")
UPDATE = "babel.cfg tells how to bring the catalogue up to date."


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every text that is marked for translation now."""
    template = tmp_path_factory.mktemp("locale") / "messages.pot"
    keywords = [option for name in ("gettext_lazy", "gettext_noop", "ngettext_lazy:1,2") for option in ("-k", name)]
    command = ["babel.messages.frontend", "--quiet", "extract", "-F", "babel.cfg", *keywords, "-o", str(template), "."]
    subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=True)
    with template.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def german() -> Catalog:
    with GERMAN.open("rb") as file:
        return read_po(file)


def keys(catalog: Catalog) -> set[object]:
    return {(message.context, _first(message)) for message in catalog if message.id}


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def test_every_marked_text_is_translated(extracted: Catalog, german: Catalog) -> None:
    missing = keys(extracted) - {(m.context, _first(m)) for m in german if m.id and m.string and not m.fuzzy}
    assert not missing, f"These texts have no German: {missing}. {UPDATE}"


def test_no_text_is_left_over(extracted: Catalog, german: Catalog) -> None:
    assert keys(german) - keys(extracted) == set(), UPDATE
    assert not german.obsolete


def test_placeholders_and_marks_are_kept(german: Catalog) -> None:
    for message in german:
        for english, translated in zip(_forms(message.id), _forms(message.string), strict=True):
            assert sorted(HELD.findall(english)) == sorted(HELD.findall(translated)), english


def _forms(text: object) -> list[str]:
    """A text's forms: one, or singular and plural."""
    return [text] if isinstance(text, str) else [str(form) for form in text] if isinstance(text, list | tuple) else []


@pytest.fixture
def _compiled(german: Catalog, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The catalogue as the pages read it, whatever this process had loaded before; then no language of its own."""
    with GERMAN.with_suffix(".mo").open("wb") as file:
        write_mo(file, german)
    monkeypatch.setattr(trans_real, "_translations", {})
    yield
    translation.deactivate()


@pytest.mark.django_db
@pytest.mark.usefixtures("_compiled")
def test_a_page_is_german_for_who_reads_german(client: CheckingClient) -> None:
    response = client.get("/accounts/sign-in/", headers={"accept-language": "de"})
    page = response.content.decode()
    assert '<html lang="de"' in page
    assert "Benutzername" in page
