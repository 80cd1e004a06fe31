"""A file on its way through the pages: uploaded, put to something, looked at, imported, undone."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from specify.datamodel.tables import model
from specify.security.entering import Visit
from specify.tasks.declaring import found
from specify.tasks.models import Job
from specify.tasks.progress import SILENT
from specify.trees.importing import jobs, pages
from specify.trees.models import TreeImport
from tests.nodes.growing import Grove
from tests.page_client import CheckingClient, fields, heading, link, words
from tests.trees.importing.test_reading import SAMPLES
from tests.trees.wood import assert_sound, one

pytestmark = pytest.mark.django_db
Ground = tuple[Grove, Visit]
TABLE = b"Rank 20,Rank 40,Author\nSalmo,salar,Linnaeus 1758\nSalmo,trutta,L.\nPerca,fluviatilis,Linnaeus\n"
WRONG = b"Rank 20,Rank 40,Author\nSalmo,salar," + b"x" * 200 + b"\n,,nobody\nPerca,fluviatilis,Linnaeus\n"


def sent(client: CheckingClient, home: str, content: bytes, name: str = "fishes.csv") -> Any:
    """Upload a file."""
    return client.post(f"{home}taxon/import/", {"file": SimpleUploadedFile(name, content), "tree": ""})


def put_to(client: CheckingClient, address: str) -> str:
    """Take what the headings say; where that leads."""
    page = client.get(address)
    answer = client.post(address, fields(page, "Show what would happen"))
    assert answer.status_code == 303, words(answer)
    return str(answer.url)


def run_job() -> Any:
    """Run the job that waits, within the transaction of the test; its outcome."""
    job = Job.objects.get(state="waiting")
    outcome = found(job.verb)(SILENT, person=job.user_id, collection_id=job.collection_id, **job.arguments)
    Job.objects.filter(pk=job.pk).update(state="done", asked=None)
    return outcome


def checked(client: CheckingClient, home: str, content: bytes) -> str:
    """The address of a preview."""
    answer = sent(client, home, content)
    assert answer.status_code == 303, words(answer)
    return put_to(client, answer.url)


def test_a_table_becomes_nodes_and_goes_again(ground: Ground, curator: CheckingClient, home: str) -> None:
    grove, _visit = ground
    assert link(curator.get(f"{home}taxon/"), "Import from a file").startswith(f"{home}taxon/import/")
    address = checked(curator, home, TABLE)
    page = curator.get(address)
    assert heading(page) == "3 Import of fishes.csv"
    assert "3 nodes would be made" in words(page)
    form = fields(page, "Import 3 nodes")
    assert curator.post(address, form).status_code == 303
    assert_sound(grove)
    salar = model("taxon").objects.get(name="salar", definition_id=grove.definition)
    assert (salar.author, salar.parent_id, salar.version) == ("Linnaeus 1758", one(grove, "Salmo"), 0)
    page = curator.get(address)
    assert "3 nodes were made by this import" in words(page)
    assert curator.post(address, form).status_code == 303
    assert model("taxon").objects.filter(definition_id=grove.definition).count() == 6
    undo = link(page, "Undo the import")
    question = curator.get(undo)
    assert heading(question) == "3 Undo the import of fishes.csv?"
    assert curator.post(undo, fields(question, "Undo the import")).status_code == 303
    assert "This import was undone" in words(curator.get(address))
    assert model("taxon").objects.filter(definition_id=grove.definition).count() == 3
    assert_sound(grove)
    assert curator.get(undo).url == address


def test_problems_are_told_and_rows_can_be_left_out(ground: Ground, curator: CheckingClient, home: str) -> None:
    grove, _visit = ground
    address = checked(curator, home, WRONG)
    page = curator.get(address)
    told = words(page)
    assert "the text is 72 characters too long" in told
    assert "The row has no name in any column of a rank" in told
    form = fields(page, "Import 2 nodes")
    answer = curator.post(address, form)
    assert answer.status_code == 422
    assert "tick that they are left out" in words(answer)
    table = curator.get(link(page, "Download them as a table (CSV)")).content.decode()
    assert table.startswith("\ufeffRow,Column,Problem\r\n2,Author,")
    assert curator.post(address, {**form, "leave_out": "1"}).status_code == 303
    assert_sound(grove)
    assert one(grove, "fluviatilis")


def test_rows_with_the_same_problem_are_told_together(ground: Ground, curator: CheckingClient, home: str) -> None:
    heading, long, nobody, good = WRONG.splitlines()
    address = checked(curator, home, b"\n".join([heading, *[nobody] * 120, good, nobody, long]))
    page = words(curator.get(address))
    assert "2–121" in page
    assert page.count("The row has no name in any column of a rank") == 2


def test_columns_that_are_put_to_nothing_right_are_told(ground: Ground, curator: CheckingClient, home: str) -> None:
    address = sent(curator, home, TABLE).url
    form = fields(curator.get(address), "Show what would happen")
    for change, told in [
        ({"rank-0": ""}, "Choose also the rank of the node"),
        ({"what-0": ""}, "Choose also what of the node stands there"),
        ({"rank-1": form["rank-0"]}, "The column Rank 20 is put to the same already"),
        ({"form": "parents", "what-1": "", "rank-1": ""}, "Four columns are needed"),
        ({"rank-0": "999999"}, "This rank is not there any more"),
        ({"rank-0": "-1"}, "Choose the rank of the names"),
        ({"what-2": "password"}, "Choose again what stands there"),
        (dict.fromkeys(form, ""), "At least one column must hold the names of a rank"),
    ]:
        answer = curator.post(address, {**form, **change})
        assert answer.status_code == 422
        assert told in words(answer), told
    assert "Id of its parent" in words(curator.get(f"{address}?form=parents"))


def test_a_wide_file_has_room(ground: Ground, curator: CheckingClient, home: str) -> None:
    heads = ",".join(f"Heading number {number}" for number in range(60))
    cells = ",".join(f"value {number} of this row" for number in range(60))
    answer = sent(curator, home, f"{heads}\n{cells}\n{cells.upper()}\n".encode())
    assert "Heading number 59" in words(curator.get(answer.url))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="SPECIFY_DUMPS names no folder with Specify's sample files")
def test_a_sample_of_specify_6_is_understood(curator: CheckingClient, home: str) -> None:
    content = (SAMPLES / "col2008_amphib.xls").read_bytes()
    assert "/jobs/" in put_to(curator, sent(curator, home, content, "col2008_amphib.xls").url)
    assert run_job().said == "col2008_amphib.xls was checked."
    row = TreeImport.objects.get()
    assert (row.file["rows"], row.foreseen["troubled"]) == (5833, 0)
    assert row.foreseen["nodes"] > 6000


def test_large_ones_are_done_by_jobs(
    ground: Ground, curator: CheckingClient, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    grove, _visit = ground
    for module in (jobs, pages):
        monkeypatch.setattr(module, "MANY_ROWS", 1)
        monkeypatch.setattr(module, "MANY_NODES", 1)
    assert "/jobs/" in checked(curator, home, TABLE)
    row = TreeImport.objects.get()
    address = f"{home}taxon/import/{row.pk}/"
    assert "A job works at it" in words(curator.get(address))
    assert run_job().said == "fishes.csv was checked."
    form = fields(curator.get(address), "Import 3 nodes")
    assert "/jobs/" in curator.post(address, form).url
    assert "/jobs/" in curator.post(address, form).url
    assert run_job().said == "fishes.csv was imported: 3 new nodes."
    assert not Job.objects.filter(state="waiting").exists()
    assert_sound(grove)
    assert "/jobs/" in curator.post(f"{address}undo/").url
    assert run_job().said == "The import of fishes.csv was undone."
    assert model("taxon").objects.filter(definition_id=grove.definition).count() == 3


def test_only_who_uploaded_it_finds_it(ground: Ground, curator: CheckingClient, home: str, reader_visit: Visit) -> None:
    address = checked(curator, home, TABLE)
    assert "fishes.csv" in words(curator.get(f"{home}taxon/import/"))
    assert curator.get(f"{home}geography/import/{TreeImport.objects.get().pk}/").status_code == 404
    assert curator.get(f"{home}taxon/import/{10**25}/").status_code == 404
    TreeImport.objects.update(user_id=reader_visit.user.pk)
    assert curator.get(address).status_code == 404
    assert "fishes.csv" not in words(curator.get(f"{home}taxon/import/"))


def test_who_may_add_no_nodes_is_refused(ground: Ground, reader: CheckingClient, home: str) -> None:
    assert reader.get(f"{home}taxon/import/").status_code == 403
    assert sent(reader, home, TABLE).status_code == 403


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty"),
        (b"Rank 20,Rank 40\n", "nothing below it"),
        (b"Rank 20\x00,b\nc,d\n", "NUL"),
        (b"PK\x03\x04 and no more", "cannot be read as one"),
        (b",".join([b"x"] * 100_000) + b"\n1\n", "more than 60 columns"),
        (b'a,"b\n' + b"x" * 140_000, "cannot be read as a table"),
    ],
)
def test_files_that_are_no_tables_are_told(
    ground: Ground, curator: CheckingClient, home: str, content: bytes, told: str
) -> None:
    answer = sent(curator, home, content)
    assert answer.status_code == 422
    assert told in words(answer)
    assert not TreeImport.objects.exists()


def test_a_body_that_is_too_large_is_told(ground: Ground, curator: CheckingClient, home: str) -> None:
    answer = sent(curator, home, b"Rank 20\n" + b"x\n" * 4_400_000)
    assert answer.status_code in (400, 413)
    assert "MB" in words(answer)


def test_no_file_is_told(ground: Ground, curator: CheckingClient, home: str) -> None:
    answer = curator.post(f"{home}taxon/import/", {"tree": ""})
    assert answer.status_code == 422
    assert "No file was chosen" in words(answer)
