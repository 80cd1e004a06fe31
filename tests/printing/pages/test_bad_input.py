"""What goes wrong on the pages that print: told in a sentence with line and remedy, nothing kept, and soon.

Templates are put where Specify keeps them without asking ours to check them, as other programs do.
"""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from specify.datamodel.tables import model
from specify.printing.models import Printout
from specify.printing.rendering import limits
from specify.printing.stored.changing import make
from specify.security.entering import Visit
from specify.tasks.models import Job
from tests.page_checks import text
from tests.page_client import CheckingClient
from tests.patience import PATIENCE_SECONDS, within
from tests.planting import World
from tests.printing.pages.test_printing_pages import OBJECTS, numbers_in, objects, pdf
from tests.printing.press import pages
from tests.printing.press import text as printed_text

HEAD = "{#\ntable: collectionobject\nsize: 60 x 30 mm\n#}\n"
GOOD = f"{HEAD}<p>{{{{ collection.name }}}} {{{{ object.catalognumber }}}}</p>\n"
LOOP = "{% for a in range(1000) %}"
BAD = {
    "endless": (LOOP * 3 + "{% endfor %}" * 3, "Line 5"),
    "a billion letters": ("<p>\n{{ 'x' * 1000000000 }}</p>", "Line 6"),
    "the inside": ("{{ ''.__class__ }}", "inside of the program"),
    "a file": ("<style>\n.a { background: url(file:///etc/passwd) }</style><p class='a'>x</p>", "Line 6"),
    "an address": ("<img src='http://example.org/x.png' alt=''>", "is outside"),
    "a broken tag": ("<p><b>x</p>", "<b>"),
    "an unknown field": ("<p>{{ object.catalogumber }}</p>", "Did you mean object.catalognumber"),
    "no template at all": ("{% if", "Line 5"),
}


@pytest.fixture
def number(visit: Visit) -> int:
    """A stored template."""
    return make(visit, "Jar label", GOOD)


def replaced(number: int, source: str) -> str:
    """Another program writes this into the template; its name in addresses."""
    model("spappresourcedata")._default_manager.filter(spAppResource=number).update(data=source.encode())
    return f"own-{number}"


