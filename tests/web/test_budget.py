"""The budget of a page: as many rows as there is room for, and no further statement to find that out."""

from collections.abc import Iterator

import pytest
from django.db.models import Count
from django.http import HttpResponse

from specify.datamodel.tables import model
from specify.tasks.models import Job, State
from specify.web import budget
from tests.page_client import BYTES_AT_MOST, CheckingClient, count_statements, weight
from tests.records.conftest import curator, home  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def words(number: int) -> Iterator[str]:
    """Text that does not shrink much when it is compressed."""
    return (f"{(at * 2654435761) % 2**32:x}" for at in range(number))


def drawn(rows: tuple[int, ...], bytes_a_row: int) -> tuple[list[int], HttpResponse]:
    """Which pages were drawn until one fitted, and that one."""
    asked: list[int] = []

    def draw(number: int) -> HttpResponse:
        asked.append(number)
        return HttpResponse(" ".join(words(number * bytes_a_row // 9)))

    return asked, budget.render_within(rows, draw)


def test_a_page_that_has_room_is_drawn_once() -> None:
    asked, _ = drawn((10, 5, 1), 100)
    assert asked == [10]


def test_the_first_that_fits_is_the_page() -> None:
    asked, page = drawn((10, 5, 3, 1), 5_500)
    assert asked == [10, 1, 5, 3]
    assert weight(page.content.decode()) + budget._stylesheet_bytes() <= BYTES_AT_MOST


def test_when_none_fits_the_one_with_the_fewest_rows_is_the_page() -> None:
    asked, page = drawn((10, 5, 3, 1), 100_000)
    assert asked == [10, 1]
    assert page.content


def test_fewer_rows_are_drawn_although_the_page_has_few() -> None:
    drawn_with: list[int] = []

    def draw(number: int) -> HttpResponse:
        drawn_with.append(number)
        return HttpResponse(" ".join(words(min(number, 2) * 1_500)))

    page = budget.render_within((5, 3, 2, 1, 0), draw)
    assert weight(page.content.decode()) + budget._stylesheet_bytes() <= BYTES_AT_MOST
    assert (drawn_with[-1], bool(page.content)) == (1, True)


def test_the_stylesheet_weighs_what_the_tests_say() -> None:
    assert 2_000 < budget._stylesheet_bytes() <= 4_096


@pytest.mark.parametrize("page", ["", "edit/"])
def test_fewer_rows_take_no_further_statement(
    curator: CheckingClient,  # noqa: F811
    home: str,  # noqa: F811
    page: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = model("collectionobject").objects.annotate(n=Count("determinations")).order_by("-n").first()
    assert many is not None
    address = f"{home}collectionobject/{many.pk}/{page}"
    told: list[tuple[int, int]] = []
    for most in (BYTES_AT_MOST, 0):
        monkeypatch.setattr(budget, "MOST_BYTES", most)
        curator.get(address)
        with count_statements() as statements:
            answer = curator.get(address)
        told.append((len(statements), len(answer.content)))
    assert told[0][0] == told[1][0]
    assert told[0][1] > told[1][1]


def test_an_ended_job_is_announced_on_a_page_that_was_drawn_twice(
    curator: CheckingClient,  # noqa: F811
    home: str,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(budget, "MOST_BYTES", 0)
    first = model("collectionobject").objects.order_by("pk").first()
    assert first is not None
    person = int(curator.session["_auth_user_id"])
    now = first.timestampCreated  # type: ignore[attr-defined]
    Job.objects.create(
        user_id=person, verb="tests.tasks.counting.count", language="en", created=now, state=State.DONE, ended=now
    )
    page = curator.get(f"{home}collectionobject/{first.pk}/")
    assert "has ended" in "".join(page.document.ids["status-line"].itertext())
