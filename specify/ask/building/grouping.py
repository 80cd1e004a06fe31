"""Which groups can be added to a query.

In: a visit, a query of ours, the texts of lines that are asked for often. Out: choices, as what the form sends for them
and their words: conditions of which any or none has to hold, records behind a relationship to several of which there is
one or none. Of those relationships are offered the table's own, those that lines lead through, and those of the records
that lines lead to, or with which what is asked for often begins: who collected is asked of the event, and should not
have to wait for a line about the event.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from specify.ask.wording import path_words
from specify.datamodel import present
from specify.query.asked import Holds, Query
from specify.query.specs import Spec, Told
from specify.query.texts import line_of, path_text
from specify.security.entering import Visit

_ATTACHMENTS = "attachments"
THERE_IS, THERE_IS_NONE = "there", "none-there"
Choices = tuple[tuple[str, str], ...]


def group_choices(visit: Visit, query: Query, often: Iterable[str] = ()) -> tuple[Choices, Choices]:
    """What a group may ask, and the records of which it asks that there is one or none."""
    paths = list(dict.fromkeys(path for path in _paths(query, often) if _is_open(visit, query.base, path)))
    records = tuple((path_text(query.base, path), path_words(visit.captions, query.base, path)) for path in paths)
    sorts = [
        (str(Holds.ANY), _("Any of these")),
        (str(Holds.NONE), _("None of these")),
        (str(Holds.ALL), _("All of these")),
    ]
    if records:
        sorts += [(THERE_IS, _("There is one for which…")), (THERE_IS_NONE, _("There is none for which…"))]
    attached = next((text for (text, _words), path in zip(records, paths, strict=True) if _leads_to_files(path)), "")
    if attached:
        sorts += [
            (f"{Holds.ALL}~{attached}", _("It has attachments")),
            (f"{Holds.NONE}~{attached}", _("It has no attachments")),
        ]
    return tuple(sorts), records


def _leads_to_files(path: tuple[str, ...]) -> bool:
    return len(path) == 1 and path[0].lower().endswith(_ATTACHMENTS)


def _paths(query: Query, often: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """The table's own relationships to several, then those that lines lead through, and of what one leads to."""
    begun = [line_of(query.base, text).spec.path[:1] for text in often]
    led = [line.spec.path[:end] for line in query.lines for end in range(1, len(line.spec.path) + 1)]
    tables = present.tables()
    yield from ((way.name,) for way in tables[query.base].relationships.values() if not way.column and way.is_to_many)
    for path in dict.fromkeys(path for path in (*led, *begun) if path):
        spec = Spec(query.base, path, Told())
        if list(spec.ways())[-1].is_to_many:
            yield path
        else:
            yield from ((*path, way.name) for way in spec.table.relationships.values() if way.is_to_many)


def _is_open(visit: Visit, base: str, path: tuple[str, ...]) -> bool:
    """Whether a person may read what a path leads to, and the institution does not hide it."""
    spec = Spec(base, path, Told())
    before = Spec(base, path[:-1], Told()).table
    is_hidden = visit.captions.item(before.key, path[-1]).is_hidden and not _leads_to_files(path)
    return visit.rights.all_readable(spec.tables) and not is_hidden
