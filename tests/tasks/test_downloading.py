"""A file is given out whole or in part, so that whoever lost the line can go on."""

from io import BytesIO

import pytest
from django.core.files import File
from django.test import RequestFactory

from specify.tasks.downloading import file_or_part

pytestmark = pytest.mark.one_shape

TAG = '"10"'


def asked(**headers: str) -> tuple[int, bytes, str]:
    """Status, body and range of the answer to a request with these headers."""
    request = RequestFactory().get("/", headers={name.replace("_", "-"): text for name, text in headers.items()})
    answer = file_or_part(request, File(BytesIO(b"0123456789"), name="a"), "rows.csv", "text/csv")
    body = b"".join(answer) if hasattr(answer, "streaming_content") else answer.content
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["ETag"] == TAG
    return answer.status_code, body, answer.get("Content-Range", "")


@pytest.mark.parametrize(
    "headers", [{}, {"Range": "lines=1-2"}, {"Range": "bytes=0-1,4-5"}, {"Range": "bytes=-"}, {"Range": "bytes=5-4"}]
)
def test_without_one_range_it_is_whole(headers: dict[str, str]) -> None:
    assert asked(**headers) == (200, b"0123456789", "")


@pytest.mark.parametrize(
    ("span", "body", "told"),
    [
        ("bytes=4-", b"456789", "bytes 4-9/10"),
        ("bytes=4-5", b"45", "bytes 4-5/10"),
        ("bytes=4-500", b"456789", "bytes 4-9/10"),
        ("bytes=-3", b"789", "bytes 7-9/10"),
        ("bytes=-30", b"0123456789", "bytes 0-9/10"),
    ],
)
def test_a_part_is_as_long_as_it_says(span: str, body: bytes, told: str) -> None:
    assert asked(Range=span) == (206, body, told)
    assert asked(Range=span, If_Range=TAG) == (206, body, told)


def test_a_part_of_another_file_is_not_given() -> None:
    assert asked(Range="bytes=4-", If_Range='"9"') == (200, b"0123456789", "")


@pytest.mark.parametrize("span", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_there_is_nothing_beyond_the_end(span: str) -> None:
    assert asked(Range=span) == (416, b"", "bytes */10")
