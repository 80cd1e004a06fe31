"""Many people enter new objects through the form at once: all are saved, with one sequence of numbers without a gap."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from django.db import connections

from specify.datamodel import present, transactions
from specify.datamodel.tables import model
from specify.records.models import Draft
from specify.records.numbering import giving as numbering
from tests.page_client import CheckingClient, link, words
from tests.records.filling_in import put, save, saved, shown
from tests.records.forking import in_processes
from tests.records.reference import opened_anew
from tests.records.test_numbering_at_once import lock_name, specify_7

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.by_server]


def enter(client: CheckingClient, new: str, data: dict[str, str], count: int) -> None:
    """Save that many objects, each with a form of its own."""
    for _object in range(count):
        answer = client.post(new, opened_anew(data))
        assert answer.status_code == 303, answer.content.decode()[:4000]


@pytest.mark.parametrize(
    ("writers", "objects"), [(6, 5), pytest.param(20, 50, marks=pytest.mark.everything)], ids=["few", "many"]
)
def test_all_get_consecutive_numbers(curator: CheckingClient, new: str, writers: int, objects: int) -> None:
    data = put(shown(curator, new), remarks="at once")
    assert data["catalogNumber"] == "#########"
    begun = time.monotonic()
    assert in_processes([partial(enter, curator, new, data, objects)] * writers) == [0] * writers
    print(f"{writers} writers, {objects} objects each: {time.monotonic() - begun:.1f} s")  # noqa: T201 - a figure
    made = model("collectionobject").objects.filter(remarks="at once")
    numbers = sorted(int(number) for number in made.values_list("catalogNumber", flat=True))
    assert numbers == list(range(numbers[0], numbers[0] + writers * objects))


@contextmanager
def somebody_writing() -> Iterator[None]:
    """Somebody who is at it for longer than anybody waits."""
    if present.dialect() == "sqlite":
        with Path(f"{connections['default'].settings_dict['NAME']}-turn").open("ab") as other:
            fcntl.flock(other, fcntl.LOCK_EX)
            yield
        return
    with specify_7() as connection, connection.cursor() as run:
        run.execute("SELECT GET_LOCK(%s, 10)", (lock_name(),))
        yield


def test_who_waited_in_vain_is_told_so_and_finds_what_was_typed(
    curator: CheckingClient, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactions, "BUSY_SECONDS", 0.3)
    monkeypatch.setattr(numbering, "PATIENCE", 1)
    data = shown(curator, new)
    with somebody_writing():
        answer = save(curator, new, data, remarks="typed")
        assert (answer.status_code, "Nothing was" in words(answer)) == (503, True)
    assert Draft.objects.count() == 1
    kept = link(curator.get(new), "Go on with it")
    assert shown(curator, kept)["remarks"] == "typed"
    saved(curator, save(curator, kept, shown(curator, kept)))
