"""How it is told what can be named in a template: groups of fields, lists of records, the table they begin at.

In: nothing. Out: `Subject` with its parts. A group leads along relationships to one record; what leads to many is a
`Gathering`: of it a template has either the first record (`is_one`), whose groups stand beside the others, or a list to
go through.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Fields of one record, reached along relationships. Without a name they stand in the list's records themselves."""

    name: str
    path: Path
    told: "str | Promise" = ""


@dataclass(frozen=True, slots=True)
class Gathering:
    """Records of the `subject` that point along `owner` to the record at the end of `of`.

    `where` are fields that have to be true, `order` those that say which is first.
    """

    name: str
    subject: "Subject"
    owner: Path
    of: Path = ()
    is_one: bool = False
    where: tuple[str, ...] = ()
    order: Path = ()
    told: "str | Promise" = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A table, and what can be named of its records."""

    table: str
    groups: tuple[Group, ...]
    gatherings: tuple[Gathering, ...] = ()

    @property
    def ones(self) -> Iterator[Gathering]:
        """The gatherings of which the first record counts."""
        return (one for one in self.gatherings if one.is_one)

    @property
    def lists(self) -> Iterator[Gathering]:
        """The gatherings that are lists."""
        return (one for one in self.gatherings if not one.is_one)

    def list_names(self) -> frozenset[str]:
        """The names of its lists, those in what it gathers too."""
        within = frozenset[str]().union(*(one.subject.list_names() for one in self.gatherings))
        return within | {one.name for one in self.lists}

    def group_names(self) -> frozenset[str]:
        """The names of groups beside each other: its own, and those of gatherings of which one record counts."""
        within = frozenset[str]().union(*(one.subject.group_names() for one in self.ones))
        return within | {one.name for one in self.groups}
