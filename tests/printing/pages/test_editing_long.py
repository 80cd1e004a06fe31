"""Templates for which a page has no room: taken home as a file, and sent back as one."""

import random
import string

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from specify.printing.models import TemplateDraft
from specify.printing.rendering import limits
from specify.printing.stored.changing import make, save
from specify.printing.stored.reading import own_now
from specify.security.entering import Visit
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.printing.pages.test_editing import SOURCE

LETTERS = "".join(random.Random(1).choices(string.ascii_letters + string.digits, k=limits.SOURCE_LETTERS))  # noqa: S311


def with_letters(number: int, *, words: str = "") -> str:
    """A template with so many letters that cannot be compressed, as pictures cannot."""
    lines = "\n".join(LETTERS[at : at + 90] for at in range(0, number, 90))
    return f"{SOURCE}<p>{words}</p>\n<!--\n{lines}\n-->\n"


@pytest.fixture
def number(visit: Visit) -> int:
    """A stored template that is too long for a page."""
    return make(visit, "Jar label", with_letters(60_000))


@pytest.fixture
def page(home: str, number: int) -> str:
    """The address of its pages."""
    return f"{home}print/templates/own-{number}/"


def sent(client: CheckingClient, page: str, content: bytes | None, **more: str) -> dict[str, object]:
    """What the form sends with a file, or with none."""
    form = client.get(f"{page}edit/").document.all("//form[@id='edit-form'][@enctype='multipart/form-data']")[0]
    version = form.xpath(".//input[@name='version']")[0].get("value")
    file = {} if content is None else {"file": SimpleUploadedFile("jar.html", content)}
    return {"version": version, **file, **more}


def downloaded(client: CheckingClient, page: str) -> bytes:
    """The file to which the page leads."""
    way = client.get(f"{page}edit/").document.all("//p[@class='note']/a")[0].get("href")
    with client.not_checking("a file"):
        answer = client.get(way)
    assert answer["Content-Disposition"] == 'attachment; filename="Jar label.html"'
    return answer.content


def test_it_goes_and_comes_as_a_file(curator: CheckingClient, page: str, visit: Visit, number: int) -> None:
    form = curator.get(f"{page}edit/").document
    assert not form.all("//textarea")
    assert downloaded(curator, page) == with_letters(60_000).encode()
    changed = with_letters(60_000, words="größer")
    answer = curator.post(f"{page}edit/", sent(curator, page, b"\xef\xbb\xbf" + changed.replace("\n", "\r\n").encode()))
    assert answer.status_code == 303
    assert own_now(visit, number).source == changed


def test_it_is_looked_at_before_it_is_stored(curator: CheckingClient, page: str, visit: Visit, number: int) -> None:
    changed = with_letters(60_000, words="Changed")
    shown = curator.post(f"{page}edit/", sent(curator, page, changed.encode(), show="1"))
    assert shown.status_code == 200
    with curator.not_checking("it is a template's, not ours"):
        assert b"Changed" in curator.get(shown.document.all("//iframe")[0].get("src")).content
    assert own_now(visit, number).source == with_letters(60_000)
    assert downloaded(curator, page) == changed.encode()
    assert curator.post(f"{page}edit/", sent(curator, page, None)).status_code == 303
    assert own_now(visit, number).source == changed


def test_what_is_wrong_with_a_file_is_told(curator: CheckingClient, page: str, visit: Visit, number: int) -> None:
    bad = {
        with_letters(60_000, words="{{ object.catalogumber }}").encode(): "Line 7",
        with_letters(60_000, words="größer").encode("latin-1"): "no text in UTF-8",
        with_letters(limits.SOURCE_LETTERS).encode(): "longer than the",
    }
    for content, words in bad.items():
        answer = curator.post(f"{page}edit/", sent(curator, page, content))
        assert answer.status_code == 422
        assert words in text(answer.document.all("//*[@id='errors']//a[@href='#source']")[0])
        assert answer.document.all("//input[@type='file'][@id='source'][@aria-invalid='true']")
    assert own_now(visit, number).source == with_letters(60_000)


def test_what_was_pasted_and_is_too_long_is_kept(curator: CheckingClient, home: str, visit: Visit) -> None:
    number = make(visit, "Vial", SOURCE)
    page = f"{home}print/templates/own-{number}/edit/"
    version = curator.get(page).document.all("//form[@id='edit-form']//input[@name='version']")[0].get("value")
    long = with_letters(limits.SOURCE_LETTERS)
    answer = curator.post(page, {"source": long, "version": version})
    assert answer.status_code == 422
    assert "longer than the" in text(answer.document.all("//p[@id='source-e']")[0])
    assert TemplateDraft.objects.get(resource=number).source == long
    assert own_now(visit, number).source == SOURCE


def test_differences_beyond_the_room_of_a_page_are_counted(
    curator: CheckingClient, page: str, visit: Visit, number: int
) -> None:
    values = sent(curator, page, SOURCE.replace("<p>", "<p>Mine ").encode())
    save(visit, number, with_letters(90_000))
    second = curator.post(f"{page}edit/", values)
    assert second.status_code == 422
    versions = curator.get(f"{page}versions/?number=1")
    for answer in (second, versions):
        assert "lines are shown: this page has no room for more." in text(answer.document.all("//main")[0])
