"""The pages of jobs: mine and nobody else's, refreshed with script and without, stopped and run again; the notice."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from specify.tasks.models import Job, State
from specify.tasks.reporting import LINE_AT_MOST, LINES_KEPT
from specify.tasks.starting import start
from specify.tasks.taking import take
from tests.cast import READER
from tests.page_checks import text
from tests.page_client import CheckingClient, count_statements, heading, link, words
from tests.tasks import counting
from tests.tasks.conftest import person_named
from tests.tasks.here import run_next

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def one(person: int, **more: Any) -> Job:
    """A job as its row may be."""
    given = {"verb": "tests.tasks.counting.count", "language": "en", "created": datetime.now()}
    return Job.objects.create(user_id=person, **{**given, **more})


def running(person: int, **more: Any) -> Job:
    """A job that this very process runs, as far as its row says."""
    job = one(person, **more)
    taken = take()
    assert taken == job
    progress = {"number": 15200, "total": 24117, "doing": "Write occurrence.txt", "left_out": 3}
    log = [["14:02:11", "Read the mapping"], ["14:02:12", "<b>Write</b> occurrence.txt"]]
    Job.objects.filter(pk=job.pk).update(progress=progress, log=log)
    return job


def status(response: Any) -> str:
    """The words of the status line."""
    return text(response.document.ids["status-line"])


@pytest.mark.parametrize("address", ["/jobs/", "/jobs/1/", "/jobs/1/result/"])
def test_whoever_is_not_signed_in_signs_in_first(client: CheckingClient, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/sign-in/?next={address}")
    by_htmx = client.get(address, headers=HTMX)
    assert by_htmx["HX-Redirect"] == f"/accounts/sign-in/?next={address}"


@pytest.mark.parametrize("address", ["/jobs/1/stop/", "/jobs/1/again/", "/jobs/messages/read/"])
def test_nobody_changes_anything_without_signing_in(client: CheckingClient, address: str) -> None:
    assert client.post(address)["Location"] == "/accounts/sign-in/?next=/jobs/"
    assert client.get(address).status_code == 405


def test_a_job_of_somebody_else_is_not_found(curator: CheckingClient, other: int) -> None:
    job = running(other)
    for answer in (
        curator.get(f"/jobs/{job.pk}/"),
        curator.get(f"/jobs/{job.pk}/result/"),
        curator.post(f"/jobs/{job.pk}/stop/"),
        curator.post(f"/jobs/{job.pk}/again/"),
        curator.get("/jobs/987654/"),
    ):
        assert answer.status_code == 404
        assert "You have no job with the number" in words(answer)
    assert not Job.objects.get(pk=job.pk).is_cancel_asked
    assert Job.objects.count() == 1
    assert "Count slowly" not in words(curator.get("/jobs/"))


def test_a_running_job_is_shown_and_refreshed(curator: CheckingClient, person: int) -> None:
    job = running(person)
    page = curator.get(f"/jobs/{job.pk}/")
    assert heading(page) == "63 % Count slowly"
    assert "Write occurrence.txt: 15,200 of 24,117" in words(page)
    assert "Read the mapping" in words(page)
    assert "<b>Write</b> occurrence.txt" in words(page)
    assert "3 earlier lines are not kept." in words(page)
    (bar,) = page.document.all("//progress")
    assert (bar.get("max"), bar.get("value")) == ("100", "63")
    assert page.document.ids["progress"].get("hx-get") == f"/jobs/{job.pk}/?lines=5"
    (refresh,) = page.document.all("//head/noscript/meta[@http-equiv='refresh']")
    assert int(refresh.get("content") or 0) >= 5
    assert link(page, "Look again") == f"/jobs/{job.pk}/"
    part = curator.get(f"/jobs/{job.pk}/", headers=HTMX)
    assert part.document.is_fragment
    assert part.document.ids["progress"].get("hx-trigger") == "every 1s"
    assert text(part.document.ids["far"]) == "63 %"
    assert "14:02:11 Read the mapping" in text(part.document.ids["log"])
    assert "HX-Request" in part["Vary"]


def test_the_log_is_sent_again_only_when_there_is_more_of_it(curator: CheckingClient, person: int) -> None:
    job = running(person)
    part = curator.get(f"/jobs/{job.pk}/?lines=4", headers=HTMX)
    assert "log" in part.document.ids
    part = curator.get(part.document.ids["progress"].get("hx-get"), headers=HTMX)
    assert "log" not in part.document.ids
    assert text(part.document.ids["far"]) == "63 %"


def test_the_longest_log_makes_no_heavy_page(curator: CheckingClient, person: int) -> None:
    job = running(person)
    letters = "".join(sha256(str(number).encode()).hexdigest() for number in range(LINES_KEPT * LINE_AT_MOST // 64 + 1))
    lines = [letters[number * LINE_AT_MOST :][:LINE_AT_MOST] for number in range(LINES_KEPT)]
    Job.objects.filter(pk=job.pk).update(log=[["14:02:11", line] for line in lines])
    assert lines[-1][:20] in words(curator.get(f"/jobs/{job.pk}/")), "the client weighs the page"


def test_a_job_of_the_future_is_not_looked_at_all_the_time(curator: CheckingClient, person: int) -> None:
    job = running(person)
    Job.objects.filter(pk=job.pk).update(started=datetime.now() + timedelta(hours=1))
    page = curator.get(f"/jobs/{job.pk}/")
    assert page.document.ids["progress"].get("hx-trigger") == "every 5s"


def test_a_list_reads_no_log_and_no_arguments(curator: CheckingClient, person: int) -> None:
    one(person, state=State.DONE, is_seen=True)
    with count_statements() as statements:
        curator.get("/jobs/")
        start(counting.count, person=person)
    read = [one for one in statements if one.startswith("SELECT") and "web_job" in one]
    assert read
    assert not any("arguments" in one or "`log`" in one or '"log"' in one for one in read)


def test_a_person_can_have_it_still(curator: CheckingClient, person: int) -> None:
    job = running(person)
    page = curator.get(f"/jobs/{job.pk}/")
    assert not page.document.all("//main//noscript"), "with script too"
    assert link(page, "Do not look again by itself") == f"/jobs/{job.pk}/?still"
    page = curator.get(f"/jobs/{job.pk}/?still")
    assert not page.document.all("//meta[@http-equiv='refresh']")
    assert not page.document.ids["progress"].get("hx-get")


def test_a_long_job_is_looked_at_less_often(curator: CheckingClient, person: int) -> None:
    job = running(person)
    Job.objects.filter(pk=job.pk).update(started=datetime.now() - timedelta(hours=1, minutes=2))
    page = curator.get(f"/jobs/{job.pk}/")
    assert "running for 62 minutes" in words(page)
    assert page.document.ids["progress"].get("hx-trigger") == "every 5s"
    assert page.document.all("//head/noscript/meta")[0].get("content") == "10"


def test_an_ended_job_is_not_refreshed_and_shows_what_came_of_it(
    curator: CheckingClient, person: int, tmp_path: Path
) -> None:
    job = one(
        person,
        state=State.DONE,
        ended=datetime.now(),
        outcome={"said": "Counted to 3.", "links": [["The start", "/"]], "file": ""},
    )
    page = curator.get(f"/jobs/{job.pk}/")
    assert heading(page) == "Done Count slowly"
    assert page.document.all("//title")[0].text.startswith("Count slowly: Done")
    assert link(page, "The start") == "/"
    assert not page.document.all("//meta[@http-equiv='refresh']")
    assert not page.document.all("//progress")
    assert not page.document.all("//*[@hx-get]")
    assert curator.get(f"/jobs/{job.pk}/", headers=HTMX)["HX-Refresh"] == "true"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["fishes 2026.csv", "Übersicht “Ærø”.html", '..\\..\\"x".csv', "a" * 200 + ".csv"])
def test_a_result_is_downloaded_by_its_person_alone(
    client: CheckingClient, person: int, tmp_path: Path, name: str
) -> None:
    start(counting.make_file, person=person, arguments={"folder": str(tmp_path), "name": name, "content": "<b>1</b>"})
    job = run_next()
    assert job.state == State.DONE, job.outcome
    client.force_login(person_named(READER))
    assert client.get(f"/jobs/{job.pk}/result/").status_code == 404
    client.force_login(job.user)
    page = client.get(f"/jobs/{job.pk}/")
    shown = [text(anchor) for anchor in page.document.all(f"//a[@href='/jobs/{job.pk}/result/']")]
    assert shown[0].endswith(name[-4:])
    answer = client.get(f"/jobs/{job.pk}/result/")
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"<b>1</b>"


@pytest.mark.parametrize("file", ["", "../secret", "/etc/passwd", "99-gone.csv"])
def test_no_other_file_can_be_had(curator: CheckingClient, person: int, file: str) -> None:
    (settings.VAR / "secret").write_text("kept")
    job = one(person, state=State.DONE, outcome={"said": "Done.", "file": file})
    assert curator.get(f"/jobs/{job.pk}/result/").status_code in (400, 404)


def test_stopping_a_job_that_waits_ends_it_and_one_that_runs_is_asked(curator: CheckingClient, person: int) -> None:
    runs = running(person)
    waits = one(person, arguments={"total": 2})
    assert "starts when your jobs before it have ended" in words(curator.get(f"/jobs/{waits.pk}/"))
    for job in (runs, waits):
        answer = curator.post(f"/jobs/{job.pk}/stop/")
        assert (answer.status_code, answer["Location"]) == (303, f"/jobs/{job.pk}/")
    assert "You asked to stop it" in words(curator.get(f"/jobs/{runs.pk}/"))
    page = curator.get(f"/jobs/{waits.pk}/")
    assert (heading(page), "You stopped it." in words(page)) == ("Stopped Count slowly", True)
    assert curator.post(f"/jobs/{waits.pk}/stop/").status_code == 303
    assert Job.objects.get(pk=waits.pk).state == State.CANCELLED


def test_running_again_is_a_new_job_and_an_open_one_stays_itself(curator: CheckingClient, person: int) -> None:
    former = one(person, state=State.FAILED, arguments={"total": 3}, collection_id=4)
    first = curator.post(f"/jobs/{former.pk}/again/")["Location"]
    assert curator.post(f"/jobs/{former.pk}/again/")["Location"] == first
    again = Job.objects.get(rerun_of=former.pk)
    assert first == f"/jobs/{again.pk}/"
    assert (again.arguments, again.collection_id) == ({"total": 3}, 4)
    assert curator.post(f"/jobs/{again.pk}/again/")["Location"] == first
    assert link(curator.get(first), f"The same again as job {former.pk}") == f"/jobs/{former.pk}/"


def test_my_jobs_are_listed_newest_first_fifty_a_page(curator: CheckingClient, person: int) -> None:
    assert "No jobs yet" in words(curator.get("/jobs/"))
    for number in range(60):
        one(person, state=State.DONE, outcome={"said": f"Said {number}. " + "long " * 100})
    page = curator.get("/jobs/")
    names = [text(cell) for cell in page.document.all("//tbody//th")]
    assert len(names) == 50
    newest = Job.objects.latest("pk")
    assert names[0] == f"Count slowly {newest.pk}"
    assert "Said 59." in words(page)
    page = curator.get(link(page, "Next"))
    assert len(page.document.all("//tbody//th")) == 10


def test_what_somebody_typed_into_the_address_does_no_harm(curator: CheckingClient) -> None:
    for query in ("page=x", "page=99999999999999999999", "page=-1"):
        assert curator.get(f"/jobs/?{query}").status_code == 200
    for number in ("0", "99999999999999999999999999"):
        assert curator.get(f"/jobs/{number}/").status_code == 404


def test_the_notice_stands_where_there_is_something_and_is_said_once(curator: CheckingClient, person: int) -> None:
    assert "Jobs (" not in curator.get("/help/").content.decode()
    waits = one(person)
    assert link(curator.get("/help/"), "Jobs (1 open)") == "/jobs/"
    done = one(person, state=State.DONE)
    page = curator.get("/help/")
    assert link(page, "Jobs (1 open, 1 ended)") == "/jobs/"
    assert status(page) == "The job “Count slowly” has ended."
    page = curator.get("/help/")
    assert link(page, "Jobs (1 open, 1 ended)") == "/jobs/"
    assert status(page) == ""
    Job.objects.filter(pk=waits.pk).update(state=State.FAILED)
    one(person, state=State.LOST)
    assert status(curator.get("/help/")) == "2 jobs have ended."
    curator.get(f"/jobs/{done.pk}/")
    assert link(curator.get("/help/"), "Jobs (2 ended)") == "/jobs/"
    assert "Jobs (" not in curator.get("/jobs/").content.decode()
    assert "Jobs (" not in curator.get("/help/").content.decode()


def test_the_notice_is_not_for_others_nor_for_nobody(client: CheckingClient, person: int) -> None:
    one(person, state=State.DONE)
    assert "Jobs (" not in client.get("/help/").content.decode()
    client.force_login(person_named(READER))
    assert "Jobs (" not in client.get("/help/").content.decode()


def test_the_notice_costs_one_statement_however_many_jobs_there_are(curator: CheckingClient, person: int) -> None:
    def asked() -> list[str]:
        with count_statements() as statements:
            curator.get("/help/")
        return [one for one in statements if "web_job" in one]

    assert len(asked()) == 1
    for _number in range(20):
        one(person, state=State.DONE, is_announced=True)
    assert len(asked()) == 1


def test_statements_do_not_grow_with_the_jobs(curator: CheckingClient, person: int) -> None:
    def asked() -> int:
        curator.get("/jobs/")
        with count_statements() as statements:
            curator.get("/jobs/")
        return len(statements)

    one(person, state=State.DONE)
    few = asked()
    for _number in range(30):
        one(person, state=State.DONE)
    assert asked() == few


def test_figures_of_the_pages(curator: CheckingClient, person: int) -> None:
    job = running(person)
    for number in range(50):
        one(person, state=State.DONE, is_seen=True, outcome={"said": f"Said {number}."})
    curator.measure("/jobs/", page="jobs", at_most=8)
    curator.measure(f"/jobs/{job.pk}/", page="job", at_most=6)
