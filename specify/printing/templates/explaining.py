"""What can be written in a template: all groups of fields and lists of a subject, with the institution's captions.

In: a visit, a `Subject`. Out: `Explained`, of which the page “what can I write here?” is made. It is told from what
templates are really filled with, so that nothing is missing in it; the language's own words are in `words.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from specify.datamodel.declaring import Table
from specify.printing.templates.naming import NAME_ALONE, SCIENTIFIC, offered, ranks
from specify.printing.templates.subjects import Subject
from specify.query.specs import Spec, Told
from specify.security.entering import Visit

ONE = "one"
"""What the examples call a record of a list."""
_MAIN = (SCIENTIFIC, "catalognumber", "localityname", "determineddate", "countamt")
"""What most records of their tables have; elsewhere a short number or name is taken."""


@dataclass(frozen=True, slots=True)
class Names:
    """A group of fields: how it is named, what it is, its table, the names of its fields."""

    group: str
    told: str
    table: Table
    names: tuple[str, ...]

    @property
    def main(self) -> str:
        """The name of a field that most records have."""
        if known := next((one for one in _MAIN if one in self.names), ""):
            return known
        return min((one for one in self.names if one.endswith(("number", "name"))), key=len, default=self.names[0])

    def written(self, within: str = "") -> Mapping[str, str]:
        """Each name as it is written, be it of what is called so `within` a list; by name."""
        before = ".".join(part for part in (within, self.group) if part)
        return {name: f"{before}.{name}" if before else name for name in self.names}


@dataclass(frozen=True, slots=True)
class List:
    """A list of records: how it is named, what it is, and the groups of fields of each record."""

    name: str
    told: str
    groups: tuple[Names, ...]
    lists: "tuple[List, ...]" = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """All fields that can be written."""

    groups: tuple[Names, ...]
    lists: tuple[List, ...]


def explained(visit: Visit, subject: Subject) -> Explained:
    """What can be written in templates of a subject."""
    return Explained(tuple(_groups(visit, subject)), tuple(_lists(visit, subject)))


def caption_of(visit: Visit, table: Table, name: str) -> str:
    """What a name stands for, in the institution's words."""
    if table.key == "taxon" and name in (SCIENTIFIC, NAME_ALONE):
        return _("the name set right, with its authors") if name == SCIENTIFIC else _("the name set right, alone")
    if table.find(name) is not None:
        return visit.captions.field(table.key, name)
    return ranks(visit, table).get(name) or _("a rank that no tree here has: always empty")


def _groups(visit: Visit, subject: Subject) -> Iterator[Names]:
    for group in subject.groups:
        table = Spec(subject.table, group.path, Told()).table
        yield Names(group.name, str(group.told), table, tuple(dict.fromkeys(offered(visit, table))))
    for one in subject.ones:
        yield from _groups(visit, one.subject)


def _lists(visit: Visit, subject: Subject) -> Iterator[List]:
    for one in subject.lists:
        inner = explained(visit, one.subject)
        yield List(one.name, str(one.told), inner.groups, inner.lists)
    for one in subject.ones:
        yield from _lists(visit, one.subject)
