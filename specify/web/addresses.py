"""The beginning of every address inside a collection: `<collection id>-<slug>/`; and numbers behind its `?`.

In: nothing, or the text of a variable. Out: `HERE`, and the converter that it needs: only the number counts; the slug
is for people. The number that a text is, if it is one; which numbers can be ids at all.
"""

import re
from collections.abc import Iterable

from django.urls import register_converter

HERE = "<int:collection_id>-<rest:slug>/"
LARGEST_ID = 2**31 - 1
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")


class Rest:
    """Whatever follows a collection's number in an address."""

    regex = "[^/]*"

    def to_python(self, value: str) -> str:
        """The text as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The text as it stands."""
        return value


def number_in(text: str) -> int | None:
    """The id, place or page that stands there, counted from 1; None where it can be none."""
    return int(text) if _NUMBER.fullmatch(text) and int(text) <= LARGEST_ID else None


def ids_among(numbers: Iterable[int]) -> set[int]:
    """Those of the numbers that can be ids: addresses may have any digits, and databases choke on too many of them."""
    return {number for number in numbers if 0 < number <= LARGEST_ID}


register_converter(Rest, "rest")