@pytest.mark.parametrize("name", BAD)
def test_a_bad_template_is_told_on_every_page(
    curator: CheckingClient, home: str, visit: Visit, number: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "endless":
        monkeypatch.setattr(limits, "BATCH_SECONDS", 2)
    body, words = BAD[name]
    told = f"{OBJECTS}&id={objects(visit, 1)[0][0]}&template={replaced(number, HEAD + body)}"
    with within(20):
        form = curator.get(f"{home}print/pdf/?{told}")
    assert form.status_code == 422
    (chosen,) = form.document.all("//select[@name='template'][@aria-invalid='true']")
    assert words in text(form.document.all(f"//*[@id='{chosen.get('aria-describedby')}']")[0])
    assert not Printout.objects.exists()
    if name in ("endless", "a file", "an address"):  # the first takes its time, and the others are seen when drawn
        return
    for page in ("print/preview/", "print/html/"):
        answer = curator.get(f"{home}{page}?{told}")
        assert answer.status_code == 422
        assert words in text(answer.document.all("//main")[0])


def test_a_text_of_ten_thousand_letters_is_cut_and_told(
    curator: CheckingClient, home: str, visit: Visit, number: int
) -> None:
    (pk, _number) = objects(visit, 1)[0]
    model("collectionobject").objects.filter(pk=pk).update(remarks="collected at the mill " * 455)
    template = replaced(number, GOOD + "<p>{{ object.remarks }}</p>")
    made = pdf(curator.get(f"{home}print/pdf/?{OBJECTS}&id={pk}&template={template}"))
    assert len(pages(made)) == 1
    assert "does not fit" in Printout.objects.get().notes[0]
    log = curator.get(f"{home}print/log/").document
    assert "does not fit" in text(log.all("//tbody")[0])
    read = curator.get(f"{home}print/html/?{OBJECTS}&id={pk}&template={template}").document
    assert text(read.all("//main")[0]).count("collected at the mill") == 455


def test_letters_from_right_to_left_stand_in_their_order(
    curator: CheckingClient, home: str, visit: Visit, number: int
) -> None:
    (pk, _number) = objects(visit, 1)[0]
    model("collectionobject").objects.filter(pk=pk).update(remarks="אבגד")
    template = replaced(number, f"{HEAD}<p>{{{{ object.remarks }}}} is here</p>")
    made = pdf(curator.get(f"{home}print/pdf/?{OBJECTS}&id={pk}&template={template}"))
    page = pages(made)[0].get_textpage()
    letters = {page.get_text_range(at, 1): page.get_charbox(at)[0] for at in range(page.count_chars())}
    assert letters["א"] > letters["ב"] > letters["ג"] > letters["ד"]
    assert letters["h"] > letters["א"]
    read = curator.get(f"{home}print/html/?{OBJECTS}&id={pk}&template={template}").document
    assert "אבגד is here" in text(read.all("//main")[0])


def test_more_labels_than_are_printed_at_once_are_no_job(
    curator: CheckingClient, home: str, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LABELS", 5)
    told = "&".join([OBJECTS, "template=sticker-sheet", *(f"id={pk}" for pk, _number in objects(visit, 8))])
    for answer in (
        curator.get(f"{home}print/pdf/?{told}"),
        curator.post(f"{home}print/pdf/?{OBJECTS}&id={objects(visit, 1)[0][0]}&template=sticker-sheet&copies=6"),
    ):
        assert answer.status_code == 422
        assert answer.document.all("//input[@name='copies'][@aria-invalid='true']")
        assert "more than the 5 that are printed at once" in text(answer.document.all("//*[@id='copies-e']")[0])
    assert not Job.objects.exists()


@pytest.mark.parametrize("rows", [0, 1, 250])
def test_a_report_has_as_many_rows_as_there_are(
    curator: CheckingClient, home: str, visit: Visit, home_world: World, rows: int
) -> None:
    discipline = visit.place.discipline_id
    loan = home_world.plant("loan", loanNumber="2026-901", discipline_id=discipline)
    for at in range(rows):
        home_world.plant(
            "loanpreparation", loan_id=loan, quantity=1, descriptionOfMaterial=f"jar {at}.", discipline_id=discipline
        )
    told = printed_text(pdf(curator.get(f"{home}print/pdf/?on=loan&id={loan}&template=loan-invoice")))
    assert "2026-901" in told
    assert [f"jar {at}." in told for at in range(rows)] == [True] * rows
    assert curator.get(f"{home}print/html/?on=loan&id={loan}&template=loan-invoice").status_code == 200


def working() -> Iterator[int]:
    """The render processes in which something is worked at just now."""
    for process in children(os.getpid()):
        if children(process):
            yield process


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    with suppress(FileNotFoundError):
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def test_a_render_process_that_is_killed_in_the_middle_leaves_nothing_behind(
    curator: CheckingClient, home: str, visit: Visit, number: int
) -> None:
    (pk, catalog_number) = objects(visit, 1)[0]
    name = replaced(number, HEAD + LOOP * 3 + "{% endfor %}" * 3)
    killed: list[int] = []

    def kill() -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while not killed and time.monotonic() < until:
            time.sleep(1)  # until what is asked first is answered, and the template is being filled
            for process in working():
                os.kill(process, signal.SIGKILL)
                killed.append(process)

    thread = threading.Thread(target=kill)
    thread.start()
    answer = curator.get(f"{home}print/pdf/?{OBJECTS}&id={pk}&template={name}")
    thread.join()
    assert killed
    assert answer.status_code == 422
    assert "made an error" in text(answer.document.all("//p[@id='template-e']")[0])
    assert not Printout.objects.exists()
    replaced(number, GOOD)
    again = curator.get(f"{home}print/pdf/?{OBJECTS}&id={pk}&template=sticker-sheet")
    assert numbers_in(pdf(again)) == [catalog_number]
