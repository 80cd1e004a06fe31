"""The institution's reports and labels for JasperReports, as templates among the others.

In: a visit. Out: `Template`s that say `is_jrxml`; resources; their bytes. Kept of Specify 7: which a person sees:
those of the discipline, or of the collection, and of the personal ones their own; what its type says is no report is a
label. The table is that of the query, else the one that the resource names. Those without a table are told by
themselves: they are printed when somebody has chosen a query.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from specify.datamodel import present
from specify.datamodel.tables import model
from specify.printing.jrxml.naming import file_stem
from specify.printing.models import Bound
from specify.printing.templates.reading import Template
from specify.resources.stamp import remember
from specify.security.entering import Visit
from specify.web.refusals import missing

PREFIX = "jrxml-"
_TYPE, _WITHIN = "jrxml/", "jrxml/subreport"
_ENDING = ".jrxml"


@dataclass(frozen=True, slots=True)
class Resource:
    """A stored template: its number, name and type, the number of the table that it names, or 0."""

    id: int
    name: str
    type: str
    table: int

    @property
    def is_label(self) -> bool:
        """Whether it is one of labels."""
        return "report" not in self.type


@dataclass(frozen=True, slots=True)
class Source:
    """Where the rows of a report come from: a stored query, on a table, and how often each is printed."""

    query: int | None = None
    table: str = ""
    repeat: str = "1"


def reports_here(visit: Visit) -> list[Template]:
    """Those that the person may use and that are about some table. A statement, if there are any."""
    found = [one for one in resources_here(visit).values() if one.type != _WITHIN]
    sources = sources_of(found, visit.stamp)
    return [template for one in found if (template := _template(one, sources[one.id])).table]


def without_table(visit: Visit) -> list[Resource]:
    """Those that nobody knows the table of."""
    found = [one for one in resources_here(visit).values() if one.type != _WITHIN]
    sources = sources_of(found, visit.stamp)
    return [one for one in found if not sources[one.id].table]


def resource_named(visit: Visit, name: str) -> Resource:
    """The resource that addresses name so."""
    number = name.removeprefix(PREFIX)
    found = resources_here(visit).get(int(number)) if number.isascii() and number.isdecimal() else None
    if found is None or found.type == _WITHIN:
        raise missing(
            _("There is no template “%(name)s”.") % {"name": name[:100]},
            _("It may have been deleted. Choose one of those on the page “Labels and reports”."),
        )
    return found


def resource_within(visit: Visit, stem: str) -> Resource | None:
    """The template of a report within others, by the name of its file; first those that are nothing else."""
    every = [one for one in resources_here(visit).values() if _stem(one.name) == _stem(stem)]
    return min(every, key=lambda one: (one.type != _WITHIN, one.id), default=None)


def _stem(name: str) -> str:
    folded = name.strip().lower()
    return file_stem(folded) if folded.endswith((_ENDING, ".jasper")) else folded


def content_of(resource: int) -> bytes:
    """The bytes of a resource; of several rows the first counts. One statement."""
    rows = model("spappresourcedata")._default_manager.filter(spAppResource=resource).order_by("pk")
    data = rows.values_list("data", flat=True).first()
    return data.encode() if isinstance(data, str) else bytes(data or b"")


def every_resource() -> list[Resource]:
    """All templates that are stored, whoever may see them. One statement."""
    return [resource for resource, *_directory in _read()]


def resources_here(visit: Visit) -> Mapping[int, Resource]:
    """All templates that the person may see, by their numbers; read when settings change."""
    place, user = visit.place, visit.user.pk
    every = remember(visit.stamp, "templates of JasperReports", _read)
    return {
        resource.id: resource
        for resource, discipline, collection, owner in every
        if discipline == place.discipline_id and collection in (None, place.collection_id) and owner in (None, user)
    }


def _read() -> Sequence[tuple[Resource, int | None, int | None, int | None]]:
    """Each with the discipline and collection it is for, and with whose it is if it is personal."""
    of_dir = "spAppResourceDir__"
    directory = (f"{of_dir}{name}" for name in ("discipline_id", "collection_id", "isPersonal", "specifyUser_id"))
    found = model("spappresource")._default_manager.filter(mimeType__contains=_TYPE).order_by("name", "pk")
    return [
        (
            Resource(number, name or "", (kind or "").lower(), _table(said)),
            discipline,
            collection,
            owner if own else None,
        )
        for number, name, kind, said, discipline, collection, own, owner in found.values_list(
            "pk", "name", "mimeType", "metaData", *directory
        )
    ]


def _table(said: str | None) -> int:
    """The number of the table in `key=value;key=value`."""
    pairs = dict(one.strip().partition("=")[::2] for one in (said or "").lower().split(";"))
    number = pairs.get("tableid", "").strip()
    return int(number) if number.isascii() and number.isdecimal() else 0


def source_of(resource: Resource, stamp: str) -> Source:
    """Where the rows of a report come from, with the settings of a stamp."""
    return sources_of([resource], stamp)[resource.id]


def sources_of(resources: Sequence[Resource], stamp: str) -> dict[int, Source]:
    """The same of many. A statement, and another when settings have changed."""
    if not resources:
        return {}
    reports = remember(stamp, "queries of reports", _read_reports)
    chosen = {
        one.resource: one
        for one in Bound.objects.filter(resource__in=[one.id for one in resources], subreport="", field="")
    }
    found = {}
    for one in resources:
        query, table, count, named = reports.get(one.id, (None, None, None, None))
        own = chosen.get(one.id)
        found[one.id] = Source(
            query=own.query_id if own else query,
            table=own.string_id if own else table_numbered(table or one.table),
            repeat=(named or "").strip() or str(max(1, count or 1)),
        )
    return found


def _read_reports() -> Mapping[int, tuple[int | None, int | None, int | None, str | None]]:
    """Query, its table, and how often rows are repeated, by the numbers of resources; the oldest report counts."""
    names = ("appResource_id", "query_id", "query__contextTableId", "repeatCount", "repeatField")
    return {row[0]: row[1:] for row in model("spreport")._default_manager.order_by("-pk").values_list(*names)}


def table_numbered(number: int) -> str:
    """The key of the table with Specify's number; nothing where there is none."""
    return next((table.key for table in present.tables().values() if table.number == number), "")


def _template(one: Resource, source: Source) -> Template:
    return Template(
        name=f"{PREFIX}{one.id}",
        title=one.name.removesuffix(_ENDING),
        table=source.table,
        source="",
        kind="label" if one.is_label else "report",
        copies=source.repeat,
        resource=one.id,
        is_jrxml=True,
    )
