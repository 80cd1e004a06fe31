"""Localities: the notation of coordinates."""

import pytest

from specify.security.entering import Visit
from tests.records.changing import made, row, saved

pytestmark = pytest.mark.django_db


def test_the_notation_is_0_unless_told(visit: Visit) -> None:
    first, second = made("locality", localityName="Q"), made("locality", localityName="R", srcLatLongUnit=2)
    saved(visit, first, second)
    assert [row("locality", one.id).srcLatLongUnit for one in (first, second)] == [0, 2]
