"""What the builder works on: a query, and lines that this database cannot read.

In: a request. Out: a `Draft`, and what stands in its way. A line of another version of Specify is no part of the query;
it goes along as text until somebody takes it out, and as long as it is there nothing is run, saved or looked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest, QueryDict

from specify.ask.addresses import address
from specify.ask.building.checking import Problem, problems_of
from specify.ask.building.editing import all_lines
from specify.ask.building.sent import query_sent, stored_number
from specify.ask.here import query_here
from specify.query.asked import Query
from specify.query.texts import why_unread
from specify.security.entering import Visit
from specify.web.addresses import number_in

UNREAD, DROP = "unread", "drop"


@dataclass(frozen=True, slots=True)
class Draft:
    """A query, the number of the stored one that it began with, the texts of lines that cannot be read."""

    query: Query
    of: int | None = None
    unread: tuple[str, ...] = ()
    is_set_aside: bool = False

    def address(self, visit: Visit, url: str, **more: object) -> str:
        """The address of a page for it."""
        return address(visit, url, self.query, of=self.of, unread=self.unread, **more)

    def problems(self, visit: Visit) -> list[Problem]:
        """All that stands in the way of running it."""
        told = [Problem(one.number, f"{one.about}: {one.sentence}") for one in self.unread_told()]
        return [*problems_of(visit, self.query), *told]

    def unread_told(self) -> Iterator["Unread"]:
        """The lines that cannot be read, with numbers behind those of the others."""
        behind = 1 + len(list(all_lines(self.query)))
        for number, text in enumerate(self.unread, start=behind):
            about, _how, value = (*text.split("~", 2), "", "")[:3]
            yield Unread(number, text, about, value, why_unread(self.query.base, text))


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that cannot be read: its number, its text, what it was about and asked for, and why it cannot."""

    number: int
    text: str
    about: str
    value: str
    sentence: str


def draft_here(request: HttpRequest, visit: Visit, query_id: int | None) -> Draft:
    """What the address of a request says."""
    here = query_here(request, visit, query_id, in_part=True)
    return Draft(here.query, here.of, here.unread, here.is_set_aside)


def draft_sent(visit: Visit, sent: QueryDict, query_id: int | None) -> Draft:
    """What the form says."""
    return Draft(query_sent(visit, sent), stored_number(sent) or query_id, tuple(sent.getlist(UNREAD)))


def without_unread(draft: Draft, said: str) -> Draft:
    """Without the line that a button names by its place among those that cannot be read."""
    number = number_in(said)
    return replace(draft, unread=tuple(text for place, text in enumerate(draft.unread, start=1) if place != number))
