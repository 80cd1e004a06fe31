"""The beginning of every address inside a collection: `<collection id>-<slug>/`.

In: nothing. Out: `HERE`, and the converter that it needs. Only the number counts; the slug is for people.
"""

from django.urls import register_converter

HERE = "<int:collection_id>-<rest:slug>/"


class Rest:
    """Whatever follows a collection's number in an address."""

    regex = "[^/]*"

    def to_python(self, value: str) -> str:
        """The text as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The text as it stands."""
        return value


register_converter(Rest, "rest")
