"""The rows that are taken along, with their headings: what every format is written from.

In: a visit, a query, a wish. Out: a `Taking`; a refusal in a sentence. Kept of Specify 7: what rights it takes; places
have their coordinates in files for maps though no column shows them. Changed on purpose: the rows are those of the
page, in their order, with synonyms and in series; of chosen records all rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from specify.ask.results.columns import is_of_several, is_series, lines_told
from specify.ask.taking.wishes import FORMATS, Wish
from specify.datamodel import present
from specify.query.asked import Line, Operator, Query
from specify.query.labels import heading
from specify.query.refusing import BadQuery
from specify.query.running import LONG, RESOURCE, Found, rows
from specify.query.specs import ID, Age, Counted, Gathered, Plain, Ranked, Spec
from specify.security.administrators import who_can_help
from specify.security.entering import Visit
from specify.tasks.progress import SILENT, Progress
from specify.web.refusals import forbidden

FOR_MAPS = ("kml", "geojson")
COORDINATES = ("latitude1", "longitude1", "latitude2", "longitude2", "latLongType")
AT_ONCE = 2000


@dataclass(frozen=True)
class Taking:
    """Headings, the lines of the columns, and rows; of files for maps, where in a row the coordinates stand."""

    query: Query
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    found: Iterator[Found]
    coordinates: tuple[int, ...] = ()
    progress: Progress = SILENT

    def batches(self) -> Iterator[list[Found]]:
        """The rows, many at a time."""
        found = iter(self.found)
        while batch := list(islice(found, AT_ONCE)):
            yield batch
            self.progress.advance(len(batch))

    def kinds(self) -> tuple[str, ...]:
        """The kinds of the fields that columns show as they are; "" for others."""
        return tuple(_kind(line) for line in self.lines)


def taking_of(visit: Visit, query: Query, wish: Wish, progress: Progress = SILENT) -> Taking:
    """What is taken along of a query. The statement runs when the first row is asked for."""
    if not visit.rights.may(RESOURCE, FORMATS[wish.format].action):
        told = _("You may not take along what queries find in %(collection)s in this format.")
        raise forbidden(told % {"collection": visit.place.collection_name}, who_can_help())
    if not query.shown:
        raise BadQuery(_("No line of the query is shown, so there are no columns."), _("Show a line of the query."))
    if wish.ids and is_of_several(query):
        raise BadQuery(
            _("Rows that tell several records cannot be chosen one by one."), _("Take all rows along, or ask for less.")
        )
    at: tuple[int, ...] = ()
    if wish.format in FOR_MAPS:
        query, at = _with_coordinates(query)
    lines = lines_told(query)
    headings = tuple(_name(line) if wish.has_names else heading(line, visit.captions) for line in lines)
    return Taking(query, headings, lines, _found(visit, query, wish), at, progress)


def _found(visit: Visit, query: Query, wish: Wish) -> Iterator[Found]:
    if not wish.ids:
        return rows(visit, query, seconds=LONG)
    texts = ",".join(map(str, wish.ids))
    chosen = Line(Spec(query.base, (), Plain(ID)), Operator.IN, texts, is_shown=False)
    # A query may ask for numbers of records itself, and lines about the same are alternatives.
    ids = frozenset(wish.ids)
    return (one for one in rows(visit, replace(query, lines=(*query.lines, chosen)), seconds=LONG) if one.id in ids)


def _with_coordinates(query: Query) -> tuple[Query, tuple[int, ...]]:
    """The query with columns for the coordinates of its places behind the others, and where these stand."""
    path = way_to_place(query)
    if path is None:
        raise BadQuery(
            _("The query leads to no locality, so there is nothing to put on a map."),
            _("Add a line about the locality."),
        )
    query = replace(query, is_series=False) if is_series(query) else query
    fields = present.tables()["locality"].fields
    added = [Line(Spec(query.base, path, Plain(name))) for name in COORDINATES if name in fields]
    many = len(query.shown)
    return replace(query, lines=(*query.lines, *added)), tuple(range(many, many + len(added)))


def way_to_place(query: Query) -> tuple[str, ...] | None:
    """The way to the localities that a query is about, those that it shows something of before others."""
    return next((path for line in (*query.shown, *query.lines) if (path := _to_place(line)) is not None), None)


def _to_place(line: Line) -> tuple[str, ...] | None:
    """The way to the locality that a line is about, or goes through."""
    path = line.spec.path
    lengths = range(len(path) + 1)
    return next((path[:many] for many in lengths if replace(line.spec, path=path[:many]).table.key == "locality"), None)


def _name(line: Line) -> str:
    """What the schema calls a column."""
    end = line.spec.end
    if isinstance(end, Plain):
        last = [f"{end.name}{end.part}"]
    elif isinstance(end, Ranked):
        last = [end.rank, end.name]
    elif isinstance(end, Gathered | Counted):
        last = [end.relationship]
    else:
        last = ["age"] if isinstance(end, Age) else []
    return ".".join([*line.spec.path, *last]) or line.spec.base


def _kind(line: Line) -> str:
    field = line.spec.field
    if field is None or (isinstance(line.spec.end, Plain) and line.spec.end.part):
        return ""
    return field.kind
