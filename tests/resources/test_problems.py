"""What is broken is named in the log, with its place, once for each stamp."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from specify.resources import problems
from specify.web.logs import JsonLines

pytestmark = pytest.mark.one_shape

STAMP = "2020-01-01T00:00:00/problems"


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What is logged, as it is written."""
    text = StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(JsonLines())
    problems.log.addHandler(handler)
    yield text
    problems.log.removeHandler(handler)


def test_a_problem_is_named_in_the_log_once_for_a_stamp(lines: StringIO) -> None:
    for _ in range(2):
        problems.note(STAMP, problems.Problem("DataObjFormatters", "backstop", "It is no XML."))
    (line,) = lines.getvalue().splitlines()
    told = json.loads(line)
    assert told["message"] == "resource not used as written"
    assert (told["resource"], told["where"], told["why"]) == ("DataObjFormatters", "backstop", "It is no XML.")
